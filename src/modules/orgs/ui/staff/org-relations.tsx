import { Link } from '@tanstack/react-router';
import { App, Button, Form, Modal } from 'antd';
import { useState } from 'react';
import type { endRelation, OrgKind, RelationKind, relateOrgs } from '#orgs/contract';
import { useFormats } from '#web/staff/format.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { mayAddTo, ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';
import { orgWords } from './texts.ts';

/** Which relation starts from which kind of organisation, and where it leads. */
const RELATION_OF: Partial<
  Record<OrgKind, { kind: RelationKind; to: 'employer' | 'enterprise_federation' | 'union' }>
> = {
  union: { kind: 'organises', to: 'employer' },
  employer: { kind: 'member_of', to: 'enterprise_federation' },
  host: { kind: 'hosts', to: 'union' },
};

export function OrgRelations({ org }: { readonly org: Org }) {
  const words = useWords(orgPageWords).relations;
  const names = useWords(orgWords).relations;
  const { day } = useFormats();
  const [adding, setAdding] = useState(false);
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.title}</h2>
        {mayAddTo(org) && RELATION_OF[org.kind] && (
          <Button onClick={() => setAdding(true)}>{words.add}</Button>
        )}
      </div>
      {org.relations.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="lines">
        {org.relations.map(({ id, kind, direction, org: other, from, until }) => (
          <li key={id}>
            <span className="quiet">{names[kind][direction]}</span>
            <Link className="grow" to="/orgs/$id" params={{ id: String(other.id) }}>
              {other.name}
            </Link>
            <small>{until ? words.ended(day(from), day(until)) : words.since(day(from))}</small>
            {org.may.manage && !until && direction === 'to' && <EndRelation id={id} other={other.name} />}
          </li>
        ))}
      </ul>
      {adding && <RelationDialog org={org} onClose={() => setAdding(false)} />}
    </section>
  );
}

/** Ends at once; the relation stays in the list as history, and can be recorded anew. */
function EndRelation({ id, other }: { readonly id: string; readonly other: string }) {
  const words = useWords(orgPageWords).relations;
  const frame = useWords(frameWords);
  const { modal, message } = App.useApp();
  const send = useSend<typeof endRelation>('POST /api/relations/:id/end', ORG_READS);
  const ask = (): void => {
    modal.confirm({
      title: words.endTitle(other),
      content: words.endBody,
      okText: words.end,
      cancelText: frame.cancel,
      onOk: () => send.mutateAsync({ id }).then(() => void message.success(words.endDone)),
    });
  };
  return (
    <Button type="text" size="small" aria-label={words.endTitle(other)} onClick={ask}>
      {words.end}
    </Button>
  );
}

function RelationDialog({ org, onClose }: { readonly org: Org; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const page = useWords(orgPageWords);
  const names = useWords(orgWords).relations;
  const { message } = App.useApp();
  const [form] = Form.useForm<{ toId: number }>();
  const send = useSend<typeof relateOrgs>('POST /api/orgs/:id/relations', ORG_READS);
  const done = (): void => {
    message.success(page.relations.added);
    onClose();
  };
  const relation = RELATION_OF[org.kind];
  if (!relation) return null;
  const submit = ({ toId }: { toId: number }): void =>
    send.mutate({ id: org.id, kind: relation.kind, toId }, { onSuccess: done });
  return (
    <Modal
      open
      title={page.relations.add}
      okText={frame.save}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={onClose}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="toId"
          label={`${org.name} · ${names[relation.kind].to}`}
          rules={[{ required: true, message: page.choose }]}
        >
          <OrgPicker kind={relation.to} placeholder={page.relations.pick[relation.to]} />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}
