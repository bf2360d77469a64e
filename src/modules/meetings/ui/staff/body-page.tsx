import './prep.css';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { Blank, Loading, Problem } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useTitle } from '#web/staff/title.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { getBody, renameBody } from '../../prep/bodies/contract.ts';
import { MeetingLine } from './meetings.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { BODY_READS, type BodyView } from './prep-reads.ts';
import { prepWords } from './prep-texts.ts';
import { bodyWords } from './body-texts.ts';
import { LeftUnits, UnitLine } from './unit-line.tsx';
import { UnitDialog } from './unit-dialog.tsx';

/** One standing joint meeting: its units, and its meetings year by year. */
export function BodyPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const body = useQuery(ask<typeof getBody>('GET /api/meeting-bodies/:id', { id }));
  if (body.error) return <Problem error={body.error} onRetry={() => void body.refetch()} />;
  return body.data ? <Page body={body.data} /> : <Loading />;
}

function Page({ body }: { readonly body: BodyView }) {
  const words = useWords(prepWords);
  const bodySay = useWords(bodyWords);
  useTitle(body.name);
  const [open, setOpen] = useState<'unit' | 'plan' | 'rename' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      <div className="head">
        <h1>{body.name}</h1>
        {body.mayManage && <Button onClick={() => setOpen('rename')}>{bodySay.rename}</Button>}
      </div>
      <p className="quiet form-note">{body.org.name}</p>
      <section className="card">
        <div className="row">
          <h2 className="grow">{bodySay.unitsTitle}</h2>
          {body.mayManage && (
            <Button type={body.units.length === 0 ? 'primary' : 'default'} onClick={() => setOpen('unit')}>
              {bodySay.add}
            </Button>
          )}
        </div>
        {body.units.length === 0 && <Blank title={bodySay.noUnits}>{bodySay.noUnitsNext}</Blank>}
        <ol>
          {body.units.map((unit, at) => (
            <UnitLine key={unit.id} body={body} unit={unit} at={at} />
          ))}
        </ol>
        <LeftUnits units={body.left} />
      </section>
      <section className="card">
        <div className="row">
          <h2 className="grow">{bodySay.meetingsTitle}</h2>
          {body.mayManage && <Button onClick={() => setOpen('plan')}>{words.plan}</Button>}
        </div>
        {body.meetings.length === 0 && <p className="quiet">{words.noMeeting(thisYear())}</p>}
        {body.meetings.map((meeting) => (
          <MeetingLine key={meeting.id} meeting={meeting} />
        ))}
      </section>
      {open === 'unit' && <UnitDialog body={body} onClose={close} />}
      {open === 'plan' && <PlanDialog body={body} year={thisYear()} onClose={close} />}
      {open === 'rename' && <Rename body={body} onClose={close} />}
    </>
  );
}

function thisYear(): number {
  return Number(today().slice(0, 4));
}

function Rename({ body, onClose }: { readonly body: BodyView; readonly onClose: () => void }) {
  const words = useWords(prepWords);
  const bodySay = useWords(bodyWords);
  const { message } = App.useApp();
  const send = useSend<typeof renameBody>('PATCH /api/meeting-bodies/:id', [
    ...BODY_READS,
    'GET /api/meetings/:id',
  ]);
  const submit = ({ name }: { readonly name: string }): void =>
    send.mutate(
      { id: body.id, name },
      {
        onSuccess: () => {
          message.success(words.saved);
          onClose();
        },
      },
    );
  return (
    <FormDialog<{ name: string }>
      title={bodySay.renameTitle}
      ok={bodySay.rename}
      send={send}
      initial={{ name: body.name }}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={words.name}
        extra={bodySay.renameNote}
        rules={[{ required: true, whitespace: true, message: words.fill }]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </FormDialog>
  );
}
