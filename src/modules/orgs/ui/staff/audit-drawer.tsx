import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useFilters } from '#web/staff/filters.ts';
import { useFormats } from '#web/staff/format.ts';
import { useKeys } from '#web/staff/keys.ts';
import { useLocale } from '#web/staff/locale.ts';
import { Fact, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { getAuditEntry } from '../../audit/contract.ts';
import { wordOf } from '../../audit/texts/actions.ts';
import { useWho } from './audit-columns.tsx';
import type { AuditEntry } from './audit-reads.ts';
import { auditWords } from './audit-texts.ts';

interface AuditDrawerProps {
  readonly id: string;
  readonly onStep: (by: number) => void;
  readonly onClose: () => void;
}

/** One entry beside the list, with everything it holds; j and k go on and back. */
export function AuditDrawer({ id, onStep, onClose }: AuditDrawerProps) {
  const words = useWords(auditWords);
  const locale = useLocale();
  const one = useQuery(ask<typeof getAuditEntry>('GET /api/audit/:id', { id }));
  useKeys({ j: () => onStep(1), k: () => onStep(-1) });
  return (
    <Drawer open size={560} title={words.drawer.title} onClose={onClose}>
      {one.isLoading && <Loading />}
      {one.error && <Problem error={one.error} onRetry={() => void one.refetch()} />}
      {one.data && (
        <div className="stack">
          <h2>{wordOf(one.data.action, locale)}</h2>
          <Facts entry={one.data} />
          <Ids title={words.drawer.people} ids={one.data.people} />
          <Ids title={words.drawer.applications} ids={one.data.applications} />
        </div>
      )}
    </Drawer>
  );
}

function Facts({ entry }: { readonly entry: AuditEntry }) {
  const words = useWords(auditWords);
  const who = useWho();
  const { moment } = useFormats();
  const { columns, drawer } = words;
  const { actor, org, purpose, entity, entityId, detail, ip } = entry;
  return (
    <dl className="facts">
      <Fact name={columns.at}>{moment(entry.at)}</Fact>
      <Fact name={columns.who}>{who(entry)}</Fact>
      {org && <Fact name={columns.org}>{org.name}</Fact>}
      {purpose && <Fact name={columns.purpose}>{purpose}</Fact>}
      {entityId && (
        <Fact name={drawer.about}>
          <div>{entity}</div>
          <IdLink id={entityId} />
        </Fact>
      )}
      <Fact name={drawer.actor}>
        <span className="id">{actor.id}</span>
      </Fact>
      {Object.entries(detail).map(([key, value]) => (
        <Fact key={key} name={`${drawer.detail}: ${key}`}>
          <span className="id">{typeof value === 'string' ? value : JSON.stringify(value)}</span>
        </Fact>
      ))}
      {ip && <Fact name={drawer.ip}>{ip}</Fact>}
      <Fact name={drawer.request}>
        <span className="id">{entry.requestId}</span>
      </Fact>
      <Fact name={drawer.code}>{entry.action}</Fact>
    </dl>
  );
}

/** From one entry to all that concern the same thing or person. */
function IdLink({ id }: { readonly id: string }) {
  const words = useWords(auditWords);
  const [, setFilters] = useFilters();
  return (
    <Button
      type="link"
      className="id"
      title={words.drawer.follow}
      onClick={() => setFilters({ about: id, open: undefined }, { keep: true })}
    >
      {id}
    </Button>
  );
}

/** More at once would only be scrolled past. */
const IDS_SHOWN = 100;

interface IdsProps {
  readonly title: (count: string) => string;
  readonly ids: readonly string[];
}

function Ids({ title, ids }: IdsProps) {
  const words = useWords(auditWords).drawer;
  const { number } = useFormats();
  if (ids.length === 0) return null;
  return (
    <section>
      <h3>{title(number(ids.length))}</h3>
      <ul>
        {ids.slice(0, IDS_SHOWN).map((id) => (
          <li key={id}>
            <IdLink id={id} />
          </li>
        ))}
      </ul>
      {ids.length > IDS_SHOWN && <p className="quiet">{words.more(number(ids.length - IDS_SHOWN))}</p>}
    </section>
  );
}
