import { useQuery } from '@tanstack/react-query';
import { Form, Input, Radio, Select } from 'antd';
import { useEffect } from 'react';
import type { listResolutions } from '#people/review/contract';
import { today, useFormats } from '#web/staff/format.ts';
import { FormProblem, Loading } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { applicationWords } from './application-texts.ts';
import { ScanField } from './scan-field.tsx';

/** A resolution on record, or what a new one is made of. */
export interface ResolutionChoice {
  readonly how: 'existing' | 'fresh';
  readonly id?: string;
  readonly number?: string;
  /** Of the chosen one too: the sentence below the fields tells from when membership counts. */
  readonly heldOn?: string;
  readonly title?: string;
  readonly scan?: File;
}

/** The latest resolutions of a union. */
export function resolutionsOf(orgId: number) {
  return ask<typeof listResolutions>('GET /api/resolutions', { orgId, limit: 50 });
}

interface ResolutionFieldsProps {
  readonly orgId: number;
  /** What counts from the day on which it was held; of an approval, the membership. */
  readonly heldOnNote?: string;
}

export function ResolutionFields({ orgId, heldOnNote }: ResolutionFieldsProps) {
  const words = useWords(applicationWords).approve;
  const form = Form.useFormInstance<ResolutionChoice>();
  const how = Form.useWatch<string | undefined>('how', form);
  const list = useQuery(resolutionsOf(orgId));
  const items = list.data?.items;
  useEffect(() => {
    if (items) form.setFieldsValue(items[0] ? existing(items[0]) : { how: 'fresh' });
  }, [items, form]);
  if (list.isLoading) return <Loading rows={2} />;
  return (
    <>
      <FormProblem error={list.error} />
      <Form.Item name="how" label={words.which}>
        <Radio.Group
          options={[
            { value: 'existing', label: words.existing, disabled: items?.length === 0 },
            { value: 'fresh', label: words.fresh },
          ]}
          onChange={({ target }) =>
            form.setFieldsValue(
              target.value === 'existing' && items?.[0] ? existing(items[0]) : { heldOn: today() },
            )
          }
        />
      </Form.Item>
      {items?.length === 0 && <p className="quiet form-note">{words.none}</p>}
      {how === 'existing' && items && <ExistingField items={items} />}
      {how === 'fresh' && <FreshFields heldOnNote={heldOnNote ?? words.heldOnNote} />}
    </>
  );
}

interface Resolution {
  readonly id: string;
  readonly number: string;
  readonly heldOn: string;
  readonly approved: number;
}

function existing({ id, heldOn }: Resolution): ResolutionChoice {
  return { how: 'existing', id, heldOn };
}

function ExistingField({ items }: { readonly items: readonly Resolution[] }) {
  const words = useWords(applicationWords).approve;
  const { day } = useFormats();
  const form = Form.useFormInstance<ResolutionChoice>();
  const follow = (id: string): void => {
    const chosen = items.find((item) => item.id === id);
    if (chosen) form.setFieldsValue(existing(chosen));
  };
  return (
    <>
      <Form.Item name="id" label={words.pick} rules={[{ required: true, message: words.required }]}>
        <Select
          onChange={follow}
          options={items.map(({ id, number, heldOn, approved }) => ({
            value: id,
            label: words.option(number, day(heldOn), approved),
          }))}
        />
      </Form.Item>
      <Form.Item name="heldOn" hidden>
        <Input />
      </Form.Item>
    </>
  );
}

function FreshFields({ heldOnNote }: { readonly heldOnNote: string }) {
  const words = useWords(applicationWords).approve;
  const must = { required: true, whitespace: true, message: words.required };
  const notLater = {
    validator: (_rule: unknown, value: string | undefined) =>
      value && value > today() ? Promise.reject(new Error(words.future)) : Promise.resolve(),
  };
  return (
    <>
      <div className="row fields">
        <Form.Item name="number" label={words.number} extra={words.numberNote} rules={[must]}>
          <Input maxLength={60} />
        </Form.Item>
        <Form.Item name="heldOn" label={words.heldOn} extra={heldOnNote} rules={[must, notLater]}>
          <Input type="date" max={today()} />
        </Form.Item>
      </div>
      <Form.Item name="title" label={words.heading}>
        <Input maxLength={120} />
      </Form.Item>
      <ScanField />
    </>
  );
}
