import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { getOrg, listMyOrgs } from '#orgs/contract';
import { copyText } from '#web/staff/clipboard.ts';
import { useFilters } from '#web/staff/filters.ts';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useWords } from '#web/staff/words.ts';
import { findWords } from './find-texts.ts';
import type { PersonRow } from './people-reads.ts';

/** Where people join a union, as the poster in its office has it. */
export function joinLink(orgId: number): string {
  return `${location.origin}/join?u=${orgId}`;
}

/**
 * Above the people in no union: how to invite them, with words for the workplace's chat. The union is the one that was
 * chosen, else the one that looks after all of them, else the reader's own.
 */
export function Reach({ rows }: { readonly rows: readonly PersonRow[] }) {
  const words = useWords(findWords).reach;
  const [{ org }] = useFilters();
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const chosen = useQuery({
    ...ask<typeof getOrg>('GET /api/orgs/:id', { id: org }),
    enabled: org !== undefined,
  });
  const own = mine.data?.items.map((item) => item.org).filter(({ kind }) => kind === 'union') ?? [];
  const union = org === undefined ? (onlyOf(rows.map((row) => row.org)) ?? onlyOf(own)) : chosen.data;
  if (mine.isLoading || chosen.isLoading) return null;
  return (
    <section className="reach">
      <h2>{words.title}</h2>
      {union ? <Invitation union={union} /> : <p className="quiet">{words.pick}</p>}
    </section>
  );
}

/** The union, where all are the same one. */
function onlyOf(unions: readonly PersonRow['org'][]): PersonRow['org'] | undefined {
  const [first] = unions;
  return unions.every(({ id }) => id === first?.id) ? first : undefined;
}

function Invitation({
  union: { id, name },
}: {
  readonly union: { readonly id: number; readonly name: string };
}) {
  const frame = useWords(frameWords);
  const words = useWords(findWords).reach;
  const { message } = App.useApp();
  const link = joinLink(id);
  const sentence = words.say(name, link);
  const copy = async (text: string): Promise<void> => {
    await copyText(text);
    message.success(frame.copied);
  };
  return (
    <>
      <p className="quiet">{words.body(name)}</p>
      <p className="said">{sentence}</p>
      <div className="row">
        <Button onClick={() => void copy(sentence)}>{words.copy}</Button>
        <Button onClick={() => void copy(link)}>{words.copyLink}</Button>
        <Link to="/orgs/$id" params={{ id: String(id) }}>
          {words.qr}
        </Link>
      </div>
    </>
  );
}
