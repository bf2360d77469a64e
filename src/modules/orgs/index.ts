export { insertOrg, loadAreas } from './actions.ts';
export {
  between,
  demoOrgs,
  pick,
  seeded,
  shuffled,
  type DemoOrgs,
  type DemoUnion,
  type Rng,
} from './demo.ts';
export { noSuchOrg } from './errors.ts';
export { grantRole, type NewGrant } from './officers/actions.ts';
export {
  areaNames,
  branchesOf,
  branchIds,
  escapeLike,
  findOrg,
  grantsOf,
  mayAt,
  orgFor,
  orgInScope,
  orgRefs,
  orgWithin,
  phoneFor,
  rootOrg,
  withNames,
  type Org,
  type OrgRef,
} from './queries.ts';
export { joinRoutes, type JoinRoutes } from './routing/queries.ts';
export { maskPhone } from './rules.ts';
