import { App, Button, Dropdown } from 'antd';
import { Ellipsis } from 'lucide-react';
import type { minutesFromRecords, moveSection, orderSections } from '#meetings/minutes/contract';
import { mayTakeOut } from '../../minutes/rules.ts';
import { ask, queryClient } from '#web/staff/query.ts';
import { useSend } from '#web/staff/use-send.ts';
import { useWords } from '#web/staff/words.ts';
import type { Draft } from './minutes-draft.ts';
import { MINUTES_READS } from './minutes-reads.ts';
import type { MinutesSectionProps } from './minutes-section.tsx';
import { minutesWords } from './minutes-texts.ts';

interface SectionToolsProps extends Omit<MinutesSectionProps, 'remarks' | 'onUnsaved' | 'mayEdit'> {
  readonly draft: Draft;
  readonly onHistory: () => void;
}

/** What else can be done with a section: earlier versions, the records, its place, taking it out. */
export function SectionTools({ meetingId, section, ids, at, draft, onHistory }: SectionToolsProps) {
  const { section: words } = useWords(minutesWords);
  const { message } = App.useApp();
  const order = useSend<typeof orderSections>('PUT /api/meetings/:id/minutes/order', MINUTES_READS);
  const rewrite = useRewrite(meetingId, section.kind, draft);
  const takeOut = useTakeOut(section.id);
  const move = (by: -1 | 1): void => {
    const next = ids.filter((id) => id !== section.id);
    next.splice(at + by, 0, section.id);
    const onError = (error: Error): void => void message.error(error.message);
    order.mutate({ id: meetingId, ids: next }, { onError });
  };
  const items = [
    { key: 'history', label: words.history, onClick: onHistory },
    ...(rewrite ? [{ key: 'records', label: words.records, onClick: rewrite }] : []),
    { key: 'up', label: words.up, disabled: at === 0, onClick: () => move(-1) },
    { key: 'down', label: words.down, disabled: at === ids.length - 1, onClick: () => move(1) },
    ...(mayTakeOut(section.kind) ? [{ key: 'out', label: words.out, onClick: takeOut }] : []),
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button aria-label={words.more(section.heading)} icon={<Ellipsis size={18} aria-hidden />} />
    </Dropdown>
  );
}

/** Writes the section as the records are now; null for sections that have no records. */
function useRewrite(id: string, kind: string, draft: Draft): (() => void) | null {
  const { section: words } = useWords(minutesWords);
  const { message } = App.useApp();
  if (kind !== 'opening' && kind !== 'carried' && kind !== 'conclusion') return null;
  const read = ask<typeof minutesFromRecords>('GET /api/meetings/:id/minutes/records', { id });
  const write = async (): Promise<void> => {
    const records = await queryClient.fetchQuery({ ...read, staleTime: 0 });
    draft.write({ text: records[kind] });
    message.success(words.recordsDone);
  };
  return () => void write().catch((error: unknown) => void message.error((error as Error).message));
}

function useTakeOut(id: string): () => void {
  const { section: words } = useWords(minutesWords);
  const { message } = App.useApp();
  const send = useSend<typeof moveSection>('POST /api/minutes/sections/:id/move', MINUTES_READS);
  const onError = (error: Error): void => void message.error(error.message);
  const done = (
    <>
      {words.outDone}{' '}
      <Button size="small" type="link" onClick={() => send.mutate({ id, to: 'back' }, { onError })}>
        {words.undo}
      </Button>
    </>
  );
  return () =>
    send.mutate(
      { id, to: 'out' },
      { onSuccess: () => void message.success({ content: done, duration: 8 }), onError },
    );
}
