export { demoVoices } from './demo.ts';
export { demoInterviews } from './listen/demo.ts';
