export { MEETING_STATES, type MeetingState } from './contract.ts';
