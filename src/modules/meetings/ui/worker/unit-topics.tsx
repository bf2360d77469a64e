import { Field } from '#web/kit/field.tsx';
import { useText } from '#web/kit/text.ts';
import { MOST_TOPICS, type Draft } from './unit-draft.ts';
import type { PartProps } from './unit-form.tsx';
import { texts } from './unit-texts.ts';

const MOST = 1_000;

/** Up to five topics, each a line and why. */
export function UnitTopics({ draft, change, missing }: PartProps) {
  const say = useText(texts);
  const { topics } = draft;
  const put = (at: number, part: Partial<Draft['topics'][number]>) =>
    change({ topics: topics.map((topic, n) => (n === at ? { ...topic, ...part } : topic)) });
  const drop = (at: number) => change({ topics: topics.filter((_topic, n) => n !== at) });
  // The first one that has no name, or the first of all.
  const faulty =
    missing === 'topics'
      ? Math.max(
          0,
          topics.findIndex(({ title }) => title.trim() === ''),
        )
      : -1;
  return (
    <>
      {topics.map((topic, n) => (
        <div key={n} className="stack tight">
          <Field
            label={say('topicTitle', { n: n + 1 })}
            why={say('topicTitleWhy')}
            fault={faulty === n ? say('topicsMissing') : undefined}
          >
            {(tied) => (
              <input
                {...tied}
                maxLength={60}
                value={topic.title}
                onChange={(event) => put(n, { title: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field
            label={say('background')}
            {...(topic.background && { why: say('left', { count: MOST - topic.background.length }) })}
          >
            {(tied) => (
              <textarea
                {...tied}
                rows={4}
                maxLength={MOST}
                value={topic.background}
                onChange={(event) => put(n, { background: event.currentTarget.value })}
              />
            )}
          </Field>
          {topics.length > 1 && (
            <button type="button" className="text-btn" onClick={() => drop(n)}>
              {say('dropTopic')}
            </button>
          )}
        </div>
      ))}
      {topics.length < MOST_TOPICS && (
        <button
          type="button"
          className="btn line wide"
          onClick={() => change({ topics: [...topics, { title: '', background: '' }] })}
        >
          {say('addTopic')}
        </button>
      )}
    </>
  );
}
