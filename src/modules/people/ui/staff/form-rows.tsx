import { InputNumber, Select } from 'antd';
import { useId } from 'react';
import { useWords } from '#web/staff/words.ts';
import type { Draft, FormDetail, FormSheet } from './form-draft.ts';
import { formWords } from './form-texts.ts';

interface FormRowsProps {
  readonly form: FormDetail;
  readonly sheet: FormSheet;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly onSheet: (name: string) => void;
}

/** Which sheet, where its titles stand, and from where on rows are filled in. */
export function FormRows({ form, sheet, draft, onChange, onSheet }: FormRowsProps) {
  const words = useWords(formWords).page;
  const ids = { sheet: useId(), header: useId(), first: useId() };
  return (
    <>
      <div className="filters">
        {form.sheets.length > 1 && (
          <label htmlFor={ids.sheet} className="row">
            <span>{words.sheet}</span>
            <Select
              id={ids.sheet}
              className="filter wide"
              value={draft.sheet}
              onChange={onSheet}
              options={form.sheets.map(({ name }) => ({ value: name, label: name }))}
            />
          </label>
        )}
        <label htmlFor={ids.header} className="row">
          <span>{words.headerRow}</span>
          <InputNumber
            id={ids.header}
            min={0}
            max={1000}
            value={draft.headerRow}
            onChange={(row) => row !== null && onChange({ ...draft, headerRow: row })}
          />
        </label>
        <label htmlFor={ids.first} className="row">
          <span>{words.firstRow}</span>
          <InputNumber
            id={ids.first}
            min={1}
            max={1001}
            value={draft.firstRow}
            onChange={(row) => row !== null && onChange({ ...draft, firstRow: row })}
          />
        </label>
      </div>
      <div className="filters-note">
        <p className="quiet">
          {words.rowsNote(sheet.headerRow)} {sheet.examples > 0 && words.examples(sheet.examples)}{' '}
          {sheet.isProtected && words.protected}
        </p>
        {!form.ready && <p className="note mind">{words.guess}</p>}
      </div>
    </>
  );
}
