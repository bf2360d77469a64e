export { demoMeetings, type DemoMeetings } from './demo.ts';
