import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { releaseVoices } from '#voices/concerns/contract';
import { useFormats } from '#web/staff/format.ts';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernWords } from './concern-texts.ts';

/** What people said, each with where and since when; no contact. */
export function ConcernSaid({ concern }: { readonly concern: Trail }) {
  const words = useWords(concernWords);
  const { age } = useFormats();
  const { message } = App.useApp();
  const send = useSend<typeof releaseVoices>('POST /api/concerns/:id/release', CONCERN_READS);
  const mayRelease = concern.may.answer && (concern.state === 'open' || concern.state === 'referred');
  const release = (id: string): void =>
    send.mutate(
      { id: concern.id, voiceIds: [id] },
      { onSuccess: () => void message.success(words.released) },
    );
  return (
    <section className="card">
      <h2>{words.said(concern.said.length)}</h2>
      <ul className="concern-said">
        {concern.said.map(({ id, kind, text, place, org, at, state, note, hasContact, reopened }) => (
          <li key={id}>
            <div className="grow">
              <p>{text}</p>
              <small>
                {words.kinds[kind]} ·{' '}
                {place && (
                  <>
                    <Link className="link" to="/places/$id" params={{ id: place.id }}>
                      {place.name}
                    </Link>{' '}
                    ·{' '}
                  </>
                )}
                {[org.name, age(at), ...(hasContact ? [words.contact] : [])].join(' · ')}{' '}
                {reopened && <Tag tone="alarm">{words.notHelped}</Tag>}
              </small>
              {state === 'answered' && note !== concern.answer && note !== null && (
                <p className="said">
                  {note} <small>{words.answeredAlone}</small>
                </p>
              )}
            </div>
            {mayRelease && state === 'grouped' && (
              <Button type="text" loading={send.isPending} onClick={() => release(id)}>
                {words.release}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <FormProblem error={send.error} />
    </section>
  );
}
