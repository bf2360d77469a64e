import { Button, Input, Select } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useLocale } from '#web/staff/locale.ts';
import { useWords } from '#web/staff/words.ts';
import { isFree, suggestedCodes, valuesOf, type Target } from './form-draft.ts';
import { formWords } from './form-texts.ts';

/** Our value → theirs; what is empty is not in the table. */
type Codes = Readonly<Record<string, string>>;

interface FormCodesProps {
  readonly target: Target;
  readonly title: string;
  readonly choices: readonly string[] | null;
  readonly codes: Codes;
  readonly onCodes: (codes: Record<string, string>) => void;
}

/** The code table of a column: a line for each value of ours, or for each way a text is written. */
export function FormCodes({ target, title, choices, codes, onCodes }: FormCodesProps) {
  const all = useWords(formWords);
  const words = all.page.codes;
  const fixed = valuesOf(target, useLocale());
  const usual: Readonly<Record<string, readonly string[]>> = all.usual;
  const ours: Codes = {
    ...(fixed ??
      Object.fromEntries([...(usual[target] ?? []), ...Object.keys(codes)].map((value) => [value, value]))),
    '': words.unknown,
  };
  const suggested = suggestedCodes(target, choices);
  const news = Object.keys(suggested).some((value) => codes[value] === undefined);
  const written = valuesOf(target, 'zh') ?? {};
  const left = Object.entries(written).filter(
    ([value, word]) => choices && codes[value] === undefined && !choices.includes(word),
  );
  const set = (value: string, theirs: string): void => {
    const { [value]: _old, ...rest } = codes;
    onCodes(theirs === '' ? rest : { ...rest, [value]: theirs });
  };
  return (
    <details className="code-table" open={Object.keys(codes).length > 0 || choices !== null}>
      <summary aria-label={`${title}：${words.title(Object.keys(codes).length)}`}>
        {words.title(Object.keys(codes).length)}
      </summary>
      <small>{words.note}</small>
      <ul>
        {Object.entries(ours).map(([value, word]) => (
          <li key={value}>
            <span className="ours">{word}</span>
            <span aria-hidden>→</span>
            <Theirs
              label={words.theirsOf(word)}
              choices={choices}
              value={codes[value] ?? ''}
              onChange={(theirs) => set(value, theirs)}
            />
          </li>
        ))}
      </ul>
      {news && (
        <p>
          <Button size="small" onClick={() => onCodes({ ...suggested, ...codes })}>
            {words.suggest}
          </Button>{' '}
          <small>{words.suggestNote}</small>
        </p>
      )}
      {isFree(target) && <AddOurs choices={choices} onAdd={set} />}
      {left.length > 0 && <small>{words.left(left.map(([value]) => ours[value]).join(words.comma))}</small>}
    </details>
  );
}

interface TheirsProps {
  readonly label: string;
  readonly choices: readonly string[] | null;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What the form wants: one of its choices, or any text. */
function Theirs({ label, choices, value, onChange }: TheirsProps) {
  const words = useWords(formWords).page.codes;
  if (!choices) {
    return (
      <Input
        size="small"
        aria-label={label}
        placeholder={words.same}
        maxLength={100}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Select
      size="small"
      allowClear
      aria-label={label}
      placeholder={words.same}
      value={value || undefined}
      onChange={(theirs: string | undefined) => onChange(theirs ?? '')}
      options={choices.map((choice) => ({ value: choice, label: choice }))}
    />
  );
}

interface AddOursProps {
  readonly choices: readonly string[] | null;
  readonly onAdd: (ours: string, theirs: string) => void;
}

/** Another way it is written in somebody's roster. */
function AddOurs({ choices, onAdd }: AddOursProps) {
  const words = useWords(formWords).page.codes;
  const [ours, setOurs] = useState('');
  const [theirs, setTheirs] = useState('');
  const add = (): void => {
    onAdd(ours.trim(), theirs);
    setOurs('');
    setTheirs('');
  };
  return (
    <div className="row">
      <Input
        size="small"
        className="ours"
        aria-label={words.ours}
        placeholder={words.ours}
        maxLength={60}
        value={ours}
        onChange={(event) => setOurs(event.target.value)}
      />
      <span aria-hidden>→</span>
      <Theirs label={words.theirs} choices={choices} value={theirs} onChange={setTheirs} />
      <Button
        size="small"
        disabled={ours.trim() === '' || theirs === ''}
        icon={<Plus size={14} aria-hidden />}
        onClick={add}
      >
        {words.add}
      </Button>
    </div>
  );
}
