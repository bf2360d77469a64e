import { atPlace, ofOwn, sharedByAll, type Live, type Place, type World } from '#kernel/testing/matrix';
import { exportAudit, getAuditEntry, getAuditSeal, listAudit } from './contract.ts';

/** The last entry about the union at `at`. */
async function lastEntry({ t }: World, at: Place): Promise<{ id: string }> {
  const { rows } = await t.pool.query<{ id: string }>(
    'select id from kernel.audit_entry where org_id = $1 order by at desc, id desc limit 1',
    [at.id],
  );
  return rows[0]!;
}

/** A group to which reading the log adds nothing. */
const group = 'officer' as const;

export const auditLive: readonly Live[] = [
  ofOwn(listAudit, { group }),
  atPlace(listAudit, async (_world, at) => ({ input: { group, org: String(at.id) } }), {
    nothing: ({ items }) => items.length === 0,
    with: ['below'],
    why: 'a filter of one’s own: those below see their own share',
  }),
  atPlace(getAuditEntry, async (world, at) => ({ input: await lastEntry(world, at) })),
  ofOwn(exportAudit, { group, purpose: '年度审计' }),
  sharedByAll(getAuditSeal, async () => ({ input: {} }), 'whether the log itself is whole'),
];
