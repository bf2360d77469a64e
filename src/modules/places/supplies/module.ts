import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as contract from './contract.ts';
import { listExpiring } from './expiry/queries.ts';
import { listSupplies } from './queries.ts';

/** What places keep for those who come, and when it expires. */
export const supplyRoutes: readonly Route[] = [
  route(contract.listSupplies, listSupplies),
  route(contract.addSupply, actions.addSupply),
  route(contract.takeSupplyAway, actions.takeSupplyAway),
  route(contract.listExpiring, listExpiring),
];
