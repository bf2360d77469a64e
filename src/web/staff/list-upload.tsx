import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { useRef, useState } from 'react';
import type { listMyOrgs } from '#orgs/contract';
import { FileZone, type ZoneWords } from './file-zone.tsx';
import { OrgPicker } from './org-picker.tsx';
import { FormProblem } from './parts.tsx';
import { ask, refresh } from './query.ts';
import { ACCEPTED, sizeOf, typeOf } from './sheet-file.ts';
import { uploadFile } from './upload.ts';
import { useIntention } from './use-send.ts';

const MAX_BYTES = 8 * 1024 * 1024;

/** What the beginning of a list says; each place has words of its own. */
interface UploadWords {
  readonly zone: ZoneWords;
  readonly veil: string;
  readonly whose: string;
  readonly whoseNote: string;
  readonly upload: string;
  readonly cancel: string;
  readonly sending: (percent: number) => string;
  readonly reading: string;
}

interface ListUploadProps {
  /** Of the part of the page. */
  readonly label: string;
  readonly words: UploadWords;
  /** Takes the file: `POST`, with `orgId` and `name`; answers with an id. */
  readonly path: string;
  readonly onSent: (id: string) => void | Promise<void>;
}

/** A list dropped anywhere on the page, or chosen; then which union it is of. */
export function ListUpload({ label, ...rest }: ListUploadProps) {
  const { words } = rest;
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  return (
    <section className="card" aria-label={label}>
      <FileZone
        words={words.zone}
        veil={words.veil}
        accept={ACCEPTED}
        maxBytes={MAX_BYTES}
        input={input}
        onFile={setFile}
      >
        {file && (
          <Whose key={file.name + file.lastModified} {...rest} file={file} onCancel={() => setFile(null)} />
        )}
      </FileZone>
    </section>
  );
}

type SendProps = Omit<ListUploadProps, 'label'>;

interface WhoseProps extends SendProps {
  readonly file: File;
  readonly onCancel: () => void;
}

function Whose({ words, path, onSent, file, onCancel }: WhoseProps) {
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const [chosen, setChosen] = useState<number | undefined>();
  const { send, percent } = useUpload(file, { path, onSent });
  const orgId = chosen ?? own[0]?.id;
  return (
    <Form layout="vertical" onFinish={() => orgId !== undefined && send.mutate(orgId)}>
      <p>
        <b>{file.name}</b> <small>{sizeOf(file.size)}</small>
      </p>
      <Form.Item label={words.whose} extra={words.whoseNote} htmlFor="list-org">
        <OrgPicker id="list-org" value={orgId} onChange={setChosen} known={own} />
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

function useUpload(file: File, { path, onSent }: Pick<SendProps, 'path' | 'onSent'>) {
  const intention = useIntention();
  const [percent, setPercent] = useState(0);
  const send = useMutation({
    networkMode: 'always',
    mutationFn: (orgId: number) => {
      const name = file.name.slice(-200);
      const query = new URLSearchParams({ orgId: String(orgId), name });
      return uploadFile<{ readonly id: string }>(`${path}?${query}`, file, {
        method: 'POST',
        type: typeOf(file.name),
        key: intention.of({ orgId, name, size: file.size, at: file.lastModified }),
        onProgress: setPercent,
      });
    },
    onSuccess: async ({ id }) => {
      void refresh(`GET ${path}`);
      await onSent(id);
    },
  });
  return { send, percent };
}
