import type { Said } from '../../host/contract.ts';
import { useLook } from '#web/kit/look.ts';
import { useText } from '#web/kit/text.ts';
import type { HostView } from './host-say.ts';
import { texts, WORD_TEXTS } from './host-texts.ts';

type Word = Pick<NonNullable<HostView['last']>, 'kind' | 'about' | 'state'>;

const STATES = {
  ok: 'tellOk',
  out: 'out',
  used_up: 'usedUpWord',
  expired: 'takenWord',
  acked: 'ackedWord',
  fixed: 'fixedWord',
} as const;

/** A tap in words: 今天关门; 热水：又有了. */
export function useWordText(view: HostView) {
  const say = useText(texts);
  const words = useText(WORD_TEXTS);
  const { language } = useLook();
  return ({ kind, about, state }: Word): string => {
    if (!about || !state || !(state in STATES)) return words(kind);
    const name = view.facilities.find(({ code }) => code === about)?.[language] ?? about;
    return say('whatOf', { name, what: say(STATES[state as keyof typeof STATES]) });
  };
}

/** The same of a tap that has not arrived. */
export function wordOf(said: Said, view: HostView): Word {
  if (said.kind === 'facility') return { kind: said.kind, about: said.code, state: said.state };
  if (said.kind === 'fault') {
    const fault = view.faults.find(({ id }) => id === said.id);
    return { kind: said.kind, about: fault?.facility?.zh ?? null, state: said.to };
  }
  if (said.kind === 'supply') {
    const item = view.supplies.find(({ id }) => id === said.id)?.item ?? null;
    return { kind: said.kind, about: item, state: said.how };
  }
  return { kind: said.kind, about: null, state: null };
}
