import { useQuery } from '@tanstack/react-query';
import { App, Checkbox, Form, Input, InputNumber, Select } from 'antd';
import type { listMyOrgs } from '#orgs/contract';
import type { PlaceRole } from '#places/contract';
import type {
  changeTitleTemplate,
  createTitleTemplate,
  TitleLevel,
} from '../../titles/templates/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { CriteriaFields, toCriteria, toDrafts, type CriterionDraft } from './title-criteria.tsx';
import { TEMPLATE_READS, type Draft } from './title-rule-reads.ts';
import { titleWords } from './title-texts.ts';

interface Values {
  readonly orgId: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: TitleLevel;
  readonly grantedBy?: string;
  readonly roles: PlaceRole[];
  readonly areaCode?: string;
  readonly source: string;
  readonly inferred?: boolean;
  readonly from: string;
  readonly noticeDays: number;
  readonly recheckMonths?: number | null;
  readonly criteria: readonly CriterionDraft[];
}

const EMPTY: Partial<Values> = { level: 'district', roles: ['station'], noticeDays: 5, recheckMonths: 24 };

function startOf(draft: Draft): Partial<Values> {
  const given = draft.kind === 'change' ? draft.template : draft.from;
  if (!given) return { ...EMPTY, from: today(), criteria: [{ how: 'judged', required: true }] };
  const { nameZh, nameEn, level, roles, source, inferred, noticeDays, recheckMonths } = given;
  return {
    nameZh,
    nameEn,
    level,
    roles: [...roles],
    source,
    inferred,
    noticeDays,
    recheckMonths,
    ...(given.grantedBy ? { grantedBy: given.grantedBy } : {}),
    ...(given.areaCode ? { areaCode: given.areaCode } : {}),
    from: today(),
    criteria: toDrafts(given.criteria),
  };
}

/** The rules of a title, written or changed. */
export function TemplateDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const words = useWords(titleWords);
  const { message } = App.useApp();
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const create = useSend<typeof createTitleTemplate>('POST /api/title-templates', TEMPLATE_READS);
  const change = useSend<typeof changeTitleTemplate>('PUT /api/title-templates/:id', TEMPLATE_READS);
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const submit = ({ orgId, criteria, ...rest }: Values): void => {
    const content = {
      ...rest,
      grantedBy: rest.grantedBy || null,
      areaCode: rest.areaCode || null,
      inferred: rest.inferred ?? false,
      recheckMonths: rest.recheckMonths ?? null,
      criteria: toCriteria(criteria),
    };
    const done = (sentence: string): void => {
      message.success(sentence);
      onClose();
    };
    if (draft.kind === 'create')
      create.mutate({ orgId, ...content }, { onSuccess: () => done(words.rules.form.saved) });
    else
      change.mutate(
        { id: draft.template.id, ...content },
        { onSuccess: ({ version }) => done(words.rules.form.newVersion(version)) },
      );
  };
  const creating = draft.kind === 'create';
  return (
    <FormDialog<Values>
      key={String(mine.isLoading)}
      title={creating ? words.rules.form.create : words.rules.form.change}
      ok={words.rules.form.save}
      width={760}
      send={creating ? create : change}
      initial={{ ...startOf(draft), ...(creating && own[0] ? { orgId: own[0].id } : {}) }}
      onSubmit={submit}
      onClose={onClose}
    >
      {creating && (
        <Form.Item
          name="orgId"
          label={words.rules.form.org}
          rules={[{ required: true, message: words.fields.required }]}
        >
          <OrgPicker known={own} />
        </Form.Item>
      )}
      <PlainFields />
      <CriteriaFields />
    </FormDialog>
  );
}

function PlainFields() {
  const words = useWords(titleWords);
  const { form } = words.rules;
  const required = [{ required: true, whitespace: true, message: words.fields.required }];
  const chosen = [{ required: true, message: words.fields.required }];
  return (
    <>
      <Form.Item name="nameZh" label={form.nameZh} rules={required}>
        <Input maxLength={40} autoComplete="off" />
      </Form.Item>
      <Form.Item name="nameEn" label={form.nameEn} rules={required}>
        <Input maxLength={80} autoComplete="off" />
      </Form.Item>
      <Form.Item name="level" label={form.level} rules={chosen}>
        <Select options={keysOf(words.levels).map((value) => ({ value, label: words.levels[value] }))} />
      </Form.Item>
      <Form.Item name="grantedBy" label={form.grantedBy} extra={form.grantedByNote}>
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item name="roles" label={form.roles} rules={chosen}>
        <Select
          mode="multiple"
          options={keysOf(words.roles).map((value) => ({ value, label: words.roles[value] }))}
        />
      </Form.Item>
      <Form.Item name="areaCode" label={form.areaCode}>
        <Input maxLength={12} inputMode="numeric" autoComplete="off" />
      </Form.Item>
      <Form.Item name="source" label={form.source} extra={form.sourceNote} rules={required}>
        <Input maxLength={160} autoComplete="off" />
      </Form.Item>
      <Form.Item name="inferred" valuePropName="checked">
        <Checkbox>{form.inferred}</Checkbox>
      </Form.Item>
      <Form.Item name="from" label={form.from} rules={chosen}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="noticeDays" label={form.noticeDays} rules={chosen}>
        <InputNumber min={1} max={90} precision={0} />
      </Form.Item>
      <Form.Item name="recheckMonths" label={form.recheckMonths}>
        <InputNumber min={1} max={120} precision={0} />
      </Form.Item>
    </>
  );
}
