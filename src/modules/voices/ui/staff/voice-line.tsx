import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Tag } from '#web/staff/parts.tsx';
import { useMay } from '#web/staff/session.ts';
import { useWords } from '#web/staff/words.ts';
import { AnswerDialog } from './answer-dialog.tsx';
import { RevealDialog } from './reveal-dialog.tsx';
import { voiceWords } from './texts.ts';
import type { Voice } from './voice-request.ts';

interface VoiceLineProps {
  readonly voice: Voice;
  readonly chosen: boolean;
  /** Several are chosen for something; absent where nothing is done with several. */
  readonly onChoose?: (voice: Voice, on: boolean) => void;
}

/** One voice: what was said, since when it waits, what was added, and its answer. */
export function VoiceLine({ voice, chosen, onChoose }: VoiceLineProps) {
  const words = useWords(voiceWords);
  const { moment } = useFormats();
  const mayAnswer = useMay('voices.answer');
  const [dialog, setDialog] = useState<'answer' | 'reveal' | null>(null);
  const { text, state, note, answeredAt } = voice;
  const open = state === 'open';
  const left = voice.hasContact || voice.hasName;
  return (
    <li className="row">
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
        {note && answeredAt && (
          <p className="said">
            {note} <small>{words.answered(moment(answeredAt))}</small>
          </p>
        )}
      </div>
      {voice.overdue && <Tag tone="mind">{words.overdue}</Tag>}
      {!open && <Tag tone={state === 'answered' ? 'ok' : 'info'}>{words.states[state]}</Tag>}
      {left && mayAnswer && <Button onClick={() => setDialog('reveal')}>{words.reveal}</Button>}
      {open && mayAnswer && <Button onClick={() => setDialog('answer')}>{words.answer}</Button>}
      {dialog === 'answer' && <AnswerDialog voice={voice} onClose={() => setDialog(null)} />}
      {dialog === 'reveal' && <RevealDialog id={voice.id} onClose={() => setDialog(null)} />}
    </li>
  );
}

/** In small print: what kind, about what, whom and where, since when it waits, what was left. */
function About({ voice }: { readonly voice: Voice }) {
  const words = useWords(voiceWords);
  const { age, moment } = useFormats();
  const themes: Readonly<Record<string, string>> = words.themes;
  const { kind, theme, org, place, area, page, at, since, state, hasContact, hasName } = voice;
  const facts = [
    words.kinds[kind],
    theme && (themes[theme] ?? theme),
    org.name,
    place?.name,
    area,
    page && words.page(page),
    hasContact ? words.hasContact : words.noContact,
    hasName && words.hasName,
    since !== at && words.again(moment(since)),
    state !== 'answered' && words.waited(age(since)),
  ];
  return <small>{facts.filter(Boolean).join(' · ')}</small>;
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
