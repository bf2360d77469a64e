export { answerFromMeeting, type MeetingAnswer } from './concerns/answer/actions.ts';
export { demoConcerns, type DemoConcerns } from './concerns/demo.ts';
export { concernRefs, concernsForTopics, mergedInto, type ConcernRef } from './concerns/queries.ts';
export { tellStep, type Step } from './concerns/steps/actions.ts';
export { demoVoices } from './demo.ts';
export { demoInterviews } from './listen/demo.ts';
export { demoVisits, type DemoVisits } from './visits/demo.ts';
