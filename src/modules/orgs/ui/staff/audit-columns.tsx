import { useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { RowOpener, type Column } from '#web/staff/records.tsx';
import { useWords } from '#web/staff/words.ts';
import { wordOf } from '../../audit/texts/actions.ts';
import type { AuditLine } from './audit-reads.ts';
import { auditWords } from './audit-texts.ts';

/** Who acted, in words: an officer's name, or what stands for nobody in particular. */
export function useWho(): (line: Pick<AuditLine, 'actor' | 'account'>) => string {
  const words = useWords(auditWords);
  return ({ actor: { id, name }, account }) => {
    if (name !== null) return name;
    if (id === 'guest') return account === null ? words.guest : words.account(account);
    return id.startsWith('system:') ? words.system : words.nobody;
  };
}

export function useAuditColumns(open: (id: string) => void): Column<AuditLine>[] {
  const words = useWords(auditWords);
  const who = useWho();
  const locale = useLocale();
  const { moment, number } = useFormats();
  const { columns } = words;
  return [
    {
      key: 'what',
      title: columns.what,
      bare: true,
      cell: ({ id, action }) => <RowOpener onOpen={() => open(id)}>{wordOf(action, locale)}</RowOpener>,
    },
    { key: 'at', title: columns.at, className: 'nowrap', bare: true, cell: ({ at }) => moment(at) },
    { key: 'who', title: columns.who, className: 'nowrap', cell: who },
    { key: 'org', title: columns.org, cell: ({ org }) => org?.name },
    { key: 'purpose', title: columns.purpose, cell: ({ purpose }) => purpose },
    {
      key: 'shown',
      title: columns.shown,
      className: 'num',
      cell: ({ shown }) => shown > 0 && words.shown(number(shown)),
    },
  ];
}
