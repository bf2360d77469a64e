import type { Output, Request } from '#kernel/contract';
import type { Filters } from '#web/staff/filters.ts';
import { today } from '#web/staff/format.ts';
import type { ActionGroup, getAuditEntry, listAudit } from '../../audit/contract.ts';

export type AuditLine = Output<typeof listAudit>['items'][number];
export type AuditEntry = Output<typeof getAuditEntry>;

const DAYS_AT_FIRST = 30;

/** A month, unless the address says otherwise: the whole log would be long to look through. */
export function firstDay(): string {
  return new Date(Date.parse(`${today()}T00:00:00Z`) - DAYS_AT_FIRST * 86_400_000).toISOString().slice(0, 10);
}

/** What the address asks for. */
export function requestOf(filters: Filters): Request<typeof listAudit> {
  const { from, to, actor, group, org, about, q } = filters;
  return { from: from ?? firstDay(), to, actor, group: group as ActionGroup | undefined, org, about, q };
}
