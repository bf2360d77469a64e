import { Button } from 'antd';
import { useWords } from '#web/staff/words.ts';
import type { Application, Decision } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { DecisionButtons } from './decisions.tsx';

interface SelectionBarProps {
  readonly rows: readonly Application[];
  readonly onDecide: (decision: Decision) => void;
  readonly onClear: () => void;
}

/** What can be done with the selected rows; it stays at the bottom of the window while they are scrolled. */
export function SelectionBar({ rows, onDecide, onClear }: SelectionBarProps) {
  const words = useWords(applicationWords);
  return (
    <div className="selection" role="region" aria-label={words.chosen(rows.length)}>
      <b role="status">{words.chosen(rows.length)}</b>
      <DecisionButtons rows={rows} onDecide={onDecide} />
      <Button type="text" onClick={onClear}>
        {words.unchoose}
      </Button>
    </div>
  );
}
