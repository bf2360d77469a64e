import { App, Button } from 'antd';
import { useState } from 'react';
import type { sendErrandLink } from '../../errands/desk/contract.ts';
import { Problem } from '#web/staff/parts.tsx';
import { frameWords } from '#web/staff/texts.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import { ERRAND_READS } from './errand-reads.ts';
import { noticeWords } from './notice-texts.ts';
import { MEETING_READS, type Seat } from './prep-reads.ts';

interface UnreadProps {
  readonly seats: readonly Seat[];
  readonly mayRemind: boolean;
}

type Asked = Seat & { readonly asked: NonNullable<Seat['asked']> };

/** Who has a link and has not said that the notice came; those with a phone are reminded by one press. */
export function Unread({ seats, mayRemind }: UnreadProps) {
  const frame = useWords(frameWords);
  const words = useWords(noticeWords);
  const { modal, message } = App.useApp();
  const [sending, setSending] = useState(false);
  const send = useSend<typeof sendErrandLink>('POST /api/errands/:id/send-link', [
    ...ERRAND_READS,
    ...MEETING_READS,
  ]);
  const unread = seats.filter(
    (seat): seat is Asked =>
      seat.state === 'expected' && seat.asked?.state === 'waiting' && !seat.asked.receivedAt,
  );
  if (unread.length === 0) return null;
  const reachable = unread.filter(({ asked }) => asked.hasPhone);
  const remind = async (): Promise<void> => {
    const content = words.remindNote;
    const title = words.remindAsk(reachable.length);
    if (!(await modal.confirm({ title, content, okText: words.remind, cancelText: frame.cancel }))) return;
    setSending(true);
    try {
      for (const { asked } of reachable) await send.mutateAsync({ id: asked.id });
      void message.success(words.reminded(reachable.length));
    } catch {
      // What went wrong stands below; those before it have theirs.
    } finally {
      setSending(false);
    }
  };
  return (
    <div className="note mind prep-mind row">
      <span className="grow">{words.unread(unread.map(({ unit }) => unit))}</span>
      {mayRemind && reachable.length > 0 && (
        <Button loading={sending} onClick={() => void remind()}>
          {words.remind}
        </Button>
      )}
      {send.error && <Problem error={send.error} />}
    </div>
  );
}
