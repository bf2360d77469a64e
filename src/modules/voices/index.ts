export { demoVoices } from './demo.ts';
