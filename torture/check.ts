// Holds the database against the ledger: what was acknowledged is there, once, with its trace.
import { acknowledged, KINDS, type Kind, type Ledger, type Write } from './ledger.ts';
import type { Stage } from './stage.ts';

/** What is wrong; each list holds at most a few lines for reading, `…Count` the number. */
export interface Findings {
  /** Acknowledged, and not there. */
  readonly lost: readonly string[];
  /** There more than once. */
  readonly doubled: readonly string[];
  /** There, but without exactly one entry in the audit log. */
  readonly untraced: readonly string[];
  /** Answered with what must not be: a 500, a refusal. */
  readonly wrong: readonly string[];
  /** Never answered. */
  readonly unanswered: readonly string[];
}

/** How often something is there, under which id, and how many audit entries it has. */
interface Fact {
  readonly marker: string;
  readonly id: string;
  readonly traces: number;
}

const AUDIT = `(select count(*)::int from kernel.audit_entry e where e.entity_id = `;
const FACTS: Readonly<Record<Exclude<Kind, 'edit' | 'sign_in'>, string>> = {
  join: `select name as marker, id::text, ${AUDIT} a.id::text and action = 'people.application.submitted') as traces
    from people.application a where name = any($1)`,
  suggestion: `select text as marker, id::text, ${AUDIT} s.id::text and action = 'voices.voice.open') as traces
    from voices.voice s where text = any($1)`,
  found: `select name as marker, id::text, ${AUDIT} o.id::text and action like 'orgs.organisation.%') as traces
    from orgs.organisation o where name = any($1)`,
  approve: `select a.id::text as marker, a.id::text, ${AUDIT} a.id::text and action = 'people.application.approved') as traces
    from people.application a join people.membership m on m.person_id = a.person_id and m.state = 'active'
    where a.state = 'approved' and a.id = any($1::uuid[])`,
};

export async function check(stage: Stage, ledger: Ledger): Promise<Findings> {
  const findings = { lost: [], doubled: [], untraced: [], wrong: [], unanswered: [] } as Mutable<Findings>;
  for (const write of ledger.writes) {
    if (write.wrong !== undefined) findings.wrong.push(`${write.kind} ${write.marker}: ${write.wrong}`);
    else if (write.acknowledged === undefined && !write.locked)
      findings.unanswered.push(`${write.kind} ${write.marker}`);
  }
  const done = acknowledged(ledger);
  for (const kind of KINDS) {
    const writes = done.filter((write) => write.kind === kind);
    if (kind === 'edit') await checkEdits(stage, writes, findings);
    else if (kind === 'sign_in') await checkSessions(stage, writes, findings);
    else await checkRows(stage, FACTS[kind], writes, findings);
  }
  return findings;
}

type Mutable<T> = { -readonly [K in keyof T]: string[] };

async function checkRows(stage: Stage, sql: string, writes: readonly Write[], to: Mutable<Findings>) {
  const facts = await stage.query<Fact & { [name: string]: unknown }>(sql, [
    writes.map(({ marker }) => marker),
  ]);
  const byMarker = Map.groupBy(facts, ({ marker }) => marker);
  for (const { kind, marker, acknowledged: id } of writes) {
    const there = byMarker.get(marker) ?? [];
    if (!there.some((fact) => fact.id === id)) to.lost.push(`${kind} ${marker} ${id}`);
    if (there.length > 1) to.doubled.push(`${kind} ${marker}: ${there.length}`);
    if (there.some(({ traces }) => traces !== 1)) to.untraced.push(`${kind} ${marker}`);
  }
}

/** Each union is edited by one client, one edit after the other: the last one stands, and each left its entry. */
async function checkEdits(stage: Stage, writes: readonly Write[], to: Mutable<Findings>): Promise<void> {
  const byOrg = Map.groupBy(writes, ({ path }) => path.split('/').at(-1)!);
  const rows = await stage.query<{ id: string; address: string; edits: number }>(
    `select id::text, address, ${AUDIT} o.id::text and action = 'orgs.update') as edits
     from orgs.organisation o where id = any($1::int[])`,
    [[...byOrg.keys()]],
  );
  const orgs = new Map(rows.map((row) => [row.id, row]));
  for (const [id, edits] of byOrg) {
    const last = edits.at(-1)!.marker;
    const org = orgs.get(id);
    if (org?.address !== last) to.lost.push(`edit of ${id}: ${last}, found ${org?.address}`);
    const traces = org?.edits ?? 0;
    if (traces < edits.length)
      to.lost.push(`edit of ${id}: ${edits.length} answered, ${traces} in the audit log`);
    if (traces > edits.length)
      to.doubled.push(`edit of ${id}: ${edits.length} answered, ${traces} in the audit log`);
  }
}

async function checkSessions(stage: Stage, writes: readonly Write[], to: Mutable<Findings>): Promise<void> {
  for (const { marker, acknowledged: cookie } of writes) {
    const answer = await fetch(`${stage.url}/api/session`, { headers: { cookie: cookie ?? '' } });
    const { account } = (await answer.json()) as { account: unknown };
    if (!account) to.lost.push(`sign_in ${marker}`);
  }
}

/** Whether there is nothing to complain about. */
export function isClean(findings: Findings): boolean {
  return Object.values(findings).every((list: readonly string[]) => list.length === 0);
}
