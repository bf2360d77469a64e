import { fill, type Text } from '../i18n.ts';
import type { Finding, Verdict } from './verify.ts';

const FOUND: Readonly<Record<Finding['kind'], Text>> = {
  changed_row: { zh: '记录被改动', en: 'entry changed' },
  added_row: {
    zh: '多出的记录（不是本系统所写，或不在原位）',
    en: 'entry added, or not where it was written',
  },
  missing_rows: { zh: '封条 {seal} 下少了 {count} 条记录', en: 'seal {seal}: {count} entries missing' },
  extra_rows: { zh: '封条 {seal} 下多了 {count} 条记录', en: 'seal {seal}: {count} entries too many' },
  other_rows: { zh: '封条 {seal} 下的记录与封存时不同', en: 'seal {seal}: not the entries that were sealed' },
  broken_seal: { zh: '封条 {seal} 被改动', en: 'seal {seal} was changed' },
  missing_seals: { zh: '缺少封条 {seal} 至 {until}', en: 'seals {seal} to {until} are missing' },
  tail_cut: {
    zh: '库外记有封条 {seal}，库内只到 {until}：日志末尾被截断',
    en: 'seal {seal} was shown outside the database, which ends at {until}: the end of the log was cut off',
  },
  other_head: {
    zh: '封条 {seal} 与库外所记不同：日志被重写过',
    en: 'seal {seal} is not the one shown outside the database: the log was rewritten',
  },
  other_log: {
    zh: '数据目录里的封条 {seal} 属于另一个数据库的日志',
    en: 'seal {seal} in the data folder is of the log of another database',
  },
  bad_prune: {
    zh: '封条 {seal} 之前的记录不是由本系统按期清理的',
    en: 'the entries before seal {seal} were removed, and not by this program',
  },
  unreadable: {
    zh: 'audit-roots.log 有 {count} 行读不出',
    en: '{count} lines of audit-roots.log are unreadable',
  },
};

/** What an officer at the command line reads: Chinese, then English, a line each. */
export function tellVerdict(verdict: Verdict): string[] {
  const { entries, seals, unsealed, before, pruned, heads, findings, found } = verdict;
  const lines = [
    `已核对 ${entries} 条记录、${seals} 个封条；${unsealed} 条待封。 ${entries} entries and ${seals} seals checked; ${unsealed} wait to be sealed.`,
  ];
  if (before > 0)
    lines.push(
      `其中 ${before} 条写于启用封存之前，只能保证封存之后未变。 ${before} are from before sealing began; only changes since then would show.`,
    );
  if (pruned)
    lines.push(
      `封条 ${pruned.seal} 及以前的记录已按期清理（${pruned.at}）。 Entries up to seal ${pruned.seal} were removed as their time had come.`,
    );
  if (heads === 0)
    lines.push(
      '数据目录里没有封条记录，无法发现末尾被截断。 The data folder holds no heads: a cut end could not be noticed.',
    );
  for (const finding of findings) lines.push(`✗ ${tellFinding(finding)}`);
  if (found > findings.length) lines.push(`✗ …… 共 ${found} 处 in all`);
  lines.push(
    found === 0
      ? '✓ 审计日志完整。 The audit log is whole.'
      : `✗ 审计日志有 ${found} 处问题。请保留数据库和数据目录原状，并报告负责人。 The audit log has ${found} faults: keep the database and the data folder as they are, and report it.`,
  );
  return lines;
}

function tellFinding(finding: Finding): string {
  const { kind, id, at, action, count, seal } = finding;
  const params = Object.fromEntries(
    Object.entries(finding).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const what = `${fill(FOUND[kind].zh, params)} ${fill(FOUND[kind].en, params)}`;
  if (id) return `${what}: ${at} ${action} ${id}`;
  return count !== undefined && seal !== undefined && !FOUND[kind].zh.includes('{count}')
    ? `${what}: ${seal} × ${count}`
    : what;
}
