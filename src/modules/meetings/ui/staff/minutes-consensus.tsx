import { App, Button, Input, Radio } from 'antd';
import { useEffect, useState } from 'react';
import type { Consensus } from '#meetings/contract';
import type { getMinutes, setConsensus } from '#meetings/minutes/contract';
import { ask, queryClient, refresh } from '#web/staff/query.ts';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { useAccount } from '#web/staff/session.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { keepWords, takeWords } from './minutes-kept.ts';
import { STEP_READS, type MinutesView } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';
import { meetingWords } from './texts.ts';

interface Stated {
  readonly consensus: Consensus | null;
  readonly conclusion: string | null;
}

const same = (a: Stated, b: Stated): boolean =>
  a.consensus === b.consensus && (a.conclusion ?? '') === (b.conclusion ?? '');

/** How far the meeting agreed, and its conclusion in a few words. */
export function ConsensusCard({ id, minutes }: { readonly id: string; readonly minutes: MinutesView }) {
  const { consensus: words } = useWords(minutesWords);
  const levels = useWords(meetingWords).consensus;
  if (minutes.mayEdit) return <Form id={id} now={minutes} />;
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <Tag>{minutes.consensus ? levels[minutes.consensus] : words.unsaid}</Tag>
      {minutes.conclusion && <p className="mn-text">{minutes.conclusion}</p>}
    </section>
  );
}

function Form({ id, now }: { readonly id: string; readonly now: Stated }) {
  const { consensus: words } = useWords(minutesWords);
  const levels = useWords(meetingWords).consensus;
  const { message } = App.useApp();
  const key = `consensus.${useAccount()?.id ?? ''}.${id}`;
  const [kept] = useState(() => takeWords<{ from: Stated; mine: Stated }>(key));
  const [from, setFrom] = useState<Stated>(kept?.from ?? now);
  const [mine, setMine] = useState<Stated>(kept?.mine ?? now);
  const send = useSend<typeof setConsensus>('PUT /api/meetings/:id/consensus', STEP_READS);
  const dirty = !same(mine, from);
  const moved = !same(now, from);
  useEffect(() => {
    keepWords(key, dirty ? { from, mine } : null);
  }, [key, dirty, from, mine]);
  if (moved && !dirty) {
    setFrom(now);
    setMine(now);
  }
  const save = (consensus: Consensus): void => {
    const { conclusion } = mine;
    const was = { consensus: from.consensus, conclusion: from.conclusion };
    send.mutate(
      { id, consensus, conclusion, was },
      {
        onSuccess: () => {
          const stated = { consensus, conclusion: conclusion?.trim() || null };
          const { queryKey } = ask<typeof getMinutes>('GET /api/meetings/:id/minutes', { id });
          queryClient.setQueryData<MinutesView>(queryKey, (before) => before && { ...before, ...stated });
          setFrom(stated);
          setMine(stated);
          message.success(words.saved);
        },
        onError: () => void refresh('GET /api/meetings/:id/minutes'),
      },
    );
  };
  return (
    <section className="card">
      <h2>{words.title}</h2>
      <p className="quiet">{words.why}</p>
      <Radio.Group
        aria-label={words.label}
        value={mine.consensus}
        options={keysOf(levels).map((value) => ({ value, label: levels[value] }))}
        onChange={({ target }) => setMine({ ...mine, consensus: target.value as Consensus })}
      />
      <Input.TextArea
        className="mn-conclusion"
        aria-label={words.conclusion}
        placeholder={words.conclusion}
        rows={3}
        maxLength={2000}
        value={mine.conclusion ?? ''}
        onChange={({ target }) => setMine({ ...mine, conclusion: target.value })}
      />
      {moved && dirty && <Moved now={now} onSeen={() => setFrom(now)} />}
      <FormProblem error={dirty && !moved ? send.error : null} />
      {dirty && !moved && <p className="quiet">{words.unsaved}</p>}
      <Button
        disabled={!dirty || moved || mine.consensus === null}
        loading={send.isPending}
        onClick={() => mine.consensus && save(mine.consensus)}
      >
        {words.save}
      </Button>
    </section>
  );
}

function Moved({ now, onSeen }: { readonly now: Stated; readonly onSeen: () => void }) {
  const { consensus: words } = useWords(minutesWords);
  const levels = useWords(meetingWords).consensus;
  const said = [now.consensus ? levels[now.consensus] : words.unsaid, now.conclusion].filter(Boolean);
  return (
    <div className="note mind" role="alert">
      <p>{words.changed(said.join(' · '))}</p>
      <Button size="small" onClick={onSeen}>
        {words.seen}
      </Button>
    </div>
  );
}
