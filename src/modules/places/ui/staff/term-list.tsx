import { Button, Checkbox, Input, Select } from 'antd';
import { Plus, X } from 'lucide-react';
import type { Output } from '#kernel/contract';
import type { getTermSettings } from '../../terms/contract.ts';
import { number } from '#web/staff/format.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { placeNames } from './places-texts.ts';
import { termWords } from './term-texts.ts';

export type Settings = Output<typeof getTermSettings>;
type Facility = Settings['facilities'][number];
type Kind = Settings['kinds'][number];
export type ListName = 'facilities' | 'kinds';
export type Term = Facility | Kind;

interface TermListProps {
  readonly list: ListName;
  readonly terms: readonly Term[];
  readonly may: boolean;
  /** Codes that have been on record: they stay what they are. */
  readonly fixed: ReadonlySet<string>;
  readonly onChange: (terms: readonly Term[]) => void;
}

/** A list of terms as a table, each edited in its line. */
export function TermList({ list, terms, may, fixed, onChange }: TermListProps) {
  const words = useWords(termWords);
  const last = list === 'facilities' ? [words.columns.need, words.columns.filter] : [words.columns.role];
  return (
    <>
      <div className="scroll">
        <table className="records cards terms">
          <caption className="sr-only">{words.lists[list]}</caption>
          <thead>
            <tr>
              {[words.columns.zh, words.columns.en, words.columns.code, ...last, words.columns.used].map(
                (title) => (
                  <th key={title} scope="col">
                    {title}
                  </th>
                ),
              )}
              {may && (
                <th scope="col">
                  <span className="sr-only">{words.columns.remove}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {terms.map((term, at) => (
              <TermRow
                // A new one has no code until it is written.
                key={fixed.has(term.code) ? term.code : `new ${at}`}
                term={term}
                may={may}
                fixed={fixed.has(term.code)}
                onChange={(changed) => onChange(terms.with(at, changed))}
                onRemove={() => onChange(terms.filter((_, nth) => nth !== at))}
              />
            ))}
          </tbody>
        </table>
      </div>
      {may && (
        <div className="list-foot">
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange([...terms, freshTerm(list)])}>
            {words.add[list]}
          </Button>
        </div>
      )}
    </>
  );
}

function freshTerm(list: ListName): Term {
  const term = { code: '', zh: '', en: '', used: 0 };
  return list === 'facilities' ? { ...term, need: 'more', filter: false } : { ...term, role: 'station' };
}

interface TermRowProps {
  readonly term: Term;
  readonly may: boolean;
  readonly fixed: boolean;
  readonly onChange: (term: Term) => void;
  readonly onRemove: () => void;
}

function TermRow({ term, may, fixed, onChange, onRemove }: TermRowProps) {
  const words = useWords(termWords);
  const name = term.zh || words.fresh;
  const text = (field: 'zh' | 'en' | 'code', max: number) =>
    may && (field !== 'code' || !fixed) ? (
      <Input
        aria-label={words.fieldOf(words.columns[field], name)}
        maxLength={max}
        value={term[field]}
        onChange={({ target }) => onChange({ ...term, [field]: target.value })}
      />
    ) : (
      term[field]
    );
  return (
    <tr>
      <td data-label={words.columns.zh}>{text('zh', 20)}</td>
      <td data-label={words.columns.en}>{text('en', 40)}</td>
      <td data-label={words.columns.code}>{text('code', 40)}</td>
      <TermUse term={term} may={may} name={name} onChange={onChange} />
      <td className="nowrap" data-label={words.columns.used}>
        {words.used(number(term.used))}
      </td>
      {may && (
        <td>
          <Button
            type="text"
            icon={<X size={16} aria-hidden />}
            aria-label={words.remove(name)}
            title={term.used > 0 ? words.inUse : words.remove(name)}
            disabled={term.used > 0}
            onClick={onRemove}
          />
        </td>
      )}
    </tr>
  );
}

interface TermUseProps {
  readonly term: Term;
  readonly may: boolean;
  readonly name: string;
  readonly onChange: (term: Term) => void;
}

/** What a facility helps with, or what a kind is for. */
function TermUse({ term, may, name, onChange }: TermUseProps) {
  const words = useWords(termWords);
  const { roles } = useWords(placeNames);
  if ('role' in term)
    return (
      <td data-label={words.columns.role}>
        {may ? (
          <Select
            aria-label={words.fieldOf(words.columns.role, name)}
            value={term.role}
            onChange={(role) => onChange({ ...term, role })}
            options={keysOf(roles).map((value) => ({ value, label: roles[value] }))}
          />
        ) : (
          roles[term.role]
        )}
      </td>
    );
  return (
    <>
      <td data-label={words.columns.need}>
        {may ? (
          <Select
            aria-label={words.fieldOf(words.columns.need, name)}
            value={term.need}
            onChange={(need) => onChange({ ...term, need })}
            options={keysOf(words.needs).map((value) => ({ value, label: words.needs[value] }))}
          />
        ) : (
          words.needs[term.need]
        )}
      </td>
      <td data-label={words.columns.filter}>
        <Checkbox
          aria-label={words.fieldOf(words.columns.filter, name)}
          checked={term.filter}
          disabled={!may}
          onChange={({ target }) => onChange({ ...term, filter: target.checked })}
        />
      </td>
    </>
  );
}
