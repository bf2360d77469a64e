import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { findEmployers } from '#orgs/contract';
import { call } from '#web/client.ts';
import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import { useJoinTarget } from '#web/worker/join-target.ts';
import { AreaFields } from './area-fields.tsx';
import type { Form } from './form.ts';
import { texts } from './join-texts.ts';

/** One optional line: an employer found by name, or a street. Folded, because joining is four fields. */
export function Workplace({ form, street }: { form: Form; street: string }) {
  const say = useText(texts);
  const target = useJoinTarget();
  // Open only if the person filled it before; a street that the QR named is told at the top of the page.
  const [filled] = useState(form.values.employerName !== '' || form.values.areaCode !== street);
  return (
    <details className="fold" open={filled}>
      <summary>
        <span>{say('workplace')}</span>
      </summary>
      <div className="stack">
        <EmployerField form={form} />
        <AreaFields form={form} home={target.data?.federation?.areaCode ?? null} />
      </div>
    </details>
  );
}

/** Waits until the typing pauses, then asks; choosing is one tap, not choosing sends the words as typed. */
function EmployerField({ form }: { form: Form }) {
  const say = useText(texts);
  const list = useId();
  const { employerId, employerName } = form.values;
  const q = usePaused(employerName.trim());
  const search = useQuery({
    queryKey: ['employers', q],
    queryFn: ({ signal }) => call<typeof findEmployers>('GET /api/public/employers', { q }, { signal }),
    enabled: q.length >= 2 && employerId === null,
    placeholderData: keepPreviousData,
  });
  const searching = employerId === null && q.length >= 2;
  const found = searching ? (search.data?.items ?? []) : [];
  const count = found.length;
  return (
    <div>
      <Field label={say('employer')} why={say('workplaceWhy')}>
        {(tied) => (
          <input
            {...tied}
            value={employerName}
            maxLength={80}
            autoComplete="organization"
            placeholder={say('employerHint')}
            onChange={(event) => form.change({ employerName: event.currentTarget.value, employerId: null })}
          />
        )}
      </Field>
      <small role="status" id={list}>
        {employerId !== null && say('employerChosen', { name: employerName })}
        {searching && search.data && (count > 0 ? say('employerFound', { count }) : say('employerNoMatch'))}
      </small>
      <ul className="options" aria-labelledby={list}>
        {found.map(({ id, name, hasUnion }) => (
          <li key={id}>
            <button type="button" onClick={() => form.change({ employerId: id, employerName: name })}>
              {name} {hasUnion && <small>{say('employerHasUnion')}</small>}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** `value`, a third of a second after it last changed. */
function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), 300);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
