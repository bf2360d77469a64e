import { Button } from 'antd';
import { Plus, X } from 'lucide-react';
import type { Span } from '#places/hours/contract';
import { useWords } from '#web/staff/words.ts';
import { ClockSelect } from './hours-clock.tsx';
import { nextSpan, WHOLE_DAY } from './hours-draft.ts';
import { hoursWords } from './hours-texts.ts';

interface SpansProps {
  /** The day they are of, for those who do not see where a field stands. */
  readonly name: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: Span[]) => void;
  /** Without it there is no button to close the day. */
  readonly mayClose?: boolean;
}

const MOST = 6;

/** The stretches of one day: closed, all day, or from when to when. */
export function SpansEditor({ name, spans, onChange, mayClose = true }: SpansProps) {
  const { editor } = useWords(hoursWords);
  const whole = spans.length === 1 && spans[0]!.from === '00:00' && ['24:00', '00:00'].includes(spans[0]!.to);
  const put = (nth: number, change: Partial<Span>) =>
    onChange(spans.map((span, at) => (at === nth ? { ...span, ...change } : span)));
  if (spans.length === 0)
    return (
      <div className="spans">
        <span className="quiet">{editor.closed}</span>
        <Button size="small" onClick={() => onChange([nextSpan([])])}>
          {editor.open}
        </Button>
      </div>
    );
  return (
    <div className="spans">
      {whole ? (
        <span>{editor.wholeDay}</span>
      ) : (
        spans.map((span, nth) => (
          // Stretches have no names of their own; their place is what they are.
          <span className="span" key={nth}>
            <ClockSelect
              label={editor.from(name)}
              value={span.from}
              onChange={(from) => put(nth, { from })}
            />
            <span className="quiet">{editor.till}</span>
            <ClockSelect
              label={editor.to(name)}
              value={span.to}
              begin={span.from}
              onChange={(to) => put(nth, { to })}
            />
            {spans.length > 1 && (
              <Button
                type="text"
                size="small"
                aria-label={editor.removeSpan(nth + 1)}
                icon={<X size={16} aria-hidden />}
                onClick={() => onChange(spans.filter((_, at) => at !== nth))}
              />
            )}
          </span>
        ))
      )}
      <span className="span-tools">
        {!whole && spans.length < MOST && (
          <Button
            type="text"
            size="small"
            icon={<Plus size={16} aria-hidden />}
            onClick={() => onChange([...spans, nextSpan(spans)])}
          >
            {editor.addSpan}
          </Button>
        )}
        <Button type="text" size="small" onClick={() => onChange([whole ? nextSpan([]) : { ...WHOLE_DAY }])}>
          {whole ? editor.open : editor.make24}
        </Button>
        {mayClose && (
          <Button type="text" size="small" onClick={() => onChange([])}>
            {editor.close}
          </Button>
        )}
      </span>
    </div>
  );
}
