import { App, Button, Input } from 'antd';
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { FormProblem } from '#web/staff/parts.tsx';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { HolidayYear, setHolidays } from '../../hours/calendar/contract.ts';
import { readNotice } from '../../hours/calendar/rules.ts';
import { calendarWords } from './calendar-texts.ts';

type Draft = Pick<HolidayYear, 'holidays' | 'workdays' | 'source'>;
type Holiday = Draft['holidays'][number];

interface EditorProps {
  readonly year: number;
  /** What is on record; undefined for a year that nobody has entered. */
  readonly given: HolidayYear | undefined;
  readonly onClose: () => void;
}

/** One year: read out of the pasted notice, then looked over and corrected line by line. */
export function CalendarEditor({ year, given, onClose }: EditorProps) {
  const { edit: words } = useWords(calendarWords);
  const { message } = App.useApp();
  const start: Draft = {
    holidays: given?.holidays ?? [{ name: '元旦', from: `${year}-01-01`, to: `${year}-01-01` }],
    workdays: given?.workdays ?? [],
    source: given?.source ?? '',
  };
  const [draft, setDraft] = useState(start);
  const send = useSend<typeof setHolidays>('PUT /api/holidays/:year', [
    'GET /api/public/holidays',
    'GET /api/holidays/todos',
    'GET /api/places/:id',
  ]);
  const dirty = JSON.stringify(draft) !== JSON.stringify(start);
  const mayLeave = useUnsaved(dirty && !send.isSuccess);
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const complete =
    draft.source.trim() !== '' &&
    draft.holidays.length > 0 &&
    draft.holidays.every(({ name, from, to }) => name.trim() !== '' && from !== '' && to !== '') &&
    !draft.workdays.includes('');
  const save = () =>
    send.mutate(
      { year, ...draft },
      {
        onSuccess: () => {
          void message.success(words.done(year));
          onClose();
        },
      },
    );
  return (
    <div className="stack" role="group" aria-label={words.title(year)}>
      <Paste year={year} onRead={put} />
      <Holidays holidays={draft.holidays} onChange={(holidays) => put({ holidays })} />
      <Workdays workdays={draft.workdays} onChange={(workdays) => put({ workdays })} />
      <label>
        {words.source}
        <Input
          placeholder={words.sourceHint}
          maxLength={120}
          value={draft.source}
          onChange={({ target }) => put({ source: target.value })}
        />
      </label>
      <FormProblem error={send.error} />
      <div className="row">
        <Button type="primary" disabled={!complete} loading={send.isPending} onClick={save}>
          {words.save}
        </Button>
        <Button onClick={() => void mayLeave().then((may) => may && onClose())}>{words.cancel}</Button>
        {!complete && <span className="quiet">{words.incomplete}</span>}
      </div>
    </div>
  );
}

interface PasteProps {
  readonly year: number;
  readonly onRead: (found: Pick<Draft, 'holidays' | 'workdays'>) => void;
}

function Paste({ year, onRead }: PasteProps) {
  const { edit: words } = useWords(calendarWords);
  const [text, setText] = useState('');
  const [told, setTold] = useState('');
  const read = () => {
    const found = readNotice(text, year);
    if (found.holidays.length > 0) onRead(found);
    setTold(
      found.holidays.length > 0
        ? words.readDone(found.holidays.length, found.workdays.length)
        : words.readNone,
    );
  };
  return (
    <div className="stack">
      <label>
        {words.paste}
        <Input.TextArea
          rows={4}
          maxLength={5_000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      <p className="quiet">{words.pasteNote}</p>
      <Button disabled={text.trim() === ''} onClick={read}>
        {words.read}
      </Button>
      <p role="status">{told}</p>
    </div>
  );
}

interface HolidaysProps {
  readonly holidays: readonly Holiday[];
  readonly onChange: (holidays: Holiday[]) => void;
}

function Holidays({ holidays, onChange }: HolidaysProps) {
  const { edit: words } = useWords(calendarWords);
  const put = (nth: number, change: Partial<Holiday>) =>
    onChange(holidays.map((one, at) => (at === nth ? { ...one, ...change } : one)));
  return (
    <>
      {holidays.map((one, nth) => (
        // Names are being typed, and dates too: the place of a line is all that stays.
        <div className="calendar-row" key={nth}>
          <Input
            aria-label={words.name}
            placeholder={words.name}
            maxLength={20}
            value={one.name}
            onChange={({ target }) => put(nth, { name: target.value })}
          />
          <Input
            type="date"
            aria-label={`${one.name} ${words.from}`}
            value={one.from}
            onChange={({ target }) => put(nth, { from: target.value })}
          />
          <Input
            type="date"
            aria-label={`${one.name} ${words.to}`}
            value={one.to}
            onChange={({ target }) => put(nth, { to: target.value })}
          />
          <Button
            type="text"
            aria-label={words.remove(one.name)}
            icon={<Trash2 size={16} aria-hidden />}
            onClick={() => onChange(holidays.filter((_, at) => at !== nth))}
          />
        </div>
      ))}
      <Button
        icon={<Plus size={16} aria-hidden />}
        onClick={() => onChange([...holidays, { name: '', from: '', to: '' }])}
      >
        {words.add}
      </Button>
    </>
  );
}

interface WorkdaysProps {
  readonly workdays: readonly string[];
  readonly onChange: (workdays: string[]) => void;
}

function Workdays({ workdays, onChange }: WorkdaysProps) {
  const { edit: words } = useWords(calendarWords);
  return (
    <div className="stack" role="group" aria-label={words.workdays}>
      <span>{words.workdays}</span>
      <div className="row">
        {workdays.map((day, nth) => (
          <span className="span" key={nth}>
            <Input
              type="date"
              aria-label={words.workday(nth + 1)}
              value={day}
              onChange={({ target }) =>
                onChange(workdays.map((old, at) => (at === nth ? target.value : old)))
              }
            />
            <Button
              type="text"
              aria-label={words.removeWorkday(day)}
              icon={<Trash2 size={16} aria-hidden />}
              onClick={() => onChange(workdays.filter((_, at) => at !== nth))}
            />
          </span>
        ))}
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange([...workdays, ''])}>
          {words.addWorkday}
        </Button>
      </div>
    </div>
  );
}
