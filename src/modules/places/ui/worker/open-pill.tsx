import {
  CircleCheck,
  CircleMinus,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  type LucideIcon,
} from 'lucide-react';
import type { Language } from '#web/kit/look.ts';
import { sayIn } from '#web/kit/text.ts';
import { texts } from './place-texts.ts';
import { untilWords, type OpenState, type Standing } from './place-words.ts';

/** Shape and words tell the state; the colour only helps. */
const LOOKS: Readonly<Record<Standing, { Icon: LucideIcon; tone: string }>> = {
  open: { Icon: CircleCheck, tone: 'ok' },
  closed: { Icon: CircleMinus, tone: 'plain' },
  unknown: { Icon: CircleQuestionMark, tone: 'mind' },
  paused: { Icon: CirclePause, tone: 'mind' },
  gone: { Icon: CircleX, tone: 'plain' },
};

/** The colour at the edge of a card of such a place. */
export const EDGES: Readonly<Record<Standing, string>> = {
  open: 'ok',
  closed: 'shut',
  unknown: 'mind',
  paused: 'mind',
  gone: 'shut',
};

export interface OpenPillProps {
  readonly state: OpenState;
  readonly now: number;
  readonly language: Language;
}

export function OpenPill({ state, now, language }: OpenPillProps) {
  const say = sayIn(texts, language);
  const { Icon, tone } = LOOKS[state.standing];
  const until = untilWords(state, now, language);
  return (
    <p className="standing">
      <span className={`tag ${tone}`}>
        <Icon size={16} />
        {say(state.standing)}
      </span>
      {until && <b>{until}</b>}
    </p>
  );
}
