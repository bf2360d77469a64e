export { demoVoices } from './demo.ts';
export { demoVisits, type DemoVisits } from './visits/demo.ts';
