import { useEffect, useState, type ComponentType } from 'react';
import { Loading, Problem } from './states.tsx';

/** A page, or a part of one, that is fetched when it is first opened: the first load of an old phone does not carry it. */
export function later<K extends string, P extends object = object>(
  load: () => Promise<Readonly<Record<K, ComponentType<P>>>>,
  name: K,
): ComponentType<P> {
  let Loaded: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [state, setState] = useState<{ error: unknown; tries: number }>({ error: null, tries: 0 });
    const [, redraw] = useState(Loaded !== undefined);
    useEffect(() => {
      if (Loaded) return;
      load().then(
        (all) => {
          Loaded = all[name];
          redraw(true);
        },
        (error: unknown) => setState((now) => ({ ...now, error })),
      );
    }, [state.tries]);
    if (Loaded) return <Loaded {...props} />;
    if (state.error === null) return <Loading />;
    return (
      <Problem
        error={state.error}
        onRetry={() => setState(({ tries }) => ({ error: null, tries: tries + 1 }))}
      />
    );
  };
}
