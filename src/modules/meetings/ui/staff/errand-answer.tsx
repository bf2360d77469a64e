import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { download } from '#web/client.ts';
import type { giveBackAnswer, readErrandFile } from '../../errands/desk/contract.ts';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { useFormats } from '#web/staff/format.ts';
import { Problem, Tag } from '#web/staff/parts.tsx';
import { ReasonField } from '#web/staff/reason-field.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ConfirmDialog } from './errand-confirm.tsx';
import {
  ERRAND_READS,
  STATE_TONES,
  type ErrandAnswer,
  type ErrandRow,
  type ErrandsView,
} from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

interface AnswerProps {
  readonly row: ErrandRow;
  readonly answer: ErrandAnswer;
  readonly view: Pick<ErrandsView, 'mayManage' | 'sections'>;
}

/** One answer as it came, with its files; as long as it waits it can be confirmed or given back. */
export function AnswerCard({ row, answer, view: { mayManage, sections } }: AnswerProps) {
  const words = useWords(errandWords);
  const { moment } = useFormats();
  const [open, setOpen] = useState<'confirm' | 'back' | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const { said, state, files } = answer;
  const { name: contact } = row.contact;
  // The link may have been passed on: nobody but the one who confirms the source can know.
  const other = state === 'submitted' && contact !== null && contact !== answer.signer;
  const by = [answer.signer, answer.signerTitle].filter(Boolean).join('，');
  const load = (file: string) => {
    setFailed(null);
    download<typeof readErrandFile>('GET /api/errands/:id/files/:file', { id: row.id, file }).catch(
      setFailed,
    );
  };
  return (
    <section className="errand-answer">
      <div>
        <b>{words.sayings[said.kind]}</b> <Tag tone={STATE_TONES[state]}>{words.answerStates[state]}</Tag>
      </div>
      <AnswerWords said={said} sections={sections} />
      {files.map(({ id, name }) => (
        <Button key={id} type="link" onClick={() => load(id)}>
          {words.file(name)}
        </Button>
      ))}
      {failed !== null && <Problem error={failed} />}
      {answer.reason && <p>{words.reason(answer.reason)}</p>}
      <small>
        {by} · {moment(answer.at)}
        {answer.via === 'officer' && ` · ${words.byOfficer}`}
        {answer.hasPhone && state === 'submitted' && ` · ${words.phoneLeft}`}
      </small>
      {other && <small>{words.otherSigner(contact)}</small>}
      {mayManage && state === 'submitted' && (
        <div className="row">
          <Button type="primary" onClick={() => setOpen('confirm')}>
            {words.confirm}
          </Button>
          <Button onClick={() => setOpen('back')}>{words.giveBack}</Button>
        </div>
      )}
      {open === 'confirm' && <ConfirmDialog ids={[answer.id]} onClose={() => setOpen(null)} />}
      {open === 'back' && <BackDialog row={row} id={answer.id} onClose={() => setOpen(null)} />}
    </section>
  );
}

interface WordsProps {
  readonly said: ErrandAnswer['said'];
  readonly sections: ErrandsView['sections'];
}

function AnswerWords({ said, sections }: WordsProps) {
  const words = useWords(errandWords);
  const { day } = useFormats();
  switch (said.kind) {
    case 'topics':
      return (
        <ol>
          {said.topics.map(({ title, background }) => (
            <li key={title}>
              {title}
              {background && <div className="quiet errand-words">{background}</div>}
            </li>
          ))}
        </ol>
      );
    case 'attend':
      return (
        <p>
          {[said.coming ? words.coming : words.notComing, said.person, said.title, said.note]
            .filter(Boolean)
            .join('，')}
        </p>
      );
    case 'comments':
      return (
        <ul>
          {said.comments.map(({ section, text }) => (
            <li key={section}>
              <b>{sections.find(({ id }) => id === section)?.heading}</b> {text}
            </li>
          ))}
        </ul>
      );
    case 'accept':
      return <p>{[said.ownerName, said.ownerTitle].filter(Boolean).join('，')}</p>;
    case 'defer':
      return (
        <p className="errand-words">
          {day(said.dueOn)}，{said.reason}
        </p>
      );
    case 'dispute':
      return <p className="errand-words">{said.reason}</p>;
    case 'progress':
    case 'report':
      return <p className="errand-words">{said.text}</p>;
    case 'no_topics':
    case 'agree':
      return null;
  }
}

interface BackProps {
  readonly row: ErrandRow;
  readonly id: string;
  readonly onClose: () => void;
}

function BackDialog({ row, id, onClose }: BackProps) {
  const words = useWords(errandWords);
  const { message } = App.useApp();
  const [form] = Form.useForm<{ reason: string }>();
  const send = useSend<typeof giveBackAnswer>('POST /api/errand-answers/:id/give-back', ERRAND_READS);
  const submit = ({ reason }: { reason: string }): void =>
    send.mutate(
      { id, reason },
      {
        onSuccess: () => {
          void message.success(words.givenBack);
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ reason: string }>
      title={words.giveBackTitle(row.unit.name)}
      ok={words.giveBack}
      send={send}
      form={form}
      onSubmit={submit}
      onClose={onClose}
    >
      <ReasonField form={form} ready={words.reasons} note={words.giveBackNote} />
    </FormDialog>
  );
}
