import { useQuery } from '@tanstack/react-query';
import { Form, Modal, Radio } from 'antd';
import { useState } from 'react';
import { day } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useWords } from '#web/staff/words.ts';
import type { Application, Outcomes } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { ResolutionFields, resolutionsOf, type ResolutionChoice } from './resolution-fields.tsx';
import { useApproval } from './use-approval.ts';

interface ApproveDialogProps {
  readonly rows: readonly Application[];
  readonly onDone: (outcomes: Outcomes) => void;
  readonly onClose: () => void;
}

/** Approves a batch against a resolution of the committee, one on record or a new one. */
export function ApproveDialog({ rows, onDone, onClose }: ApproveDialogProps) {
  const frame = useWords(frameWords);
  const words = useWords(applicationWords).approve;
  const groups = groupsOf(rows);
  const [orgId, setOrgId] = useState(groups[0]?.org.id);
  const group = groups.find(({ org }) => org.id === orgId);
  const [form] = Form.useForm<ResolutionChoice>();
  const number = Form.useWatch<string | undefined>('number', form);
  // Before its resolutions are known there is none to approve against.
  const known = useQuery({ ...resolutionsOf(orgId ?? 0), enabled: orgId !== undefined }).isSuccess;
  const approval = useApproval(onDone);
  const mayLeave = useUnsaved(Boolean(number) && !approval.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  if (!group) return null;
  return (
    <Modal
      open
      width={600}
      title={words.title(group.rows.length)}
      okText={words.ok(group.rows.length)}
      okButtonProps={{ disabled: !known }}
      cancelText={frame.cancel}
      confirmLoading={approval.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      {groups.length > 1 && (
        <div className="form-note">
          <p id="approve-groups">{words.several(groups.length)}</p>
          <Radio.Group
            vertical
            aria-labelledby="approve-groups"
            value={orgId}
            onChange={({ target }) => setOrgId(target.value as number)}
            options={groups.map(({ org, rows: members }) => ({
              value: org.id,
              label: words.group(org.name, members.length),
            }))}
          />
        </div>
      )}
      <Form
        key={group.org.id}
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ how: 'existing' }}
        onFinish={(choice) => approval.mutate({ org: group.org, rows: group.rows, choice })}
      >
        <ResolutionFields orgId={group.org.id} />
        <Effect group={group} />
        {approval.progress !== null && <p role="status">{words.uploading(approval.progress)}</p>}
        {approval.isPending && approval.progress === null && (
          <p role="status">{words.working(group.rows.length)}</p>
        )}
        <FormProblem error={approval.error} />
      </Form>
    </Modal>
  );
}

interface Group {
  readonly org: Application['org'];
  readonly rows: readonly Application[];
}

/** What pressing the button will do, in one sentence. */
function Effect({ group: { org, rows } }: { readonly group: Group }) {
  const words = useWords(applicationWords).approve;
  const heldOn = Form.useWatch<string | undefined>('heldOn');
  const flagged = rows.filter(({ flags }) => flags.length > 0).length;
  return (
    <div className="form-note">
      {heldOn && <p>{words.effect(org.name, rows.length, day(heldOn))}</p>}
      {flagged > 0 && <p className="quiet">{words.flagged(flagged)}</p>}
    </div>
  );
}

/** A resolution is of one union, so a batch is approved union by union, the largest share first. */
function groupsOf(rows: readonly Application[]): Group[] {
  const groups = new Map<number, { org: Application['org']; rows: Application[] }>();
  for (const row of rows) {
    const group = groups.get(row.org.id) ?? { org: row.org, rows: [] };
    group.rows.push(row);
    groups.set(row.org.id, group);
  }
  return [...groups.values()].sort((a, b) => b.rows.length - a.rows.length);
}
