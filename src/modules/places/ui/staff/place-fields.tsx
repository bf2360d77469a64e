import { Form, Input, InputNumber, Radio, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { OrgKind } from '#orgs/contract';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { keysOf, useWords } from '#web/staff/words.ts';
import { useLocale } from '#web/staff/locale.ts';
import type { PlaceView } from './place-tabs.ts';
import { factWords } from './place-texts.ts';
import { StreetPicker } from './place-street.tsx';
import { usePlaceTerms } from './places-reads.ts';
import { placeNames } from './places-texts.ts';

/** Organisations that may host a place. */
const HOSTS: readonly OrgKind[] = ['employer', 'union'];

interface FieldsProps {
  /** What is on record: a picker names it before anything is searched for. */
  readonly place?: PlaceView;
}

export function NameField() {
  const words = useWords(factWords);
  return (
    <Form.Item
      name="name"
      label={words.fields.name}
      rules={[{ required: true, whitespace: true, message: words.must }]}
    >
      <Input maxLength={60} autoComplete="off" />
    </Form.Item>
  );
}

/** A kind brings its use; others may be added. */
export function KindField() {
  const words = useWords(factWords);
  const locale = useLocale();
  const form = Form.useFormInstance();
  const { kinds } = usePlaceTerms();
  const choose = (code: string): void => {
    const role = kinds.find((kind) => kind.code === code)?.role;
    if (role) form.setFieldsValue({ roles: [role] });
  };
  return (
    <Form.Item name="kind" label={words.fields.kind} rules={[{ required: true, message: words.choose }]}>
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        onChange={choose}
        options={kinds.map((kind) => ({ value: kind.code, label: kind[locale] }))}
      />
    </Form.Item>
  );
}

export function UnionField({ place }: FieldsProps) {
  const words = useWords(factWords);
  return (
    <Form.Item name="orgId" label={words.fields.orgId} rules={[{ required: true, message: words.choose }]}>
      <OrgPicker known={place ? [place.org] : []} />
    </Form.Item>
  );
}

export function StreetField({ place }: FieldsProps) {
  const words = useWords(factWords);
  return (
    <Form.Item name="areaCode" label={words.fields.areaCode}>
      <StreetPicker name={place?.areaName ?? null} />
    </Form.Item>
  );
}

interface LineProps {
  readonly field: 'address' | 'directions' | 'entryNote' | 'phone';
  readonly max: number;
}

export function LineField({ field, max }: LineProps) {
  const words = useWords(factWords);
  const note: ReactNode = field in words.notes ? words.notes[field as keyof typeof words.notes] : undefined;
  return (
    <Form.Item name={field} label={words.fields[field]} extra={note}>
      <Input maxLength={max} autoComplete="off" />
    </Form.Item>
  );
}

export function RolesField() {
  const words = useWords(factWords);
  const { roles } = useWords(placeNames);
  return (
    <Form.Item
      name="roles"
      label={words.fields.roles}
      extra={words.notes.roles}
      rules={[{ required: true, type: 'array', min: 1, message: words.choose }]}
    >
      <Select mode="multiple" options={keysOf(roles).map((value) => ({ value, label: roles[value] }))} />
    </Form.Item>
  );
}

/** Who built it, and of one that was built together with whom: on record, or by name. */
export function HostFields({ place }: FieldsProps) {
  const words = useWords(factWords);
  const form = Form.useFormInstance();
  const [mode, setMode] = useState(place?.buildMode ?? 'own');
  return (
    <>
      <Form.Item name="buildMode" label={words.fields.buildMode}>
        <Radio.Group
          onChange={({ target }) => setMode(target.value as typeof mode)}
          options={keysOf(words.buildModes).map((value) => ({ value, label: words.buildModes[value] }))}
        />
      </Form.Item>
      {mode === 'cohosted' && (
        <>
          <Form.Item name="hostOrgId" label={words.fields.hostOrgId}>
            <OrgPicker
              kind={HOSTS}
              known={place?.hostOrg ? [place.hostOrg] : []}
              onChange={(id) => form.setFieldsValue({ hostOrgId: id, ...(id ? { hostName: '' } : {}) })}
            />
          </Form.Item>
          <Form.Item name="hostName" label={words.fields.hostName} extra={words.notes.hostName}>
            <Input
              maxLength={80}
              autoComplete="off"
              onChange={({ target }) => target.value && form.setFieldsValue({ hostOrgId: undefined })}
            />
          </Form.Item>
        </>
      )}
    </>
  );
}

export function EntryFields() {
  const words = useWords(factWords);
  return (
    <>
      <Form.Item name="entryMode" label={words.fields.entryMode}>
        <Select
          options={keysOf(words.entryModes).map((value) => ({ value, label: words.entryModes[value] }))}
        />
      </Form.Item>
      <LineField field="entryNote" max={60} />
      <LineField field="phone" max={30} />
    </>
  );
}

const SIZES = [
  { field: 'areaM2', max: 99_999 },
  { field: 'seats', max: 9_999 },
  { field: 'administrators', max: 99 },
] as const;

export function SizeFields() {
  const words = useWords(factWords);
  return SIZES.map(({ field, max }) => (
    <Form.Item key={field} name={field} label={words.fields[field]}>
      <InputNumber min={field === 'areaM2' ? 0.1 : 0} max={max} precision={field === 'areaM2' ? 1 : 0} />
    </Form.Item>
  ));
}
