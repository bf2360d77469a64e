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
export { endedAmong, namesOfRows, orgsInReach, type ListedOrg } from './lookup/queries.ts';
export { countOldInvitations, forgetInvitations, officesOf } from './officers/queries.ts';
export { grantRole, type NewGrant } from './officers/actions.ts';
export {
  areaNames,
  branchesOf,
  branchIds,
  escapeLike,
  findOrg,
  findOrgByCode,
  grantsOf,
  heirOf,
  idsInNet,
  listAreas,
  mayAt,
  orgFor,
  orgInScope,
  orgRefs,
  orgWithin,
  phoneFor,
  rootOrg,
  unionIdsIn,
  withNames,
  type Org,
  type OrgRef,
} from './queries.ts';
export { joinRoutes, organiserOf, unionAround, type JoinRoutes } from './routing/queries.ts';
export { maskPhone } from './rules.ts';
