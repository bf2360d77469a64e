import { useDates } from '#web/kit/dates.ts';
import { useText } from '#web/kit/text.ts';
import { texts } from './said-texts.ts';
import type { SaidView } from './said-view.ts';

interface Event {
  readonly at: string;
  readonly text: string;
  readonly before?: string | null;
}

/** What happened, the latest first. */
export function SaidSteps({ view }: { view: SaidView }) {
  const say = useText(texts);
  const dates = useDates();
  const added = ({ text, helped }: SaidView['additions'][number]): string => {
    if (helped === true) return say('youHelped');
    if (helped === false) return text ? say('youNotWhy', { text }) : say('youNot');
    return say('youAdded', { text });
  };
  // The answer to all in a concern is also its last step; its words stand above.
  const isAnswer = ({ kind, at }: SaidView['steps'][number]) => kind === 'answered' && at === view.answeredAt;
  const events: Event[] = [
    { at: view.at, text: say('youSaid') },
    ...view.steps.filter((step) => !isAnswer(step)).map(({ at, text }) => ({ at, text })),
    ...view.delays.map(({ at, reason }) => ({ at, text: say('delayed', { reason }) })),
    ...view.additions.map((one) => ({ at: one.at, text: added(one), before: one.answer })),
    ...(view.answeredAt ? [{ at: view.answeredAt, text: say('unionAnswered') }] : []),
  ];
  // Of one instant the later in the list is the later.
  const latest = [...events].reverse().sort((a, b) => b.at.localeCompare(a.at));
  return (
    <ol className="steps">
      {latest.map(({ at, text, before }, index) => (
        <li key={`${at} ${index}`}>
          {text} <small>{dates.time(at)}</small>
          {before && <p className="quiet">{say('before', { answer: before })}</p>}
        </li>
      ))}
    </ol>
  );
}
