export { demoMember, demoPeople } from './demo.ts';
export { demoApplicant } from './review/demo.ts';
