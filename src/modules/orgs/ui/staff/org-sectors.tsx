import { App, Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import type { updateOrg } from '#orgs/contract';
import { FormProblem, Tag } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { keysOf, useWords, wordFor } from '#web/staff/words.ts';
import { lifeWords } from './life-texts.ts';
import { mayAddTo, ORG_READS, type Org } from './org-reads.ts';

/** What occupations are called; another module's words, so the screen that shows both hands them over. */
export type Occupations = Readonly<Record<string, string>>;

interface OrgSectorsProps {
  readonly org: Org;
  readonly occupations: Occupations;
}

/** Which occupations a sector association takes in, and the dialog that changes it. */
export function OrgSectors({ org, occupations }: OrgSectorsProps) {
  const words = useWords(lifeWords).sectors;
  const [changing, setChanging] = useState(false);
  return (
    <section className="card">
      <div className="row">
        <h2 className="grow">{words.title}</h2>
        {mayAddTo(org) && <Button onClick={() => setChanging(true)}>{words.change}</Button>}
      </div>
      <p className="quiet form-note">{words.note}</p>
      <div className="row">
        {org.sectors.length === 0 && <span>{words.none}</span>}
        {org.sectors.map((code) => (
          <Tag key={code}>{wordFor(occupations, code)}</Tag>
        ))}
      </div>
      {changing && <SectorsDialog org={org} occupations={occupations} onClose={() => setChanging(false)} />}
    </section>
  );
}

function SectorsDialog({ org, occupations, onClose }: OrgSectorsProps & { readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(lifeWords).sectors;
  const { message } = App.useApp();
  const [chosen, setChosen] = useState<string[]>(org.sectors);
  const send = useSend<typeof updateOrg>('PATCH /api/orgs/:id', ORG_READS);
  const done = (): void => {
    message.success(words.saved);
    onClose();
  };
  return (
    <Modal
      open
      title={words.title}
      okText={frame.save}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={() => send.mutate({ id: org.id, sectors: chosen }, { onSuccess: done })}
      onCancel={onClose}
    >
      <p className="quiet form-note">{words.note}</p>
      <Checkbox.Group
        value={chosen}
        onChange={setChosen}
        options={keysOf(occupations).map((code) => ({ value: code, label: wordFor(occupations, code) }))}
      />
      <FormProblem error={send.error} />
    </Modal>
  );
}
