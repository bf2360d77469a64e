import { Select } from 'antd';
import { keysOf } from './words.ts';

const NONE = 'none';

interface FieldChoiceProps<Field extends string> {
  readonly label: string;
  /** What each field is called. */
  readonly fields: Readonly<Record<Field, string>>;
  readonly unused: string;
  readonly value: Field | null;
  readonly onChoose: (field: Field | null) => void;
  readonly className: string;
}

/** What a column of a list is taken for, or that it is not used. */
export function FieldChoice<Field extends string>(props: FieldChoiceProps<Field>) {
  const { label, fields, unused, value, onChoose, className } = props;
  return (
    <Select<Field | typeof NONE>
      className={className}
      aria-label={label}
      value={value ?? NONE}
      options={[
        { value: NONE, label: unused },
        ...keysOf(fields).map((field) => ({ value: field, label: fields[field] })),
      ]}
      onChange={(chosen) => onChoose(chosen === NONE ? null : chosen)}
    />
  );
}
