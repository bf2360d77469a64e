import { App, Button, Form, Input, Upload } from 'antd';
import { useState } from 'react';
import type { addTitleNote, removeTitleEvidence } from '../../titles/cases/contract.ts';
import type { readTitleFile } from '../../titles/cases/contract.ts';
import { ApiError } from '#web/client.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { Tag, type TagTone } from '#web/staff/parts.tsx';
import { refresh } from '#web/staff/query.ts';
import { uploadFile } from '#web/staff/upload.ts';
import { useDownload } from '#web/staff/use-download.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { TITLE_READS, type TitleCheck, type TitleDetail } from './title-reads.ts';
import { titleWords } from './title-texts.ts';

const TONES: Readonly<Record<TitleCheck['verdict'], TagTone>> = {
  met: 'ok',
  missing: 'mind',
  unknown: 'mind',
  backed: 'info',
  judged: 'plain',
};

/** Criteria with what the records say of each. */
export function CheckLines({ checks }: { readonly checks: readonly TitleCheck[] }) {
  return (
    <ul className="title-checks">
      {checks.map((check) => (
        <li key={check.code}>
          <CheckLine check={check} />
        </li>
      ))}
    </ul>
  );
}

interface CheckLineProps {
  readonly check: TitleCheck;
  readonly mark?: boolean | null;
}

function CheckLine({ check: { text, verdict, lack, required }, mark = null }: CheckLineProps) {
  const words = useWords(titleWords);
  return (
    <div className="row">
      <div className="grow">
        {text} {!required && <small>（{words.drawer.optional}）</small>}
        {lack && <small className="title-lack">{words.drawer.lack(lack)}</small>}
      </div>
      {mark === null ? (
        <Tag tone={TONES[verdict]}>{words.verdicts[verdict]}</Tag>
      ) : (
        <Tag tone={mark ? 'ok' : 'alarm'}>{mark ? words.drawer.seen : words.drawer.seenNot}</Tag>
      )}
    </div>
  );
}

/** The criteria of a case, each with its evidence; its applicant adds some as long as it is theirs. */
export function CaseChecks({ one, mayAdd }: { readonly one: TitleDetail; readonly mayAdd: boolean }) {
  const [noting, setNoting] = useState<string | null>(null);
  return (
    <ul className="title-checks">
      {one.checks.map((check) => (
        <li key={check.code}>
          <CheckLine check={check} mark={check.mark} />
          <EvidenceLines one={one} criterion={check.code} mayRemove={mayAdd} />
          {mayAdd && check.verdict !== 'met' && (
            <AddEvidence id={one.id} criterion={check.code} onNote={() => setNoting(check.code)} />
          )}
        </li>
      ))}
      {noting && <NoteDialog id={one.id} criterion={noting} onClose={() => setNoting(null)} />}
    </ul>
  );
}

interface EvidenceProps {
  readonly one: TitleDetail;
  readonly criterion: string;
  readonly mayRemove: boolean;
}

function EvidenceLines({ one, criterion, mayRemove }: EvidenceProps) {
  const words = useWords(titleWords).drawer;
  const download = useDownload<typeof readTitleFile>('GET /api/titles/:id/files/:file');
  const remove = useSend<typeof removeTitleEvidence>('DELETE /api/titles/:id/evidence/:item', TITLE_READS);
  return one.evidence
    .filter((item) => item.criterion === criterion)
    .map(({ id, note, file }) => (
      <div key={id} className="row said">
        <span className="grow">
          {file ? (
            <button type="button" className="link" onClick={() => download.mutate({ id: one.id, file: id })}>
              {file.name}
            </button>
          ) : (
            note
          )}
        </span>
        {mayRemove && (
          <Button size="small" type="text" onClick={() => remove.mutate({ id: one.id, item: id })}>
            {words.remove}
          </Button>
        )}
      </div>
    ));
}

interface AddProps {
  readonly id: string;
  readonly criterion: string;
}

const MAX_BYTES = 5 * 1024 * 1024;

function AddEvidence({ id, criterion, onNote }: AddProps & { readonly onNote: () => void }) {
  const words = useWords(titleWords).drawer;
  const { message } = App.useApp();
  const [percent, setPercent] = useState<number | null>(null);
  const send = async (file: File): Promise<void> => {
    if (file.size > MAX_BYTES) return void message.error(words.badFile);
    setPercent(0);
    const search = new URLSearchParams({ criterion, name: file.name.slice(-120) });
    await uploadFile(`/api/titles/${id}/files?${search}`, file, { method: 'POST', onProgress: setPercent })
      .then(() => refresh(...TITLE_READS))
      .catch((error: unknown) => {
        message.error(error instanceof ApiError ? `${error.message}${error.hint}` : words.badFile);
      });
    setPercent(null);
  };
  return (
    <div className="row">
      <Button size="small" onClick={onNote}>
        {words.addNote}
      </Button>
      <Upload
        accept="image/jpeg,image/png,application/pdf"
        showUploadList={false}
        beforeUpload={(file) => {
          void send(file);
          return false;
        }}
      >
        <Button size="small" loading={percent !== null}>
          {percent === null ? words.addFile : words.uploading(percent)}
        </Button>
      </Upload>
    </div>
  );
}

function NoteDialog({ id, criterion, onClose }: AddProps & { readonly onClose: () => void }) {
  const words = useWords(titleWords);
  const { message } = App.useApp();
  const send = useSend<typeof addTitleNote>('POST /api/titles/:id/notes', TITLE_READS);
  const onSuccess = (): void => {
    message.success(words.done.evidence);
    onClose();
  };
  return (
    <FormDialog<{ note: string }>
      title={words.drawer.addNote}
      ok={words.drawer.addNote}
      send={send}
      onSubmit={({ note }) => send.mutate({ id, criterion, note }, { onSuccess })}
      onClose={onClose}
    >
      <Form.Item
        name="note"
        label={words.drawer.noteLabel}
        extra={words.drawer.noteWhy}
        rules={[{ required: true, whitespace: true, message: words.fields.required }]}
      >
        <Input.TextArea rows={3} maxLength={300} showCount />
      </Form.Item>
    </FormDialog>
  );
}
