import { useQuery } from '@tanstack/react-query';
import { App, Form as Fields, Select } from 'antd';
import type { exportForm } from '#people/forms/contract';
import type { Group } from '#people/find/contract';
import type { listMyOrgs } from '#orgs/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ask } from '#web/staff/query.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type { Form } from './form-draft.ts';
import { formWords } from './form-texts.ts';
import { Progress } from './people-export.tsx';
import { PurposeField } from './purpose-field.tsx';
import { standingWords } from './standing-texts.ts';

interface FormExportChoice {
  readonly orgId: number;
  readonly group: Group;
  readonly purpose: string;
}

interface FormExportProps {
  readonly form: Pick<Form, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** That very form, filled in with the people of a union. */
export function FormExport({ form: { id, name }, onClose }: FormExportProps) {
  const words = useWords(formWords).dialog;
  const { groups } = useWords(standingWords);
  const { message } = App.useApp();
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const send = useDownload<typeof exportForm>('POST /api/forms/:id/export');
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const done = (): void => {
    message.success(words.done);
    onClose();
  };
  return (
    <FormDialog<FormExportChoice>
      key={String(mine.isLoading)}
      title={words.title(name)}
      ok={words.ok}
      disabled={mine.isLoading}
      send={send}
      initial={{ group: 'members', ...(own[0] ? { orgId: own[0].id } : {}) }}
      onSubmit={(choice) => send.mutate({ id, ...choice }, { onSuccess: done })}
      onClose={onClose}
    >
      <p className="form-note">{words.body}</p>
      <Fields.Item name="orgId" label={words.org} rules={[{ required: true, message: words.required }]}>
        <OrgPicker known={own} />
      </Fields.Item>
      <Fields.Item name="group" label={words.group}>
        <Select options={keysOf(groups).map((value) => ({ value, label: groups[value] }))} />
      </Fields.Item>
      <PurposeField ready={words.ready} />
      {send.isPending && <Progress bytes={send.bytes} />}
    </FormDialog>
  );
}
