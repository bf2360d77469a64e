import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Form } from 'antd';
import { FileSpreadsheet } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { getOrg } from '#orgs/contract';
import type { listImports, RosterMode } from '#people/roster/contract';
import { ApiError } from '#web/client.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import { sizeOf } from '#web/staff/sheet-file.ts';
import { ModeChoice } from './roster-mode.tsx';
import { isUnfinished, type OrgRef } from './roster-reads.ts';
import { rosterWords } from './roster-texts.ts';
import { useRosterUpload } from './use-roster-upload.ts';

interface RosterStartFormProps {
  readonly file: File;
  readonly org: OrgRef | undefined;
  readonly fixed: boolean;
  readonly onOther: () => void;
  readonly onCancel: () => void;
}

interface Answers {
  readonly orgId?: number;
}

/** Whose roster it is and of what kind, for a file that was chosen; and its way to the server. */
export function RosterStartForm({ file, org, fixed, onOther, onCancel }: RosterStartFormProps) {
  const words = useWords(rosterWords).start;
  const [form] = Form.useForm<Answers>();
  const orgId = Form.useWatch<number | undefined>('orgId', form) ?? org?.id;
  const [chosen, setChosen] = useState<RosterMode>();
  const upload = useRosterUpload();
  const earlier = useQuery({
    ...ask<typeof listImports>('GET /api/rosters/:orgId/imports', { orgId: orgId ?? 0, limit: 1 }),
    enabled: orgId !== undefined,
  }).data?.items[0];
  // Only a union has a register of members; of an employer there is nothing to choose.
  const whose = useQuery({
    ...ask<typeof getOrg>('GET /api/orgs/:id', { id: orgId ?? 0 }),
    enabled: orgId !== undefined,
  }).data;
  const mode = chosen ?? earlier?.mode;
  const open = earlier && isUnfinished(earlier.state) ? earlier : undefined;
  const top = useRef<HTMLDivElement>(null);
  // The form has taken the place of the button that was pressed.
  useEffect(() => {
    top.current?.focus({ preventScroll: true });
    top.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const send = (answers: Answers): void => {
    const to = answers.orgId ?? org?.id;
    if (to !== undefined)
      upload.mutate({ file, orgId: to, mode: whose?.kind === 'union' ? mode : undefined });
  };
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      initialValues={{ orgId: org?.id }}
      onFinish={send}
      disabled={upload.isPending}
    >
      <div className="row form-note roster-file" tabIndex={-1} ref={top}>
        <FileSpreadsheet size={22} aria-hidden />
        <span className="grow">
          <b>{file.name}</b> <small>{sizeOf(file.size)}</small>
        </span>
        <Button type="text" onClick={onOther}>
          {words.other}
        </Button>
      </div>
      {!fixed && (
        <Form.Item
          name="orgId"
          label={words.whose}
          rules={[{ required: true, message: words.whoseNeeded }]}
          className="roster-whose"
        >
          <OrgPicker kind={ROSTER_KINDS} placeholder={words.whosePlaceholder} known={org ? [org] : []} />
        </Form.Item>
      )}
      {whose?.kind === 'union' && (
        <ModeChoice
          label={words.mode}
          note={mode === undefined ? words.modeNote : undefined}
          value={mode}
          onChange={setChosen}
          disabled={upload.isPending}
        />
      )}
      {open && <OpenImport id={open.id} />}
      {upload.error && !isOpen(upload.error) && (
        <div className="form-note">
          <Problem error={upload.error} />
        </div>
      )}
      {upload.isPending ? (
        <Travelling percent={upload.percent ?? 100} onStop={upload.stop} />
      ) : (
        <div className="row">
          <Button type="primary" htmlType="submit" disabled={open !== undefined}>
            {words.upload}
          </Button>
          <Button onClick={onCancel}>{words.cancel}</Button>
        </div>
      )}
    </Form>
  );
}

const ROSTER_KINDS = ['union', 'employer'] as const;

function isOpen(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'people.import_open';
}

function OpenImport({ id }: { readonly id: string }) {
  const words = useWords(rosterWords).start;
  return (
    <div role="alert" className="note mind form-note">
      <div>{words.open}</div>
      <Link to="/rosters/$id" params={{ id }}>
        {words.toOpen}
      </Link>
    </div>
  );
}

function Travelling({ percent, onStop }: { readonly percent: number; readonly onStop: () => void }) {
  const words = useWords(rosterWords).start;
  const told = percent < 100 ? words.uploading(percent) : words.opening;
  return (
    <div className="row">
      <progress className="grow" max={100} value={percent < 100 ? percent : undefined} aria-label={told} />
      <span>{told}</span>
      {percent < 100 && (
        <Button disabled={false} onClick={onStop}>
          {words.stop}
        </Button>
      )}
    </div>
  );
}
