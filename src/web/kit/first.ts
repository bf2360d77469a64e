import type { Contract, Output, Request } from '#kernel/contract';

/** What kernel/http/first.ts lays into a page: the answer of an endpoint to an input in text form, and the server's time. */
interface First {
  readonly route: string;
  readonly input: Readonly<Record<string, string>>;
  readonly at: number;
  readonly answer: unknown;
}

let laid: First | null | undefined;

/**
 * The answer that came with the page, if it is that of `route` to `input`; for react-query, which then need not ask:
 * `useQuery({ queryKey, queryFn, ...firstAnswer<typeof nearPlaces>('GET /api/public/places', input) })`. It is as old as
 * the page, and handed over once.
 */
export function firstAnswer<C extends Contract>(route: `${C['method']} ${C['path']}`, input: Request<C>) {
  let at: number | undefined;
  return {
    initialData: (): Output<C> | undefined => {
      laid ??= read();
      if (laid?.route !== route || !isSame(laid.input, input as Readonly<Record<string, unknown>>))
        return undefined;
      const { answer } = laid;
      at = laid.at;
      laid = null;
      return answer as Output<C>;
    },
    initialDataUpdatedAt: (): number | undefined => at,
  };
}

function read(): First | null {
  const text = document.getElementById('first')?.textContent;
  document.getElementById('first')?.remove();
  return text ? (JSON.parse(text) as First) : null;
}

function isSame(laidInput: First['input'], input: Readonly<Record<string, unknown>>): boolean {
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== '');
  return (
    given.length === Object.keys(laidInput).length &&
    given.every(([key, value]) => laidInput[key] === String(value))
  );
}
