import { Link } from '@tanstack/react-router';
import { App, Button } from 'antd';
import type { releaseVoices } from '#voices/concerns/contract';
import { useFormats } from '#web/staff/format.ts';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernWords } from './concern-texts.ts';

/** What people said, each with where and since when; no contact. */
export function ConcernSaid({ concern }: { readonly concern: Trail }) {
  const words = useWords(concernWords);
  const { age } = useFormats();
  const frame = useWords(frameWords);
  const { message, modal } = App.useApp();
  const send = useSend<typeof releaseVoices>('POST /api/concerns/:id/release', CONCERN_READS);
  const { id: concernId, title, state: standing, may, voices, said } = concern;
  const mayRelease = may.answer && standing !== 'merged' && standing !== 'dissolved';
  // Whoever reads another answer here than those to all was answered alone.
  const answers = new Set(concern.steps.filter(({ kind }) => kind === 'answered').map(({ text }) => text));
  const release = (voiceIds?: string[]): void =>
    send.mutate(
      { id: concernId, ...(voiceIds ? { voiceIds } : {}) },
      { onSuccess: () => void message.success(words.released) },
    );
  const releaseAll = async (): Promise<void> => {
    const text = { title: words.releaseAllTitle(title), content: words.releaseAllNote(voices) };
    const sure = await modal.confirm({ ...text, okText: words.releaseAll, cancelText: frame.cancel });
    if (sure) release();
  };
  return (
    <section className="card">
      <div className="concern-heap-head">
        <h2>{words.said(voices)}</h2>
        {may.answer && standing === 'open' && voices > 1 && (
          <Button type="text" loading={send.isPending} onClick={() => void releaseAll()}>
            {words.releaseAll}
          </Button>
        )}
      </div>
      {said.length < voices && <p className="quiet">{words.saidFirst(said.length)}</p>}
      <ul className="concern-said">
        {said.map(({ id, kind, text, place, org, at, state, note, hasContact, reopened }) => (
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
              {state === 'answered' && note !== null && !answers.has(note) && (
                <p className="said">
                  {note} <small>{words.answeredAlone}</small>
                </p>
              )}
            </div>
            {mayRelease && state !== 'answered' && (
              <Button type="text" loading={send.isPending} onClick={() => release([id])}>
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
