import { useQuery } from '@tanstack/react-query';
import { App, Button, Form, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today, useFormats } from '#web/staff/format.ts';
import { Blank, Loading, Problem, Tag, type TagTone } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords } from '#web/staff/words.ts';
import type {
  addAttendance,
  changeAttendance,
  listAttendance,
  removeAttendance,
} from '../../prep/come/contract.ts';
import type { MeetingTabProps, MeetingView } from './meeting-tabs.ts';
import { MEETING_READS, orNull, type Seat } from './prep-reads.ts';
import { Unread } from './seats-unread.tsx';
import { prepWords } from './prep-texts.ts';
import { noticeWords } from './notice-texts.ts';

const TONES: Readonly<Record<Seat['state'], TagTone>> = {
  expected: 'mind',
  coming: 'info',
  not_coming: 'plain',
  present: 'ok',
  deputy: 'ok',
  absent: 'alarm',
};

/** Who is expected, who answered; on the day one tap each. */
export function Seats({ meeting }: MeetingTabProps) {
  const words = useWords(noticeWords);
  const [adding, setAdding] = useState(false);
  const list = useQuery(ask<typeof listAttendance>('GET /api/meetings/:id/attendance', { id: meeting.id }));
  if (list.error) return <Problem error={list.error} onRetry={() => void list.refetch()} />;
  if (!list.data) return <Loading />;
  const mayFill = meeting.mayManage && meeting.state !== 'issued' && meeting.state !== 'cancelled';
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.seats}</h2>
        {mayFill && <Button onClick={() => setAdding(true)}>{words.add}</Button>}
      </div>
      <Counts {...list.data} />
      {meeting.state === 'noticed' && <Unread seats={list.data.items} mayRemind={meeting.mayManage} />}
      {list.data.items.length === 0 && <Blank title={words.noSeats}>{words.noSeatsNext}</Blank>}
      <ul>
        {list.data.items.map((seat) => (
          <SeatLine key={seat.id} meeting={meeting} seat={seat} mayFill={mayFill} />
        ))}
      </ul>
      {adding && <SeatDialog meeting={meeting} onClose={() => setAdding(false)} />}
    </section>
  );
}

function Counts({ counts }: Pick<Output<typeof listAttendance>, 'counts'>) {
  const words = useWords(noticeWords);
  if (counts.units === 0) return null;
  const { units, received, answered, coming, there, absent, observers, observersThere } = counts;
  return (
    <p className="quiet">
      {there + absent > 0
        ? words.there(units, there, absent)
        : words.counts(units, received, answered, coming)}
      {observers > 0 && ` · ${words.observers(observers, observersThere)}`}
    </p>
  );
}

interface SeatLineProps {
  readonly meeting: MeetingView;
  readonly seat: Seat;
  readonly mayFill: boolean;
}

const ON_THE_DAY = ['present', 'deputy', 'absent'] as const;

function SeatLine({ meeting, seat, mayFill }: SeatLineProps) {
  const words = useWords(noticeWords);
  const [editing, setEditing] = useState(false);
  const mark = useSend<typeof changeAttendance>('PATCH /api/meetings/:id/attendance/:row', [
    'GET /api/meetings/:id/attendance',
  ]);
  const begun = meeting.startsAt !== null && dayOf(meeting.startsAt) <= today();
  const who = [seat.title, seat.person].filter(Boolean).join(' ');
  const told = [
    who,
    seat.role !== 'member' && words.roles[seat.role],
    seat.nowCalled && words.nowCalled(seat.nowCalled),
    useAsked(seat, meeting.changedAt),
    seat.note,
  ];
  return (
    <li className="prep-line">
      <div className={begun ? 'row prep-many' : 'row'}>
        <div className="grow">
          {seat.unit}
          <small>{told.filter(Boolean).join(' · ')}</small>
        </div>
        <Tag tone={TONES[seat.state]}>{words.states[seat.state]}</Tag>
        {mayFill && begun && (
          <Segmented
            aria-label={words.mark(seat.unit)}
            // Shown at once: in a meeting nobody waits for the list to be read again.
            value={mark.isPending ? mark.variables.state : seat.state}
            onChange={(state) => mark.mutate({ id: meeting.id, row: seat.id, state })}
            options={ON_THE_DAY.map((value) => ({ value, label: words.states[value] }))}
          />
        )}
        {mayFill && (
          <Button aria-label={words.editTitle(seat.unit)} onClick={() => setEditing(true)}>
            {words.change}
          </Button>
        )}
      </div>
      {mark.error && <Problem error={mark.error} />}
      {editing && <SeatDialog meeting={meeting} seat={seat} onClose={() => setEditing(false)} />}
    </li>
  );
}

