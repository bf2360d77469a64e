import { App, Button, Radio } from 'antd';
import type { Hours, setHours } from '#places/hours/contract';
import { FormProblem } from '#web/staff/parts.tsx';
import { useLocale } from '#web/staff/locale.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { faultIn } from '../../hours/rules.ts';
import { faultInWords } from '../../hours/texts/words.ts';
import { hoursInWords } from '../hours-words.ts';
import { SUGGESTED } from './hours-draft.ts';
import { HOURS_READS } from './hours-reads.ts';
import { RulesEditor } from './hours-rules.tsx';
import { SeasonsEditor } from './hours-seasons.tsx';
import { hoursWords } from './hours-texts.ts';
import { WeekEditor } from './hours-week.tsx';
import type { PlaceView } from './place-tabs.ts';

interface EditorProps {
  readonly place: PlaceView;
  readonly hours: Hours | null;
  readonly dirty: boolean;
  readonly onChange: (hours: Hours | null) => void;
  readonly onReset: () => void;
}

/** The pattern, to be changed by whoever keeps the place; others read it. */
export function HoursEditor({ place, hours, dirty, onChange, onReset }: EditorProps) {
  const { editor } = useWords(hoursWords);
  const locale = useLocale();
  if (!place.may.manage)
    return (
      <section className="card stack">
        <h2>{editor.title}</h2>
        <p>{hoursInWords(hours, locale)}</p>
        <p className="quiet">{editor.readOnly}</p>
      </section>
    );
  const put = (change: Partial<Hours>) => onChange({ ...(hours ?? SUGGESTED), ...change });
  return (
    <>
      <section className="card stack">
        <h2>{editor.title}</h2>
        <Radio.Group
          value={hours !== null}
          onChange={({ target }) => onChange(target.value === true ? (place.hours ?? SUGGESTED) : null)}
          options={[
            { value: true, label: editor.known },
            { value: false, label: editor.unknown },
          ]}
        />
        {hours === null && <p className="note">{editor.unknownNote}</p>}
        {hours !== null && place.hours === null && <p className="note mind">{editor.suggested}</p>}
        {hours !== null && <p className="said">{hoursInWords(hours, locale)}</p>}
        {hours !== null && <WeekEditor week={hours.week} onChange={(week) => put({ week })} />}
      </section>
      {hours !== null && <SeasonsEditor hours={hours} onChange={(seasons) => put({ seasons })} />}
      {hours !== null && <RulesEditor hours={hours} onChange={put} />}
      {dirty && <SaveBar place={place} hours={hours} onReset={onReset} />}
    </>
  );
}

function SaveBar({ place, hours, onReset }: Omit<EditorProps, 'onChange' | 'dirty'>) {
  const { editor } = useWords(hoursWords);
  const { message } = App.useApp();
  const fault = useFault(hours);
  const send = useSend<typeof setHours>('PUT /api/places/:id/hours', HOURS_READS);
  const save = () =>
    send.mutate({ id: place.id, hours }, { onSuccess: () => void message.success(editor.saved) });
  return (
    <section className="card save-bar">
      <FormProblem error={send.error} />
      <div className="row">
        <span className="grow quiet" role="status">
          {fault ?? editor.dirty}
        </span>
        <Button onClick={onReset}>{editor.discard}</Button>
        <Button type="primary" disabled={fault !== undefined} loading={send.isPending} onClick={save}>
          {editor.save}
        </Button>
      </div>
    </section>
  );
}

/** What keeps the hours from being saved, in words. */
function useFault(hours: Hours | null): string | undefined {
  const { editor } = useWords(hoursWords);
  const locale = useLocale();
  if (hours?.seasons.some(({ name }) => name.trim() === '')) return editor.nameless;
  const fault = hours ? faultIn(hours) : undefined;
  if (!fault) return undefined;
  if (fault.at === 'seasons') return editor.seasonsOverlap(...fault.names);
  return editor.overlap(faultInWords(fault, locale));
}
