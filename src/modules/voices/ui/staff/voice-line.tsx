import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { DelayDialog } from './delay-dialog.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { voiceWords } from './texts.ts';
import { useThemes } from './use-themes.ts';
import type { Voice } from './voice-request.ts';

interface VoiceLineProps {
  readonly voice: Voice;
  readonly chosen: boolean;
  /** Several are chosen for something; absent where nothing is done with several. */
  readonly onChoose?: (voice: Voice, on: boolean) => void;
}

/**
 * One voice: what was said, since when it waits, what was added, and its answer. By j and k one comes to what can be done
 * with it, or to the row itself where nothing can.
 */
export function VoiceLine({ voice, chosen, onChoose }: VoiceLineProps) {
  const words = useWords(voiceWords);
  const { moment } = useFormats();
  const mayAnswer = useMay('voices.answer');
  const [dialog, setDialog] = useState<'answer' | 'delay' | 'reveal' | null>(null);
  const { text, state, note, answeredAt, concernId } = voice;
  const open = state === 'open';
  const left = voice.hasContact || voice.hasName;
  const answering = open && mayAnswer;
  const idle = !answering && concernId === null;
  return (
    <li className="row" data-row data-main={idle || undefined} tabIndex={idle ? -1 : undefined}>
      {onChoose && mayAnswer && (
        <Checkbox
          aria-label={words.choose}
          disabled={!open}
          checked={chosen}
          onChange={(event) => onChoose(voice, event.target.checked)}
        />
      )}
      <div className="grow">
        <p>{text}</p>
        <About voice={voice} />
        {voice.additions.map((added) => (
          <Added key={added.at} added={added} />
        ))}
        {voice.delay && <Delayed delay={voice.delay} />}
        {note && answeredAt && (
          <p className="said">
            {note} <small>{words.answered(moment(answeredAt))}</small>
          </p>
        )}
      </div>
      {voice.overdue && <Tag tone="mind">{words.overdue}</Tag>}
      {!open && <Tag tone={state === 'answered' ? 'ok' : 'info'}>{words.states[state]}</Tag>}
      {left && mayAnswer && <Button onClick={() => setDialog('reveal')}>{words.reveal}</Button>}
      {concernId !== null && (
        <Link
          className="link"
          data-main={!answering || undefined}
          to="/concerns/$id"
          params={{ id: concernId }}
        >
          {words.concern}
        </Link>
      )}
      {answering && (
        <Button type="text" onClick={() => setDialog('delay')}>
          {words.delay}
        </Button>
      )}
      {answering && (
        <Button data-main onClick={() => setDialog('answer')}>
          {words.answer}
        </Button>
      )}
      {dialog === 'answer' && (
        <AnswerDialog
          voice={voice}
          onClose={() => setDialog(null)}
          onAnswered={() => onChoose?.(voice, false)}
        />
      )}
      {dialog === 'delay' && <DelayDialog voice={voice} onClose={() => setDialog(null)} />}
      {dialog === 'reveal' && <RevealDialog id={voice.id} onClose={() => setDialog(null)} />}
    </li>
  );
}

/** In small print: what kind, about what, whom and where, since when it waits, what was left. */
function About({ voice }: { readonly voice: Voice }) {
  const words = useWords(voiceWords);
  const { age, moment } = useFormats();
  const themes = useThemes();
  const { kind, theme, org, place, area, page, at, since, state, hasContact, hasName } = voice;
  const facts = [
    words.kinds[kind],
    theme && (themes[theme] ?? theme),
    org.name,
    place?.name,
    area,
    page && !place && words.page(words.pages[page] ?? page),
    hasContact ? words.hasContact : words.noContact,
    hasName && words.hasName,
    since !== at && words.again(moment(since)),
    state !== 'answered' && words.waited(age(since)),
  ];
  return <small>{facts.filter(Boolean).join(' · ')}</small>;
}

/** What they were told of the wait. */
function Delayed({ delay: { reason, until, at } }: { readonly delay: NonNullable<Voice['delay']> }) {
  const words = useWords(voiceWords);
  const { day, moment } = useFormats();
  return (
    <p className="said">
      {[words.delayed(reason), until && words.delayedUntil(day(until))].filter(Boolean).join(' · ')}{' '}
      <small>{moment(at)}</small>
    </p>
  );
}

function Added({ added: { text, helped, at, answer } }: { readonly added: Voice['additions'][number] }) {
  const words = useWords(voiceWords);
  const { moment } = useFormats();
  const told = helped === null ? words.added : helped ? words.helped : words.helpedNot;
  return (
    <p className="said">
      {answer && <span className="quiet">{words.before(answer)} </span>}
      {told}
      {text && `：${text}`} <small>{moment(at)}</small>
    </p>
  );
}
