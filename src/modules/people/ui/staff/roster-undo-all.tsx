import { App, Button } from 'antd';
import { Undo2 } from 'lucide-react';
import type { undoImport } from '#people/roster/contract';
import { number, useFormats } from '#web/staff/format.ts';
import { FormProblem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { IMPORT_READS, type Compared } from './roster-reads.ts';
import { resultWords } from './roster-result-texts.ts';

const HOUR = 3_600_000;

/** Takes back the whole reconcile, after asking by its number; and how much time is left for it. */
export function UndoAll({ one, count }: { readonly one: Compared; readonly count: number }) {
  const frame = useWords(frameWords);
  const words = useWords(resultWords);
  const { moment } = useFormats();
  const { modal } = App.useApp();
  const send = useSend<typeof undoImport>('POST /api/roster-imports/:id/undo-all', IMPORT_READS);
  const ask = async (): Promise<void> => {
    const sure = await modal.confirm({
      title: words.undoAllTitle(number(count)),
      content: words.undoAllBody,
      okText: words.undoAllOk(number(count)),
      okButtonProps: { danger: true },
      cancelText: frame.cancel,
      autoFocusButton: 'cancel',
    });
    if (sure) send.mutate({ id: one.id });
  };
  return (
    <>
      <div className="row">
        <Button icon={<Undo2 size={16} aria-hidden />} loading={send.isPending} onClick={() => void ask()}>
          {words.undoAll}
        </Button>
        {one.undoUntil && <small>{words.until(moment(one.undoUntil), timeLeft(one.undoUntil, words))}</small>}
      </div>
      <FormProblem error={send.error} />
    </>
  );
}

function timeLeft(until: string, words: (typeof resultWords)['zh']): string {
  const hours = Math.floor((Date.parse(until) - Date.now()) / HOUR);
  return hours < 1 ? words.soon : words.days(Math.floor(hours / 24), hours % 24);
}
