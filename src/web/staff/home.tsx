import { useQueries } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Output } from '#kernel/contract';
import type { listOrgTodos } from '#orgs/contract';
import type { listPeopleTodos } from '#people/contract';
import type { listPlaceTodos } from '#places/contract';
import type { listHolidayTodos } from '#places/hours/contract';
import type { listVoiceTodos } from '#voices/contract';
import { meetingTodos } from '../../modules/meetings/ui/staff/todos.ts';
import { orgTodos } from '../../modules/orgs/ui/staff/todos.ts';
import { peopleTodos } from '../../modules/people/ui/staff/todos.ts';
import { placeTodos } from '../../modules/places/ui/staff/todos.ts';
import { voiceTodos } from '../../modules/voices/ui/staff/todos.ts';
import { hourOfDay, useFormats } from './format.ts';
import { HomeBackups } from './home-backups.tsx';
import { homeWords } from './home-texts.ts';
import { DiskNotice } from './disk-notice.tsx';
import { HomeNumbers } from './home-numbers.tsx';
import { Blank, Loading, Problem } from './parts.tsx';
import { ask } from './query.ts';
import { may, useAccount, type Account } from './session.ts';
import { byNeed } from './todo-order.ts';
import type { TodoSentences } from './todo.ts';
import { useWords } from './words.ts';

type Todo = Output<typeof listPeopleTodos>['items'][number];

/** Five things are a good quarter of an hour; more than that is not done today (look: ≤ 5 to-dos). */
const AT_ONCE = 5;

export function HomePage() {
  const words = useWords(homeWords);
  const account = useAccount();
  const { todos, loading, error, retry } = useTodos();
  const [all, setAll] = useState(false);
  const greeting = words.greetings[partOfDay(hourOfDay())];
  const minutes = todos.reduce((sum, todo) => sum + todo.minutes, 0);
  const heading = todos.length > 0 ? words.today(greeting, todos.length, minutes) : words.free(greeting);
  return (
    <>
      <div className="head">
        <h1>{loading || error ? words.waiting(greeting) : heading}</h1>
        <small className="when-wide">{words.hint}</small>
      </div>
      <section className="card">
        {loading && <Loading />}
        {error !== null && <Problem error={error} onRetry={retry} />}
        {!loading && error === null && todos.length === 0 && <Blank title={emptySentence(account, words)} />}
        {todos.slice(0, all ? undefined : AT_ONCE).map((todo, at) => (
          <TodoLine key={todo.code + todo.href} todo={todo} first={at === 0} />
        ))}
        {!all && todos.length > AT_ONCE && (
          <div className="row">
            <small>{words.more(todos.length - AT_ONCE)}</small>
            <Button type="link" onClick={() => setAll(true)}>
              {words.moreNow}
            </Button>
          </div>
        )}
      </section>
      <DiskNotice />
      <HomeNumbers />
      <HomeBackups />
    </>
  );
}

/** Why there is nothing: no role, a role without pages, or simply nothing to do. */
function emptySentence(account: Account | null, words: (typeof homeWords)['zh']): string {
  if (account?.grants.length === 0) return words.noRole;
  if (may(account, 'orgs.audit')) return words.audit;
  return may(account, 'orgs.read') ? words.nothing : words.noPages;
}

/** Everything that waits, of the modules that this account may ask. */
function useTodos() {
  const account = useAccount();
  const answers = useQueries({
    queries: [
      { ...ask<typeof listPeopleTodos>('GET /api/people/todos', {}), enabled: may(account, 'people.review') },
      { ...ask<typeof listOrgTodos>('GET /api/orgs/todos', {}), enabled: may(account, 'orgs.read') },
      { ...ask<typeof listPlaceTodos>('GET /api/places/todos', {}), enabled: may(account, 'places.read') },
      {
        ...ask<typeof listHolidayTodos>('GET /api/holidays/todos', {}),
        enabled: may(account, 'places.settings'),
      },
      {
        ...ask<typeof listVoiceTodos>('GET /api/voices/todos', {}),
        enabled: may(account, 'voices.read'),
      },
    ],
  });
  return {
    todos: answers.flatMap(({ data }): Todo[] => data?.items ?? []).sort(byNeed),
    loading: answers.some(({ isLoading }) => isLoading),
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => answers.forEach((answer) => void (answer.error && answer.refetch())),
  };
}

function TodoLine({ todo, first }: { readonly todo: Todo; readonly first: boolean }) {
  const words = useWords(homeWords);
  const sentences: TodoSentences = {
    ...useWords(orgTodos),
    ...useWords(peopleTodos),
    ...useWords(placeTodos),
    ...useWords(voiceTodos),
    ...useWords(meetingTodos),
  };
  const { age } = useFormats();
  const router = useRouter();
  const told = sentences[todo.code] ?? { title: words.other, why: words.otherWhy, verb: words.look };
  return (
    <div className="todo">
      <div>
        <b>{told.title(todo.count)}</b>
        {todo.oldest && <small>{told.why(age(todo.oldest))}</small>}
      </div>
      <span className="quiet">{words.minutes(todo.minutes)}</span>
      <Button
        {...(first ? { type: 'primary' } : { color: 'primary', variant: 'outlined' })}
        onClick={() => router.history.push(todo.href)}
      >
        {told.verb}
      </Button>
    </div>
  );
}

function partOfDay(hour: number): keyof (typeof homeWords)['zh']['greetings'] {
  if (hour < 5) return 'night';
  if (hour < 9) return 'morning';
  if (hour < 11) return 'forenoon';
  if (hour < 13) return 'noon';
  return hour < 18 ? 'afternoon' : 'evening';
}
