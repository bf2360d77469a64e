import { Input, Select } from 'antd';
import type { FormColumn } from '#people/forms/contract';
import { keysOf, useWords } from '#web/staff/words.ts';
import { FormCodes } from './form-codes.tsx';
import {
  aimed,
  isDate,
  isFree,
  targetOf,
  valuesOf,
  withColumn,
  type Draft,
  type FormSheet,
  type SheetColumn,
  type Target,
} from './form-draft.ts';
import { formWords, type DateStyle } from './form-texts.ts';

const USUAL_STYLE: DateStyle = '2026-11-22';
const STYLES: readonly DateStyle[] = [USUAL_STYLE, '20261122', '2026/11/22', '2026.11.22', '2026年11月22日'];

interface FormColumnsProps {
  readonly sheet: FormSheet;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

/** Column by column: what stands above it in the form, what of ours goes in, and how it is written. */
export function FormColumns({ sheet, draft, onChange }: FormColumnsProps) {
  const words = useWords(formWords).page;
  return (
    <table className="records cards mapping">
      <caption className="sr-only">{words.field}</caption>
      <thead>
        <tr>
          <th scope="col">{words.column}</th>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.how}</th>
        </tr>
      </thead>
      <tbody>
        {sheet.columns.map((column) => (
          <ColumnRow
            key={column.index}
            column={column}
            mapped={draft.columns.get(column.index)}
            onMap={(mapped) => onChange(withColumn(draft, column.index, mapped))}
          />
        ))}
      </tbody>
    </table>
  );
}

interface ColumnRowProps {
  readonly column: SheetColumn;
  readonly mapped: FormColumn | undefined;
  readonly onMap: (mapped: FormColumn | undefined) => void;
}

function ColumnRow({ column, mapped, onMap }: ColumnRowProps) {
  const all = useWords(formWords);
  const words = all.page;
  const { letter, choices } = column;
  const title = column.title || words.untitled;
  return (
    <tr>
      <th scope="row">
        <span className="letter">{letter}</span> {title}
        {choices && (
          <details>
            <summary>
              <small>{words.choices(choices.length)}</small>
            </summary>
            <small>{choices.join(' · ')}</small>
          </details>
        )}
      </th>
      <td>
        <Select<Target>
          className="target"
          aria-label={words.fieldLabel(title)}
          showSearch={{ optionFilterProp: 'label' }}
          value={targetOf(mapped)}
          onChange={(target) => onMap(aimed(column, target))}
          options={[
            { value: 'keep', label: words.keep },
            { value: 'blank', label: words.blank },
            { value: 'constant', label: words.constant },
            ...keysOf(all.fields).map((value) => ({ value, label: all.fields[value] })),
          ]}
        />
      </td>
      <td>{mapped && <How column={column} title={title} mapped={mapped} onMap={onMap} />}</td>
    </tr>
  );
}

interface HowProps {
  readonly column: SheetColumn;
  readonly title: string;
  readonly mapped: FormColumn;
  readonly onMap: (mapped: FormColumn) => void;
}

/** The text of a constant, the way of a date, or the code table; names and numbers are written as they are. */
function How({ column: { choices }, title, mapped, onMap }: HowProps) {
  const words = useWords(formWords).page;
  const target = targetOf(mapped);
  if (target === 'constant') {
    const label = words.constantLabel(title);
    const set = (constant: string): void => onMap({ ...mapped, constant });
    return choices ? (
      <Select
        className="target"
        aria-label={label}
        placeholder={words.constantHint}
        value={mapped.constant || null}
        onChange={set}
        options={choices.map((value) => ({ value, label: value }))}
      />
    ) : (
      <Input
        aria-label={label}
        placeholder={words.constantHint}
        maxLength={200}
        value={mapped.constant ?? ''}
        onChange={(event) => set(event.target.value)}
      />
    );
  }
  if (isDate(target)) {
    return (
      <Select
        className="target"
        aria-label={words.datesLabel(title)}
        value={mapped.dates ?? USUAL_STYLE}
        onChange={(dates) => onMap({ ...mapped, dates })}
        options={STYLES.map((value) => ({ value, label: value }))}
      />
    );
  }
  if (!valuesOf(target, 'zh') && !isFree(target)) return null;
  return (
    <FormCodes
      target={target}
      title={title}
      choices={choices}
      codes={mapped.codes}
      onCodes={(codes) => onMap({ ...mapped, codes })}
    />
  );
}
