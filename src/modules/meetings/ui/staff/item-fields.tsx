import { Checkbox, Form, Input, Select } from 'antd';
import { useWords } from '#web/staff/words.ts';
import { itemWords } from './item-texts.ts';

/** What can be chosen for an item. */
export interface ItemChoice {
  readonly units: readonly { readonly id: string; readonly name: string }[];
  readonly topics: readonly { readonly id: string; readonly title: string }[];
  readonly themes: readonly { readonly code: string; readonly name: string }[];
}

/** An item as its form holds it. */
export interface ItemForm {
  readonly text: string;
  readonly measure: string;
  readonly leadUnit: string;
  readonly support?: string[];
  readonly topicId?: string;
  readonly theme?: string;
  readonly consensus: 'preliminary' | 'full';
  readonly dueOn?: string;
  readonly ownerName?: string;
  readonly ownerTitle?: string;
  readonly ownerPhone?: string;
}

/** What a form holds, as the server takes it. */
export function toFacts(form: ItemForm) {
  const { ownerName, ownerTitle, ownerPhone, ...rest } = form;
  const name = ownerName?.trim();
  return {
    ...rest,
    support: rest.support ?? [],
    topicId: rest.topicId ?? null,
    theme: rest.theme ?? null,
    dueOn: rest.dueOn || null,
    owner: name ? ownerFrom({ ownerName: name, ownerTitle, ownerPhone }) : null,
  };
}

interface OwnerForm {
  readonly ownerName: string;
  readonly ownerTitle?: string | undefined;
  readonly ownerPhone?: string | undefined;
}

/** Who answers for it, without what was left empty. */
export function ownerFrom(given: OwnerForm) {
  return {
    name: given.ownerName.trim(),
    ...(given.ownerTitle?.trim() ? { title: given.ownerTitle.trim() } : {}),
    ...(given.ownerPhone?.trim() ? { phone: given.ownerPhone.trim() } : {}),
  };
}

interface ItemFieldsProps {
  readonly choice: ItemChoice;
  /** There is a phone on record. */
  readonly kept?: boolean;
  /** What cannot be changed here any more. */
  readonly fixed?: { readonly lead: boolean; readonly date: boolean };
}

const NOTHING = { lead: false, date: false };

/** What was agreed, by whom it is led, until when. */
export function ItemFields({ choice, kept = false, fixed = NOTHING }: ItemFieldsProps) {
  const { fields, consensus } = useWords(itemWords);
  const required = [{ required: true, whitespace: true, message: fields.required }];
  const units = choice.units.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <Form.Item name="text" label={fields.text} rules={required}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item name="measure" label={fields.measure} extra={fields.measureHint} rules={required}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
      <Form.Item
        name="leadUnit"
        label={fields.lead}
        extra={fixed.lead ? fields.leadSettled : undefined}
        rules={required}
      >
        <Select disabled={fixed.lead} options={units} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      <Form.Item name="support" label={fields.support}>
        <Select mode="multiple" options={units} showSearch={{ optionFilterProp: 'label' }} />
      </Form.Item>
      {choice.topics.length > 0 && (
        <Form.Item name="topicId" label={fields.topic}>
          <Select allowClear options={choice.topics.map(({ id, title }) => ({ value: id, label: title }))} />
        </Form.Item>
      )}
      <Form.Item name="theme" label={fields.theme}>
        <Select allowClear options={choice.themes.map(({ code, name }) => ({ value: code, label: name }))} />
      </Form.Item>
      <Form.Item name="consensus" label={fields.consensus} rules={required}>
        <Select
          disabled={fixed.date}
          options={(['preliminary', 'full'] as const).map((value) => ({ value, label: consensus[value] }))}
        />
      </Form.Item>
      <Form.Item name="dueOn" label={fields.due} extra={fixed.date ? fields.dateSettled : fields.dueHint}>
        <Input type="date" disabled={fixed.date} />
      </Form.Item>
      <OwnerFields required={false} kept={kept} />
      {kept && (
        <Form.Item name="keepPhone" valuePropName="checked">
          <Checkbox>{fields.keepPhoneBox}</Checkbox>
        </Form.Item>
      )}
    </>
  );
}

/** Who answers for it; the phone says why it is asked for. */
export function OwnerFields({
  required,
  kept = false,
}: {
  readonly required: boolean;
  readonly kept?: boolean;
}) {
  const { fields } = useWords(itemWords);
  return (
    <>
      <Form.Item
        name="ownerName"
        label={fields.ownerName}
        rules={required ? [{ required: true, whitespace: true, message: fields.required }] : []}
      >
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="ownerTitle" label={fields.ownerTitle}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="ownerPhone"
        label={fields.ownerPhone}
        extra={kept ? `${fields.ownerPhoneWhy} ${fields.keepPhone}` : fields.ownerPhoneWhy}
      >
        <Input maxLength={30} inputMode="tel" autoComplete="off" />
      </Form.Item>
    </>
  );
}
