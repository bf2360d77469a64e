import { App, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import type { referConcern } from '#voices/concerns/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { UnionPicker } from '#web/staff/org-picker.tsx';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import { CONCERN_READS, type Trail } from './concern-reads.ts';
import { concernDoWords } from './concern-do-texts.ts';
import { concernWords } from './concern-texts.ts';

type Values = Omit<Request<typeof referConcern>, 'id'>;

/** Hands a concern on: each lane says what it means and what happens next. */
export function ReferDialog({ concern, onClose }: { readonly concern: Trail; readonly onClose: () => void }) {
  const words = useWords(concernDoWords);
  const page = useWords(concernWords);
  const { message } = App.useApp();
  const taken = concern.waits.map(({ lane }) => lane);
  const free = keysOf(page.lanes).filter((lane) => !taken.includes(lane));
  const [lane, setLane] = useState<Values['lane'] | undefined>(undefined);
  const send = useSend<typeof referConcern>('POST /api/concerns/:id/referrals', CONCERN_READS);
  const submit = (values: Values): void =>
    send.mutate(
      { id: concern.id, ...values },
      {
        onSuccess: () => {
          void message.success(words.referDone);
          onClose();
        },
      },
    );
  return (
    <FormDialog<Values>
      title={words.referTitle}
      ok={page.refer}
      disabled={lane === undefined}
      width={600}
      send={send}
      onSubmit={submit}
      onClose={onClose}
    >
      <Form.Item name="lane">
        <Radio.Group className="concern-lanes" onChange={({ target }) => setLane(target.value as never)}>
          {free.map((one) => (
            <Radio key={one} value={one} disabled={one === 'station_fault' && concern.place === null}>
              {page.lanes[one]}
              <small className="concern-lane">
                {one === 'station_fault' && concern.place === null ? words.noPlace : words.laneAbout[one]}
              </small>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      {lane === 'hotline' && (
        <Form.Item name="caseNo" label={words.caseNo}>
          <Input maxLength={40} />
        </Form.Item>
      )}
      {lane !== undefined && lane !== 'hotline' && lane !== 'station_fault' && (
        <Form.Item name="toOrg" label={words.toOrg}>
          <UnionPicker known={[concern.org]} />
        </Form.Item>
      )}
      <Form.Item name="note" label={words.referNote} extra={words.referNoteWhy}>
        <Input.TextArea rows={2} maxLength={300} />
      </Form.Item>
    </FormDialog>
  );
}
