import { App, Button } from 'antd';
import { Trash2, TriangleAlert } from 'lucide-react';
import type { discardImport, remapImport } from '#people/roster/contract';
import { Blank, FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { diffWords } from './roster-diff-texts.ts';
import { RosterHistory } from './roster-history.tsx';
import { IMPORT_READS, type RosterImport } from './roster-reads.ts';
import { RosterStart } from './roster-start.tsx';
import { rosterWords } from './roster-texts.ts';

/** Throws a reconcile away that was not confirmed; asks by the name of its file. */
export function DiscardButton({ one }: { readonly one: RosterImport }) {
  const frame = useWords(frameWords);
  const words = useWords(rosterWords).page;
  const { message, modal } = App.useApp();
  const send = useSend<typeof discardImport>('POST /api/roster-imports/:id/discard', IMPORT_READS);
  if (!['mapping', 'compared', 'failed'].includes(one.state)) return null;
  const ask = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: words.discardTitle(one.file.name),
      content: words.discardBody,
      okText: words.discardOk,
      okButtonProps: { danger: true },
      cancelText: frame.cancel,
      autoFocusButton: 'cancel',
    });
    if (!sure) return;
    send.mutate(
      { id: one.id },
      {
        onSuccess: () => void message.success(words.discarded),
        onError: (error) => void message.error(error.message),
      },
    );
  };
  return (
    <Button
      type="text"
      icon={<Trash2 size={16} aria-hidden />}
      loading={send.isPending}
      onClick={() => void ask()}
    >
      {words.discard}
    </Button>
  );
}

/** Nothing is left of it; the way to a new beginning, and to those before. */
export function RosterDiscarded({ one }: { readonly one: RosterImport }) {
  const words = useWords(rosterWords).page;
  return (
    <>
      <section className="card list">
        <Blank title={words.gone}>{words.goneNext}</Blank>
      </section>
      <BeginAgain one={one} />
    </>
  );
}

/** It could not be completed: why, in the server's words, and what to do. */
export function RosterFailed({ one }: { readonly one: RosterImport }) {
  const words = useWords(rosterWords).page;
  const { bar } = useWords(diffWords);
  const remap = useSend<typeof remapImport>('POST /api/roster-imports/:id/remap', IMPORT_READS);
  return (
    <>
      <div role="alert" className="problem form-note">
        <TriangleAlert size={20} aria-hidden />
        <div className="grow">
          <b>{one.failure?.message ?? words.failed}</b>
          <div className="quiet">{words.failedNext}</div>
        </div>
        <Button loading={remap.isPending} onClick={() => remap.mutate({ id: one.id })}>
          {bar.remap}
        </Button>
      </div>
      <FormProblem error={remap.error} />
      <BeginAgain one={one} />
    </>
  );
}

function BeginAgain({ one }: { readonly one: RosterImport }) {
  const words = useWords(rosterWords);
  return (
    <>
      <h2 className="roster-next">{words.page.again}</h2>
      <RosterStart org={one.org} fixed />
      <section className="card">
        <h2>{words.history.title}</h2>
        <RosterHistory orgId={one.org.id} except={one.id} />
      </section>
    </>
  );
}
