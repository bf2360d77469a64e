import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/client.ts';
import { useDates } from '#web/kit/dates.ts';
import { Field } from '#web/kit/field.tsx';
import { Problem } from '#web/kit/states.tsx';
import { useText } from '#web/kit/text.ts';
import type { Occupation } from '../../join/contract.ts';
import type { askByRight, changeMyWork } from '../../rights/contract.ts';
import { occupations } from './join-texts.ts';
import { FreshCode } from './rights-code.tsx';
import { ChangePhone } from './rights-phone.tsx';
import { useRefresh, type MyRights } from './rights.ts';
import { texts } from './rights-texts.ts';

/** What the person changes at once, and what an officer has to check. */
export function Corrections({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  if (!rights.record) return null;
  return (
    <section className="card stack tight">
      <h2>{say('correct')}</h2>
      <details className="fold">
        <summary>
          <span>{say('work')}</span>
        </summary>
        <Work record={rights.record} />
      </details>
      <details className="fold">
        <summary>
          <span>{say('phone')}</span>
        </summary>
        <ChangePhone />
      </details>
      <details className="fold">
        <summary>
          <span>{say('name')}</span>
        </summary>
        <NameAndId rights={rights} />
      </details>
    </section>
  );
}

function Work({ record }: { record: NonNullable<MyRights['record']> }) {
  const say = useText(texts);
  const sayOccupation = useText(occupations);
  const refresh = useRefresh();
  const [occupation, setOccupation] = useState<Occupation>(record.occupation);
  const [employer, setEmployer] = useState(record.employer ?? '');
  const save = useMutation({
    mutationFn: () => call<typeof changeMyWork>('POST /api/my/rights/work', { occupation, employer }),
    onSuccess: refresh,
  });
  return (
    <div className="stack">
      <small>{say('workHint')}</small>
      <Field label={say('occupation')}>
        {(tied) => (
          <select
            {...tied}
            value={occupation}
            onChange={(event) => setOccupation(event.currentTarget.value as Occupation)}
          >
            {(Object.keys(occupations) as Occupation[]).map((each) => (
              <option key={each} value={each}>
                {sayOccupation(each)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say('employer')} why={say('employerWhy')}>
        {(tied) => (
          <input
            {...tied}
            value={employer}
            maxLength={80}
            autoComplete="organization"
            onChange={(event) => setEmployer(event.currentTarget.value)}
          />
        )}
      </Field>
      {save.error && <Problem error={save.error} />}
      {save.isSuccess && (
        <p className="note ok" role="status">
          {say('saved')}
        </p>
      )}
      <button type="button" className="btn" disabled={save.isPending} onClick={() => save.mutate()}>
        {say('save')}
      </button>
    </div>
  );
}

function NameAndId({ rights }: { rights: MyRights }) {
  const say = useText(texts);
  const dates = useDates();
  const refresh = useRefresh();
  const [wish, setWish] = useState({ name: '', idNo: '', reason: '' });
  const [due, setDue] = useState<string | null>(null);
  const ask = async (proof: { code: string; phone?: string }): Promise<void> => {
    const { name, idNo, reason } = wish;
    const asked = { ...(name ? { name } : {}), ...(idNo ? { idNo } : {}), reason };
    const answer = await call<typeof askByRight>('POST /api/my/rights/requests', {
      kind: 'correct',
      ...asked,
      ...proof,
    });
    setDue(answer.dueOn);
    await refresh();
  };
  const open = rights.requests.find(({ kind, closedAt }) => kind === 'correct' && closedAt === null);
  const until = due ?? open?.dueOn;
  if (until) return <p className="note">{say('asked', { date: dates.year(until) })}</p>;
  return (
    <div className="stack">
      <small>{say('nameHint', { days: rights.answerDays })}</small>
      {(['name', 'idNo', 'reason'] as const).map((field) => (
        <Field
          key={field}
          label={say(({ name: 'rightName', idNo: 'rightIdNo', reason: 'reason' } as const)[field])}
          why={field === 'reason' ? undefined : say('leaveEmpty')}
        >
          {(tied) => (
            <input
              {...tied}
              value={wish[field]}
              maxLength={field === 'reason' ? 200 : 60}
              autoComplete="off"
              onChange={(event) => setWish({ ...wish, [field]: event.currentTarget.value })}
            />
          )}
        </Field>
      ))}
      <FreshCode rights={rights} use="correct" verb={say('send')} onCode={ask} />
    </div>
  );
}
