import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import type { listMyOrgs } from '#orgs/contract';
import { FileZone } from '#web/staff/file-zone.tsx';
import { useFilters } from '#web/staff/filters.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { FormProblem } from '#web/staff/parts.tsx';
import { ask, refresh } from '#web/staff/query.ts';
import { ACCEPTED, sizeOf, typeOf } from '#web/staff/sheet-file.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useIntention } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { hotlineWords } from './hotline-texts.ts';

const MAX_BYTES = 8 * 1024 * 1024;

/** A list dropped anywhere on the page, or chosen; then which union handles it. */
export function HotlineStart() {
  const words = useWords(hotlineWords);
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  return (
    <section className="card" aria-label={words.upload}>
      <FileZone
        words={words.zone}
        veil={words.veil}
        accept={ACCEPTED}
        maxBytes={MAX_BYTES}
        input={input}
        onFile={setFile}
      >
        {file && <Whose key={file.name + file.lastModified} file={file} onCancel={() => setFile(null)} />}
      </FileZone>
    </section>
  );
}

interface WhoseProps {
  readonly file: File;
  readonly onCancel: () => void;
}

function Whose({ file, onCancel }: WhoseProps) {
  const words = useWords(hotlineWords);
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const [chosen, setChosen] = useState<number | undefined>();
  const { send, percent } = useUpload(file);
  const orgId = chosen ?? own[0]?.id;
  return (
    <Form layout="vertical" onFinish={() => orgId !== undefined && send.mutate(orgId)}>
      <p>
        <b>{file.name}</b> <small>{sizeOf(file.size)}</small>
      </p>
      <Form.Item label={words.whose} extra={words.whoseNote} htmlFor="hotline-org">
        <OrgPicker id="hotline-org" value={orgId} onChange={setChosen} known={own} />
      </Form.Item>
      <FormProblem error={send.error} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={send.isPending} disabled={orgId === undefined}>
          {words.upload}
        </Button>
        <Button onClick={onCancel} disabled={send.isPending}>
          {words.cancel}
        </Button>
        {send.isPending && (
          <span role="status">{percent < 100 ? words.sending(percent) : words.reading}</span>
        )}
      </div>
    </Form>
  );
}

function useUpload(file: File) {
  const [, setFilters] = useFilters();
  const intention = useIntention();
  const [percent, setPercent] = useState(0);
  const send = useMutation({
    networkMode: 'always',
    mutationFn: (orgId: number) => {
      const name = file.name.slice(-200);
      const query = new URLSearchParams({ orgId: String(orgId), name });
      return uploadFile<{ readonly id: string }>(`/api/hotline/intakes?${query}`, file, {
        method: 'POST',
        type: typeOf(file.name),
        key: intention.of({ orgId, name, size: file.size, at: file.lastModified }),
        onProgress: setPercent,
      });
    },
    onSuccess: ({ id }) => {
      void refresh('GET /api/hotline/intakes');
      setFilters({ intake: id }, { keep: true });
    },
  });
  return { send, percent };
}