function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** What became of the link of a unit that has not answered yet. */
function useAsked({ unitId, state, asked, person }: Seat, changedAt: string | null): string | null {
  const words = useWords(noticeWords);
  const { age } = useFormats();
  if (unitId === null || state !== 'expected') return null;
  if (asked === null) return words.noLink;
  if (asked.state === 'submitted') return words.submitted;
  if (changedAt !== null && person !== null) return words.again(age(changedAt));
  return asked.receivedAt ? words.received : words.waiting(age(asked.since));
}

interface Values {
  readonly role: 'union' | 'guest' | 'chair';
  readonly unit: string;
  readonly state: Seat['state'];
  readonly person?: string | null;
  readonly title?: string | null;
  readonly note?: string | null;
}

interface SeatDialogProps {
  readonly meeting: MeetingView;
  readonly seat?: Seat;
  readonly onClose: () => void;
}

/** Somebody is added by hand, or what is known of a line is changed. */
function SeatDialog({ meeting, seat, onClose }: SeatDialogProps) {
  const words = useWords(prepWords);
  const noticeSay = useWords(noticeWords);
  const { message } = App.useApp();
  const add = useSend<typeof addAttendance>('POST /api/meetings/:id/attendance', MEETING_READS);
  const change = useSend<typeof changeAttendance>('PATCH /api/meetings/:id/attendance/:row', MEETING_READS);
  const onSuccess = (): void => {
    message.success(words.saved);
    onClose();
  };
  const submit = ({ role, unit, state, ...given }: Values): void => {
    const facts = { person: orNull(given.person), title: orNull(given.title), note: orNull(given.note) };
    if (seat) change.mutate({ id: meeting.id, row: seat.id, state, ...facts }, { onSuccess });
    else add.mutate({ id: meeting.id, role, unit, ...facts }, { onSuccess });
  };
  return (
    <FormDialog<Values>
      title={seat ? noticeSay.editTitle(seat.unit) : noticeSay.addTitle}
      ok={seat ? noticeSay.change : noticeSay.add}
      send={seat ? change : add}
      initial={
        seat
          ? { person: seat.person, title: seat.title, note: seat.note, state: seat.state }
          : { role: 'union' }
      }
      onSubmit={submit}
      onClose={onClose}
    >
      {seat ? <State seat={seat} meeting={meeting} onGone={onClose} /> : <Who />}
      <p className="form-note quiet">{noticeSay.personWhy}</p>
      <div className="row fields">
        <Form.Item name="person" label={noticeSay.person}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name="title" label={noticeSay.personTitle}>
          <Input maxLength={60} />
        </Form.Item>
      </div>
      <Form.Item name="note" label={noticeSay.note}>
        <Input maxLength={200} />
      </Form.Item>
    </FormDialog>
  );
}

function Who() {
  const words = useWords(prepWords);
  const noticeSay = useWords(noticeWords);
  const { roles } = noticeSay;
  return (
    <>
      <Form.Item name="role" label={noticeSay.role}>
        <Select
          options={(['union', 'guest', 'chair'] as const).map((value) => ({ value, label: roles[value] }))}
        />
      </Form.Item>
      <Form.Item
        name="unit"
        label={noticeSay.unit}
        rules={[{ required: true, whitespace: true, message: words.fill }]}
      >
        <Input maxLength={80} />
      </Form.Item>
    </>
  );
}

interface StateProps {
  readonly meeting: MeetingView;
  readonly seat: Seat;
  readonly onGone: () => void;
}

function State({ meeting, seat, onGone }: StateProps) {
  const words = useWords(noticeWords);
  const { modal } = App.useApp();
  const remove = useSend<typeof removeAttendance>('DELETE /api/meetings/:id/attendance/:row', MEETING_READS);
  const confirm = (): void =>
    void modal.confirm({
      title: words.removeAsk(seat.unit),
      okText: words.remove,
      okButtonProps: { danger: true },
      onOk: () => remove.mutate({ id: meeting.id, row: seat.id }, { onSuccess: onGone }),
    });
  return (
    <>
      <Form.Item name="state" label={words.state}>
        <Select options={keysOf(words.states).map((value) => ({ value, label: words.states[value] }))} />
      </Form.Item>
      {seat.unitId === null && (
        <Button danger className="form-note" onClick={confirm}>
          {words.remove}
        </Button>
      )}
      {remove.error && <Problem error={remove.error} />}
    </>
  );
}
