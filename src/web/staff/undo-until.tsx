import { App, Button } from 'antd';
import { Undo2 } from 'lucide-react';
import { useNow } from '../kit/now.ts';
import { useFormats } from './format.ts';

interface UndoUntilProps {
  /** Each place has words of its own. */
  readonly words: {
    readonly undo: string;
    readonly undoAsk: string;
    readonly undoUntil: (when: string) => string;
  };
  /** Null: it cannot be undone. */
  readonly until: string | null;
  readonly onUndo: () => Promise<unknown>;
}

/** The way back, as long as it is open; asks first. */
export function UndoUntil({ words, until, onUndo }: UndoUntilProps) {
  const { moment } = useFormats();
  const { modal } = App.useApp();
  const now = useNow(60_000);
  if (until === null || Date.parse(until) <= now) return null;
  const ask = (): void =>
    void modal.confirm({
      title: words.undo,
      content: words.undoAsk,
      okText: words.undo,
      okButtonProps: { danger: true },
      // What the server refuses is told on the page.
      onOk: () => onUndo().catch(() => undefined),
    });
  return (
    <p>
      <Button icon={<Undo2 size={16} aria-hidden />} onClick={ask}>
        {words.undo}
      </Button>{' '}
      <small>{words.undoUntil(moment(until))}</small>
    </p>
  );
}
