import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { listMyOrgs } from '#orgs/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ask, refresh } from '#web/staff/query.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useIntention } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { FileZone } from '#web/staff/file-zone.tsx';
import { FORM_READS } from './form-draft.ts';
import { formWords } from './form-texts.ts';
import { sizeOf, typeOf } from '#web/staff/sheet-file.ts';

const MAX_BYTES = 10 * 1024 * 1024;
/** An old .xls is let through: the server says in words how to save it anew. */
const ACCEPTED = '.xlsx,.xls';

/** A form dropped anywhere on the page, or chosen; then its name and whose it is. */
export function FormUpload() {
  const words = useWords(formWords);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  return (
    <section className="card" aria-label={words.upload.title}>
      <FileZone
        words={words}
        veil={words.veil}
        accept={ACCEPTED}
        maxBytes={MAX_BYTES}
        input={input}
        onFile={setFile}
      />
      {file && <UploadDialog key={file.name} file={file} onClose={() => setFile(null)} />}
    </section>
  );
}

interface Naming {
  readonly name: string;
  readonly orgId: number;
}

function UploadDialog({ file, onClose }: { readonly file: File; readonly onClose: () => void }) {
  const words = useWords(formWords).upload;
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const { send, percent } = useUpload(file);
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const name = file.name.replace(/\.[^.]+$/, '').slice(0, 60);
  return (
    <FormDialog<Naming>
      key={String(mine.isLoading)}
      title={words.title}
      ok={words.ok}
      disabled={mine.isLoading}
      send={send}
      initial={{ name, ...(own[0] ? { orgId: own[0].id } : {}) }}
      onSubmit={send.mutate}
      onClose={onClose}
    >
      <p className="quiet form-note">
        {file.name} · {sizeOf(file.size)}
      </p>
      <Form.Item
        name="name"
        label={words.name}
        extra={words.nameNote}
        rules={[{ required: true, whitespace: true, message: words.required }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name="orgId"
        label={words.org}
        extra={words.orgNote}
        rules={[{ required: true, message: words.chooseOrg }]}
      >
        <OrgPicker known={own} />
      </Form.Item>
      {percent !== null && <p role="status">{words.sending(percent)}</p>}
    </FormDialog>
  );
}

/** Sends the file and goes on to its columns. */
function useUpload(file: File) {
  const router = useRouter();
  const intention = useIntention();
  const [percent, setPercent] = useState<number | null>(null);
  const send = useMutation({
    mutationFn: ({ name, orgId }: Naming) => {
      const query = new URLSearchParams({ orgId: String(orgId), name, fileName: file.name.slice(-200) });
      const xlsx = file.name.toLowerCase().endsWith('.xlsx');
      setPercent(0);
      return uploadFile<{ readonly id: string }>(`/api/forms?${query}`, file, {
        method: 'POST',
        type: xlsx ? typeOf(file.name) : 'application/octet-stream',
        key: intention.of({ name, orgId, size: file.size, at: file.lastModified }),
        onProgress: setPercent,
      });
    },
    onSuccess: () => void refresh(...FORM_READS),
    onSettled: () => setPercent(null),
  });
  const made = send.data?.id;
  // Not before the dialog knows that it is done: until then it would ask whether to leave what was typed.
  useEffect(() => {
    if (made !== undefined) void router.navigate({ to: '/forms/$id', params: { id: made } });
  }, [made, router]);
  return { send, percent };
}
