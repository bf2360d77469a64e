import { useState, type ReactNode } from 'react';
import { App, Button, Form, Input } from 'antd';
import type { Request } from '#kernel/contract';
import type { updateOrg } from '#orgs/contract';
import { useFormats } from '#web/staff/format.ts';
import { Fact, FormProblem } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useWords } from '#web/staff/words.ts';
import { AreaPicker } from './area-picker.tsx';
import { MoveOrg } from './move-org.tsx';
import { OrgLink, useReadable } from './org-link.tsx';
import { ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

type Field = Exclude<keyof Request<typeof updateOrg>, 'id' | 'sectors'>;

/** The facts of an organisation, each changed where it stands. */
export function OrgFacts({ org }: { readonly org: Org }) {
  const words = useWords(orgPageWords);
  const { day } = useFormats();
  const readable = useReadable(org);
  const isUnion = org.kind === 'union';
  return (
    <section className="card">
      <h2>{words.facts}</h2>
      <dl className="facts">
        <EditableFact org={org} field="name" value={org.name} />
        {org.parent && (
          <Fact name={words.fields.parent}>
            <span className="row">
              <OrgLink {...org.parent} readable={readable.has(org.parent.id)} />
              {org.may.manage && isUnion && readable.has(org.parent.id) && <MoveOrg org={org} />}
            </span>
          </Fact>
        )}
        <EditableFact org={org} field="uscc" value={org.uscc} />
        <EditableFact org={org} field="phone" value={org.phone} />
        <EditableFact org={org} field="areaCode" value={org.areaCode} shown={org.areaName} />
        <EditableFact org={org} field="address" value={org.address} />
        {isUnion && (
          <>
            <EditableFact
              org={org}
              field="foundedOn"
              value={org.foundedOn}
              shown={org.foundedOn && day(org.foundedOn)}
            />
            <EditableFact org={org} field="approvalNo" value={org.approvalNo} />
            <EditableFact
              org={org}
              field="termEndsOn"
              value={org.termEndsOn}
              shown={org.termEndsOn && day(org.termEndsOn)}
            />
          </>
        )}
      </dl>
    </section>
  );
}

interface EditableFactProps {
  readonly org: Org;
  readonly field: Field;
  readonly value: string | null;
  readonly shown?: ReactNode;
}

function EditableFact({ org, field, value, shown = value }: EditableFactProps) {
  const words = useWords(orgPageWords);
  const [editing, setEditing] = useState(false);
  const name = words.fields[field];
  return (
    <Fact name={name}>
      {editing ? (
        <FactEditor org={org} field={field} value={value} onClose={() => setEditing(false)} />
      ) : (
        <span className="row">
          <span className={shown ? 'grow' : 'grow quiet'}>{shown || words.empty}</span>
          {org.may.manage && (
            <Button type="link" size="small" aria-label={words.edit(name)} onClick={() => setEditing(true)}>
              {words.editShort}
            </Button>
          )}
        </span>
      )}
    </Fact>
  );
}

function FactEditor({ org, field, value, onClose }: EditableFactProps & { readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords);
  const { message } = App.useApp();
  const [draft, setDraft] = useState(value ?? '');
  const send = useSend<typeof updateOrg>('PATCH /api/orgs/:id');
  const mayLeave = useUnsaved(draft !== (value ?? '') && !send.isSuccess);
  const close = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  // The field closes when the new value is there: the old one must not flash up in between.
  const saved = async (): Promise<void> => {
    await refresh(...ORG_READS);
    message.success(words.saved);
    onClose();
  };
  const save = (): void => {
    const next = draft.trim();
    const change = field === 'name' ? { name: next } : { [field]: next === '' ? null : next };
    send.mutate({ id: org.id, ...change }, { onSuccess: () => void saved() });
  };
  return (
    <Form className="stack" onFinish={save}>
      <div className="fact-edit">
        <FactInput
          field={field}
          label={words.fields[field]}
          draft={draft}
          onDraft={setDraft}
          onEscape={() => void close()}
        />
        <Button
          type="primary"
          htmlType="submit"
          loading={send.isPending}
          disabled={field === 'name' && !draft.trim()}
        >
          {frame.save}
        </Button>
        <Button onClick={() => void close()}>{frame.cancel}</Button>
      </div>
      <FormProblem error={send.error} />
    </Form>
  );
}

interface FactInputProps {
  readonly field: Field;
  readonly label: string;
  readonly draft: string;
  readonly onDraft: (draft: string) => void;
  readonly onEscape: () => void;
}

const LENGTHS: Partial<Record<Field, number>> = {
  name: 80,
  uscc: 18,
  phone: 30,
  address: 200,
  approvalNo: 60,
};

function FactInput({ field, label, draft, onDraft, onEscape }: FactInputProps) {
  if (field === 'areaCode') return <AreaPicker onChange={onDraft} />;
  return (
    <Input
      className="grow"
      autoFocus
      aria-label={label}
      type={field === 'foundedOn' || field === 'termEndsOn' ? 'date' : 'text'}
      maxLength={LENGTHS[field]}
      value={draft}
      onChange={(event) => onDraft(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && onEscape()}
    />
  );
}
