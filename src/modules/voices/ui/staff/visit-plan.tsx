import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { App, Button, Form, Input } from 'antd';
import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useState } from 'react';
import type { Request } from '#kernel/contract';
import type { listMyOrgs } from '#orgs/contract';
import type { copyVisit, planVisit, updateVisit } from '#voices/visits/contract';
import { FormDialog } from '#web/staff/form-dialog.tsx';
import { today } from '#web/staff/format.ts';
import { OrgPicker } from '#web/staff/org-picker.tsx';
import { ask } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { StopFinder, type StopChosen } from './visit-finder.tsx';
import { VISIT_READS, type VisitView } from './visit-reads.ts';
import { visitWords } from './visit-texts.ts';

interface Values {
  readonly title: string;
  readonly day: string;
  readonly ledBy?: string;
}

/** Plans a visit: whose, when, who leads, and where to. */
export function PlanVisit({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(visitWords);
  const router = useRouter();
  const mine = useQuery(ask<typeof listMyOrgs>('GET /api/my/orgs', {}));
  const own = mine.data?.items.map(({ org }) => org).filter(({ kind }) => kind === 'union') ?? [];
  const [chosen, setChosen] = useState<number>();
  const [stops, setStops] = useState<readonly StopChosen[]>([]);
  const send = useSend<typeof planVisit>('POST /api/visits', VISIT_READS);
  const orgId = chosen ?? own[0]?.id;
  const plan = ({ ledBy, ...values }: Values): void => {
    if (orgId === undefined) return;
    const input: Request<typeof planVisit> = {
      ...values,
      orgId,
      stops: stops.map(({ stop }) => stop),
      ...(ledBy ? { ledBy } : {}),
    };
    send.mutate(input, {
      onSuccess: ({ id }) => void router.navigate({ to: '/visits/$id', params: { id } }),
    });
  };
  return (
    <FormDialog<Values>
      title={words.planTitle}
      ok={words.planOk}
      width={620}
      disabled={orgId === undefined}
      send={send}
      initial={{ day: today() }}
      onSubmit={plan}
      onClose={onClose}
    >
      <Form.Item label={words.org} htmlFor="visit-org">
        <OrgPicker id="visit-org" value={orgId} onChange={setChosen} known={own} />
      </Form.Item>
      <VisitFields />
      <Form.Item label={words.stops} extra={words.stopsNote}>
        <ChosenStops stops={stops} onChange={setStops} />
        <StopFinder onChoose={(stop) => setStops([...stops, stop])} />
      </Form.Item>
    </FormDialog>
  );
}

function VisitFields() {
  const words = useWords(visitWords);
  return (
    <>
      <Form.Item
        name="title"
        label={words.title}
        rules={[{ required: true, whitespace: true, message: words.titleNeeded }]}
      >
        <Input maxLength={60} placeholder={words.titleHolder} />
      </Form.Item>
      <Form.Item name="day" label={words.day} rules={[{ required: true, message: words.dayNeeded }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="ledBy" label={words.ledBy} extra={words.ledByNote}>
        <Input maxLength={80} />
      </Form.Item>
    </>
  );
}

interface ChosenProps {
  readonly stops: readonly StopChosen[];
  readonly onChange: (stops: readonly StopChosen[]) => void;
}

function ChosenStops({ stops, onChange }: ChosenProps) {
  const words = useWords(visitWords);
  return (
    <ol className="visit-chosen">
      {stops.map(({ name }, at) => (
        <li key={name}>
          <span className="visit-no">{at + 1}</span>
          <span className="grow">{name}</span>
          <Button
            type="text"
            icon={<ArrowUp size={16} aria-hidden />}
            aria-label={words.up(name)}
            disabled={at === 0}
            onClick={() => onChange(swapped(stops, at - 1))}
          />
          <Button
            type="text"
            icon={<ArrowDown size={16} aria-hidden />}
            aria-label={words.down(name)}
            disabled={at === stops.length - 1}
            onClick={() => onChange(swapped(stops, at))}
          />
          <Button
            type="text"
            icon={<X size={16} aria-hidden />}
            aria-label={words.remove(name)}
            onClick={() => onChange(stops.filter((_stop, other) => other !== at))}
          />
        </li>
      ))}
    </ol>
  );
}

/** The list with the one at `at` behind the next. */
export function swapped<T>(all: readonly T[], at: number): T[] {
  return [...all.slice(0, at), all[at + 1]!, all[at]!, ...all.slice(at + 2)];
}

interface DialogProps {
  readonly visit: VisitView;
  readonly onClose: () => void;
}

/** Changes title, day or leading office; what they were stays on the page. */
export function EditVisit({ visit, onClose }: DialogProps) {
  const words = useWords(visitWords);
  const send = useSend<typeof updateVisit>('PATCH /api/visits/:id', VISIT_READS);
  return (
    <FormDialog<Values>
      title={words.editTitle}
      ok={words.save}
      send={send}
      initial={{ title: visit.title, day: visit.day, ledBy: visit.ledBy ?? '' }}
      onSubmit={({ ledBy = '', ...values }) =>
        send.mutate({ ...values, ledBy, id: visit.id }, { onSuccess: onClose })
      }
      onClose={onClose}
    >
      <VisitFields />
    </FormDialog>
  );
}

/** Last year’s visit once more; tells what was no longer there. */
export function CopyVisit({ visit, onClose }: DialogProps) {
  const words = useWords(visitWords);
  const router = useRouter();
  const { message, modal } = App.useApp();
  const send = useSend<typeof copyVisit>('POST /api/visits/:id/copy', VISIT_READS);
  const copy = ({ title, day }: Values): void =>
    send.mutate(
      { id: visit.id, title, day },
      {
        onSuccess: ({ id, left }) => {
          onClose();
          message.success(words.copied2);
          if (left.length > 0) modal.info({ title: words.copyLeft(left.join('、')) });
          void router.navigate({ to: '/visits/$id', params: { id } });
        },
      },
    );
  return (
    <FormDialog<Values>
      title={words.copyTitle}
      ok={words.copyOk}
      send={send}
      initial={{ title: visit.title }}
      onSubmit={copy}
      onClose={onClose}
    >
      <p className="form-note">{words.copyNote}</p>
      <Form.Item
        name="title"
        label={words.title}
        rules={[{ required: true, whitespace: true, message: words.titleNeeded }]}
      >
        <Input maxLength={60} />
      </Form.Item>
      <Form.Item name="day" label={words.day} rules={[{ required: true, message: words.dayNeeded }]}>
        <Input type="date" min={today()} />
      </Form.Item>
    </FormDialog>
  );
}
