import { useQuery } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { getPlaceTerms } from '#places/contract';
import type { Criterion, CriterionRule } from '../../titles/templates/contract.ts';
import { useLocale } from '#web/staff/locale.ts';
import { ask } from '#web/staff/query.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { titleWords } from './title-texts.ts';

type Fact = CriterionRule['fact'];

/** A criterion as the form has it: its rule in pieces. */
export interface CriterionDraft {
  /** Of one that is new it is made when it is saved. */
  readonly code?: string;
  readonly zh?: string;
  readonly en?: string;
  readonly how: Criterion['how'];
  readonly fact?: Fact;
  readonly has?: string[];
  readonly atLeast?: number;
  readonly required?: boolean;
}

const COUNTED = ['areaM2', 'administrators', 'photos', 'books'] as const;
const isCounted = (fact: Fact | undefined): fact is (typeof COUNTED)[number] =>
  COUNTED.some((one) => one === fact);

export function toDrafts(criteria: readonly Criterion[]): CriterionDraft[] {
  return criteria.map(({ rule, ...rest }) => ({
    ...rest,
    ...(rule === null ? {} : { fact: rule.fact }),
    ...(rule && 'has' in rule ? { has: rule.has } : {}),
    ...(rule && 'atLeast' in rule ? { atLeast: rule.atLeast } : {}),
  }));
}

export function toCriteria(drafts: readonly CriterionDraft[]): Criterion[] {
  const taken = new Set(drafts.flatMap(({ code }) => code ?? []));
  const fresh = (): string => {
    let next = 1;
    while (taken.has(`c${next}`)) next += 1;
    taken.add(`c${next}`);
    return `c${next}`;
  };
  return drafts.map((draft) => ({
    code: draft.code ?? fresh(),
    zh: draft.zh ?? '',
    en: draft.en ?? '',
    how: draft.how,
    rule: draft.how === 'computed' ? ruleOf(draft) : null,
    required: draft.required ?? false,
  }));
}

function ruleOf({ fact, has = [], atLeast = 1 }: CriterionDraft): CriterionRule | null {
  if (fact === undefined) return null;
  if (fact === 'facilities') return { fact, has };
  return isCounted(fact) ? { fact, atLeast } : { fact };
}

/** The criteria of a title, one box each. */
export function CriteriaFields() {
  const words = useWords(titleWords).rules.form;
  return (
    <Form.List name="criteria">
      {(fields, { add, remove }) => (
        <fieldset>
          <legend>{words.criteria}</legend>
          {fields.map(({ key, name }) => (
            <CriterionFields key={key} at={name} onRemove={() => remove(name)} />
          ))}
          <Button onClick={() => add({ how: 'judged', required: true })}>{words.addCriterion}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}

function CriterionFields({ at, onRemove }: { readonly at: number; readonly onRemove: () => void }) {
  const words = useWords(titleWords);
  const { form, hows } = words.rules;
  const how = Form.useWatch<Criterion['how'] | undefined>(['criteria', at, 'how']);
  const required = [{ required: true, whitespace: true, message: words.fields.required }];
  return (
    <div className="title-criterion">
      <Form.Item name={[at, 'zh']} label={form.zh} rules={required}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'en']} label={form.en} rules={required}>
        <Input maxLength={160} autoComplete="off" />
      </Form.Item>
      <Form.Item name={[at, 'how']} label={form.how}>
        <Select options={keysOf(hows).map((value) => ({ value, label: hows[value] }))} />
      </Form.Item>
      {how === 'computed' && <RuleFields at={at} />}
      <div className="row">
        <Form.Item name={[at, 'required']} valuePropName="checked" noStyle>
          <Checkbox>{form.required}</Checkbox>
        </Form.Item>
        <span className="grow" />
        <Button type="text" onClick={onRemove}>
          {form.remove}
        </Button>
      </div>
    </div>
  );
}

function RuleFields({ at }: { readonly at: number }) {
  const words = useWords(titleWords);
  const { form, facts } = words.rules;
  const locale = useLocale();
  const fact = Form.useWatch<Fact | undefined>(['criteria', at, 'fact']);
  const terms = useQuery(ask<typeof getPlaceTerms>('GET /api/public/place-terms', {}));
  const required = [{ required: true, message: words.fields.required }];
  return (
    <>
      <Form.Item name={[at, 'fact']} label={form.fact} rules={required}>
        <Select options={keysOf(facts).map((value) => ({ value, label: facts[value] }))} />
      </Form.Item>
      {fact === 'facilities' && (
        <Form.Item name={[at, 'has']} label={form.has} rules={required}>
          <Select
            mode="multiple"
            options={(terms.data?.facilities ?? []).map((term) => ({
              value: term.code,
              label: term[locale],
            }))}
          />
        </Form.Item>
      )}
      {isCounted(fact) && (
        <Form.Item name={[at, 'atLeast']} label={form.atLeast} rules={required}>
          <InputNumber min={1} />
        </Form.Item>
      )}
    </>
  );
}
