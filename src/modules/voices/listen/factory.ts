import { ofOwn, openToAll, type Live } from '#kernel/testing/matrix';
import { interviewTerms, readRhythm, rhythmPaper, rhythmSheet, takeInterview } from './contract.ts';

/** What a courier may tap. */
export const TAPS = {
  job: 'courier',
  platform: 'express',
  hours: '10to12',
  days: '26to28',
  stretch: '4to6',
  rest: 'roadside',
} as const;

export const listenLive: readonly Live[] = [
  openToAll(interviewTerms, async () => ({ input: {} }), 'words of a question'),
  openToAll(takeInterview, async () => ({ input: TAPS }), 'anybody may answer, of themselves'),
  ofOwn(readRhythm, {}, { still: true }),
  ofOwn(rhythmSheet, {}, { still: true }),
  ofOwn(rhythmPaper, {}, { still: true }),
];
