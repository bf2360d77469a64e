export { demoCrowd, tidyCrowd } from './crowd/demo.ts';
export { demoMember, demoPeople } from './demo.ts';
export { demoMover } from './moves/demo.ts';
export { demoApplicant } from './review/demo.ts';
export { defineRetention } from './retention/queries.ts';
export { demoRights } from './rights/demo.ts';
export { reconcileFile, type RosterFile } from './roster/file/actions.ts';
export { exportEverybody } from './find/export/queries.ts';
