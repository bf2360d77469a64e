import { App, Button } from 'antd';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { withdrawException } from '#places/hours/contract';
import { today, useFormats } from '#web/staff/format.ts';
import { useLocale } from '#web/staff/locale.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { Plan } from '../../hours/rules.ts';
import { spansInWords } from '../hours-words.ts';
import type { ExceptionView } from './hours-draft.ts';
import { ExceptionDialog } from './hours-exception-dialog.tsx';
import { HOURS_READS } from './hours-reads.ts';
import { hoursWords } from './hours-texts.ts';
import type { PlaceView } from './place-tabs.ts';

interface ExceptionsProps {
  readonly place: PlaceView;
  readonly items: readonly ExceptionView[];
  readonly plan: Plan;
}

/** What differs from the pattern: what is to come, and behind a fold what was. */
export function Exceptions({ place, items, plan }: ExceptionsProps) {
  const { exceptions: words } = useWords(hoursWords);
  const [adding, setAdding] = useState(false);
  const coming = items.filter((one) => one.withdrawnAt === null && !isOver(one));
  const past = items.filter((one) => !coming.includes(one));
  return (
    <section className="card stack">
      <div className="row">
        <h2 className="grow">{words.title}</h2>
        {place.may.manage && (
          <Button icon={<Plus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {words.add}
          </Button>
        )}
      </div>
      <p className="quiet">{words.note}</p>
      {coming.length === 0 && <p>{words.none}</p>}
      <ul className="lines">
        {coming.map((one) => (
          <Line key={one.id} place={place} one={one} />
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary>{words.past}</summary>
          <ul className="lines">
            {past.map((one) => (
              <Line key={one.id} place={place} one={one} />
            ))}
          </ul>
        </details>
      )}
      {adding && <ExceptionDialog placeId={place.id} plan={plan} onClose={() => setAdding(false)} />}
    </section>
  );
}

function isOver(one: ExceptionView): boolean {
  return one.kind === 'day' ? one.to < today() : Date.parse(one.to) <= Date.now();
}

function Line({ place, one }: { readonly place: PlaceView; readonly one: ExceptionView }) {
  const { exceptions: words } = useWords(hoursWords);
  const frame = useWords(frameWords);
  const { moment } = useFormats();
  const { modal, message } = App.useApp();
  const what = useSentence(one);
  const send = useSend<typeof withdrawException>(
    'POST /api/places/:id/exceptions/:exceptionId/withdraw',
    HOURS_READS,
  );
  const withdraw = async () => {
    const text = { title: words.withdrawTitle(what), content: words.withdrawBody };
    if (!(await modal.confirm({ ...text, okText: words.withdraw, cancelText: frame.cancel }))) return;
    send.mutate(
      { id: place.id, exceptionId: one.id },
      { onSuccess: () => void message.success(words.withdrawnDone) },
    );
  };
  const stands = one.withdrawnAt === null && !isOver(one);
  return (
    <li>
      <div className="grow">
        <div>{what}</div>
        {one.reason && <div className="quiet">{one.reason}</div>}
        <small>
          {words.madeAt(words.by[one.madeBy], moment(one.madeAt))}
          {one.withdrawnAt === null
            ? isOver(one) && ` · ${words.over}`
            : ` · ${words.withdrawn(moment(one.withdrawnAt))}`}
        </small>
        <FormProblem error={send.error} />
      </div>
      {stands && place.may.manage && (
        <Button size="small" loading={send.isPending} onClick={() => void withdraw()}>
          {words.withdraw}
        </Button>
      )}
    </li>
  );
}

/** An exception in one line. */
function useSentence(one: ExceptionView): string {
  const { exceptions: words } = useWords(hoursWords);
  const locale = useLocale();
  const { day, moment } = useFormats();
  if (one.kind !== 'day') return words[one.kind](moment(one.from), moment(one.to));
  const hours = one.spans.length === 0 ? words.closedDays : spansInWords(one.spans, locale);
  return `${words.days(day(one.from), day(one.to))} ${hours}`;
}
