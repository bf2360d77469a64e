import { useQuery } from '@tanstack/react-query';
import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { listAreas, setServedAreas } from '#orgs/contract';
import { FormProblem, Loading, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useUnsaved } from '#web/staff/unsaved.ts';
import { useWords } from '#web/staff/words.ts';
import { AreaPicker } from './area-picker.tsx';
import { mayAddTo, ORG_READS, type Org } from './org-reads.ts';
import { orgPageWords } from './org-texts.ts';

/** Which streets a union serves, and the dialog that changes it. */
export function ServedStreets({ org }: { readonly org: Org }) {
  const words = useWords(orgPageWords).streets;
  const [changing, setChanging] = useState(false);
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.title}</h2>
        {mayAddTo(org) && <Button onClick={() => setChanging(true)}>{words.change}</Button>}
      </div>
      <p className="quiet form-note">{words.note}</p>
      <div className="row">
        {org.serves.length === 0 && <span>{words.none}</span>}
        {org.serves.map(({ code, name }) => (
          <Tag key={code}>{name}</Tag>
        ))}
      </div>
      {changing && <StreetsDialog org={org} onClose={() => setChanging(false)} />}
    </section>
  );
}

function StreetsDialog({ org, onClose }: { readonly org: Org; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(orgPageWords).streets;
  const { message } = App.useApp();
  const [codes, setCodes] = useState<ReadonlySet<string>>(new Set(org.serves.map(({ code }) => code)));
  const [county, setCounty] = useState(org.areaCode?.slice(0, 6));
  const send = useSend<typeof setServedAreas>('PUT /api/orgs/:id/areas', ORG_READS);
  const done = (): void => {
    message.success(words.saved);
    onClose();
  };
  const changed = codes.size !== org.serves.length || org.serves.some(({ code }) => !codes.has(code));
  const mayLeave = useUnsaved(changed && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  const save = (): void => send.mutate({ id: org.id, codes: [...codes] }, { onSuccess: done });
  return (
    <Modal
      open
      width={640}
      title={words.title}
      okText={frame.save}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={save}
      onCancel={() => void cancel()}
    >
      <div className="stack">
        <div className="row">
          <AreaPicker stopAt="county" onChange={setCounty} />
          <span role="status">{words.chosen(codes.size)}</span>
        </div>
        {county && <Streets county={county} codes={codes} onCodes={setCodes} />}
        <FormProblem error={send.error} />
      </div>
    </Modal>
  );
}

interface StreetsProps {
  readonly county: string;
  readonly codes: ReadonlySet<string>;
  readonly onCodes: (codes: ReadonlySet<string>) => void;
}

function Streets({ county, codes, onCodes }: StreetsProps) {
  const words = useWords(orgPageWords).streets;
  const streets = useQuery(ask<typeof listAreas>('GET /api/areas', { parent: county }));
  const items = streets.data?.items ?? [];
  const put = (changed: readonly string[], into: boolean): void => {
    const next = new Set(codes);
    for (const code of changed)
      if (into) next.add(code);
      else next.delete(code);
    onCodes(next);
  };
  if (streets.isLoading) return <Loading rows={4} />;
  const all = items.every(({ code }) => codes.has(code));
  return (
    <div className="checks">
      <Checkbox
        checked={all}
        onChange={({ target }) =>
          put(
            items.map(({ code }) => code),
            target.checked,
          )
        }
      >
        <b>{words.all}</b>
      </Checkbox>
      {items.map(({ code, name }) => (
        <Checkbox key={code} checked={codes.has(code)} onChange={({ target }) => put([code], target.checked)}>
          {name}
        </Checkbox>
      ))}
    </div>
  );
}
