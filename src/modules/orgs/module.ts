import { definePermissions } from '#kernel/auth';
import { defineModule, route } from '#kernel/module';
import * as actions from './actions.ts';
import { exportAudit } from './audit/actions.ts';
import * as audit from './audit/contract.ts';
import * as auditQueries from './audit/queries.ts';
import * as contract from './contract.ts';
import * as lifeActions from './life/actions.ts';
import { termNotices } from './life/jobs.ts';
import * as officerActions from './officers/actions.ts';
import * as officers from './officers/contract.ts';
import * as officerQueries from './officers/queries.ts';
import { joinPoster } from './ui/print/join-poster.ts';
import * as queries from './queries.ts';
import { moveOrg } from './tree/actions.ts';

definePermissions('orgs', {
  read: ['chair', 'membership_officer', 'viewer', 'system_admin'],
  manage: ['chair', 'membership_officer'],
  officers: ['chair', 'system_admin'],
  audit: ['auditor'],
});

/** Organisations of every kind, the relations over them, and the officers with their scoped roles. */
export default defineModule({
  name: 'orgs',
  migrations: new URL('./migrations/', import.meta.url),
  jobs: [termNotices],
  routes: [
    route(contract.listTree, queries.listTree),
    route(contract.listOrgs, queries.listOrgs),
    route(contract.listOrgTodos, queries.listOrgTodos),
    route(contract.getOrg, queries.getOrg),
    route(contract.createOrg, actions.createOrg),
    route(contract.updateOrg, actions.updateOrg),
    route(contract.changeOrgState, lifeActions.changeOrgState),
    route(contract.mergeOrg, lifeActions.mergeOrg),
    route(contract.reelectOrg, lifeActions.reelectOrg),
    route(contract.moveOrg, moveOrg),
    route(contract.relateOrgs, actions.relateOrgs),
    route(contract.endRelation, actions.endRelation),
    route(contract.findUnions, queries.findUnions),
    route(contract.setServedAreas, actions.setServedAreas),
    route(contract.joinPoster, async (ctx, input) => joinPoster(await queries.posterOf(ctx, input), ctx.now)),
    route(contract.listAreas, queries.listAreas),
    route(contract.findEmployers, queries.findEmployers),
    route(contract.getJoinTarget, queries.getJoinTarget),
    route(contract.listMyOrgs, queries.listMyOrgs),
    route(officers.listOfficers, officerQueries.listOfficers),
    route(officers.inviteOfficer, officerActions.inviteOfficer),
    route(officers.revokeInvitation, officerActions.revokeInvitation),
    route(officers.lookAtInvitation, officerQueries.lookAtInvitation),
    route(officers.sendInvitationCode, officerActions.sendInvitationCode),
    route(officers.acceptInvitation, officerActions.acceptInvitation),
    route(officers.endOfficer, officerActions.endOfficer),
    route(audit.listAudit, auditQueries.listAudit),
    route(audit.getAuditSeal, auditQueries.getAuditSeal),
    route(audit.getAuditEntry, auditQueries.getAuditEntry),
    route(audit.exportAudit, exportAudit),
  ],
});
