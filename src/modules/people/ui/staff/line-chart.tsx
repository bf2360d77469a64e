import { useEffect, useRef, useState } from 'react';
import { number, useFormats } from '#web/staff/format.ts';

export interface ChartLine {
  /** Names its colour and dashes in the style sheet. */
  readonly key: 'known' | 'members' | 'notReached';
  readonly name: string;
  readonly values: readonly number[];
}

interface LineChartProps {
  readonly label: string;
  /** `YYYY-MM-DD`, ascending; at least two. */
  readonly days: readonly string[];
  readonly lines: readonly ChartLine[];
}

const HEIGHT = 220;
const EDGE = { top: 10, right: 14, bottom: 26, left: 58 } as const;
const TICKS = 4;

/** Lines over days from zero up, told apart by dashes and names, not by colour alone. One unit is one pixel. */
export function LineChart({ label, days, lines }: LineChartProps) {
  const { day } = useFormats();
  const [box, width] = useWidth();
  const most = niceTop(Math.max(1, ...lines.flatMap(({ values }) => values)));
  const [start, end] = [Date.parse(days[0] ?? ''), Date.parse(days.at(-1) ?? '')];
  const x = (at: number): number =>
    EDGE.left + ((Date.parse(days[at] ?? '') - start) / (end - start)) * (width - EDGE.left - EDGE.right);
  const y = (value: number): number =>
    HEIGHT - EDGE.bottom - (value / most) * (HEIGHT - EDGE.top - EDGE.bottom);
  const ticks = Array.from({ length: TICKS + 1 }, (_, at) => (most / TICKS) * at);
  return (
    <figure className="chart" ref={box}>
      <figcaption className="row">
        {lines.map(({ key, name, values }) => (
          <span key={key} className="key">
            <svg width="28" height="12" aria-hidden="true">
              <line className={`line ${key}`} x1="1" y1="6" x2="27" y2="6" />
            </svg>
            {name} <b>{number(values.at(-1) ?? 0)}</b>
          </span>
        ))}
      </figcaption>
      {width > 0 && (
        <svg width={width} height={HEIGHT} role="img" aria-label={label}>
          {ticks.map((tick) => (
            <g key={tick}>
              <line className="grid" x1={EDGE.left} x2={width - EDGE.right} y1={y(tick)} y2={y(tick)} />
              <text x={EDGE.left - 8} y={y(tick) + 4} textAnchor="end">
                {number(tick)}
              </text>
            </g>
          ))}
          <text x={EDGE.left} y={HEIGHT - 6}>
            {day(days[0] ?? '')}
          </text>
          <text x={width - EDGE.right} y={HEIGHT - 6} textAnchor="end">
            {day(days.at(-1) ?? '')}
          </text>
          {lines.map(({ key, values }) => (
            <polyline
              key={key}
              className={`line ${key}`}
              points={values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}
            />
          ))}
        </svg>
      )}
    </figure>
  );
}

/** The next round number of which a quarter is whole: the scale has four steps. */
function niceTop(value: number): number {
  const size = 10 ** Math.floor(Math.log10(value));
  const round = [1, 2, 4, 6, 8, 10].find((step) => step * size >= value) ?? 10;
  return Math.max(TICKS, round * size);
}

function useWidth() {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!box.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return [box, width] as const;
}
