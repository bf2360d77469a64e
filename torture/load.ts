// Client loops that write all the time, and send what was not answered again with the same key.
import { setTimeout as sleep } from 'node:timers/promises';
import { DEMO_OFFICERS, DEMO_PASSWORD } from '../src/demo.ts';
import { between } from './chance.ts';
import { count, type Kind, type Ledger, type Write } from './ledger.ts';
import { address, CHAIR, cookieOf, idNumber, newKey, phoneNumber, signIn } from './people.ts';

export interface LoadOptions {
  readonly url: string;
  readonly rng: () => number;
  /** Writes a second, over all loops. */
  readonly rate: number;
  readonly ledger: Ledger;
}

export interface Load {
  /** Lets every loop end once its write is answered; rejects when one is still unanswered after `ms`. */
  settle(ms: number): Promise<void>;
}

const LOOPS = 24;
const GIVE_UP_MS = 20_000;
/** How much of everything: mostly what workers send, and what officers do about it. */
const MIX: readonly (readonly [Kind, number])[] = [
  ['join', 38],
  ['suggestion', 28],
  ['edit', 20],
  ['approve', 10],
  ['found', 3],
  ['sign_in', 1],
];

/** What a loop works with: a union of its own, and applications that nobody has decided on yet. */
interface Loop {
  readonly org: { id: number };
  readonly waiting: string[];
}

interface Scene extends LoadOptions {
  readonly cookie: string;
  /** A primary union that takes people in, and a resolution of it. */
  readonly union: number;
  readonly resolution: string;
  readonly parent: number;
  serial: number;
}

export async function startLoad(options: LoadOptions): Promise<Load> {
  const scene = await prepare(options);
  const stop = new AbortController();
  const running = Array.from({ length: LOOPS }, async (_, index) => {
    const first = await send(scene, found(scene));
    const loop: Loop = { org: { id: Number(first.acknowledged) }, waiting: [] };
    const pause = (LOOPS * 1_000) / options.rate;
    await sleep((pause * index) / LOOPS);
    while (!stop.signal.aborted) {
      const begin = performance.now();
      await step(scene, loop);
      await sleep(Math.max(0, pause - (performance.now() - begin)));
    }
  });
  const over = Promise.all(running);
  over.catch(() => undefined); // told by settle
  return {
    async settle(ms) {
      stop.abort();
      const late = sleep(ms, 'late' as const, { ref: false });
      if ((await Promise.race([over, late])) === 'late') throw new Error('writes are still unanswered');
    },
  };
}

async function prepare(options: LoadOptions): Promise<Scene> {
  const cookie = await signIn(options.url, CHAIR.phone);
  const read = async (path: string) => {
    const answer = await fetch(options.url + path, { headers: { cookie } });
    return (await answer.json()) as {
      items: { id: number; formation: string | null; org: { id: number } }[];
    };
  };
  const mine = await read('/api/my/orgs');
  const parent = mine.items[0]!.org.id;
  const unions = await read('/api/orgs?kind=union&level=primary&state=active&limit=50');
  const union = unions.items.find(({ formation }) => formation === 'single')!.id;
  const scene: Scene = { ...options, cookie, union, resolution: '', parent, serial: serialBase() };
  const made = await post(options.url, cookie, '/api/resolutions', {
    orgId: union,
    number: `〔2026〕${newKey().slice(0, 8)} 号`,
    heldOn: '2026-01-12',
  });
  return { ...scene, resolution: ((await made.json()) as { id: string }).id };
}

/** Numbers that no run on the same database has had: seconds since the start of the year, with room for a thousand each. */
function serialBase(): number {
  return (Math.floor(Date.now() / 1_000) % 60_000) * 1_000;
}

function post(url: string, cookie: string, path: string, body: object): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify(body),
  });
}

async function step(scene: Scene, loop: Loop): Promise<void> {
  const write = choose(scene, loop);
  await send(scene, write);
  if (write.kind === 'join' && write.acknowledged) loop.waiting.push(write.acknowledged);
}

function choose(scene: Scene, loop: Loop): Write {
  let at = between(scene.rng, 1, 100);
  const kind = MIX.find(([, share]) => (at -= share) <= 0)?.[0] ?? 'join';
  if (kind === 'edit') return edit(scene, loop);
  if (kind === 'found') return found(scene);
  if (kind === 'suggestion') return suggestion(scene);
  if (kind === 'sign_in') return passwordSignIn(scene);
  const id = kind === 'approve' ? loop.waiting.shift() : undefined;
  return id === undefined ? join(scene) : approve(scene, id);
}

function newWrite(
  scene: Scene,
  given: Pick<Write, 'kind' | 'marker' | 'path' | 'body'> & Partial<Write>,
): Write {
  const write: Write = { method: 'POST', key: newKey(), cookie: '', tries: 0, ...given };
  scene.ledger.writes.push(write);
  return write;
}

function join(scene: Scene): Write {
  const n = ++scene.serial;
  const marker = `试验${n}`;
  const body = {
    name: marker,
    idNo: idNumber(n),
    phone: phoneNumber(n),
    occupation: 'courier',
    consent: true,
    qrOrgId: scene.union,
  };
  return newWrite(scene, { kind: 'join', marker, path: '/api/join', body });
}

function suggestion(scene: Scene): Write {
  const marker = `试验意见${++scene.serial}`;
  return newWrite(scene, {
    kind: 'suggestion',
    marker,
    path: '/api/voices',
    body: { text: marker, page: '/' },
  });
}

function found(scene: Scene): Write {
  const marker = `试验公司${++scene.serial}工会`;
  const body = { parentId: scene.parent, kind: 'union', level: 'primary', formation: 'single', name: marker };
  return newWrite(scene, { kind: 'found', marker, path: '/api/orgs', body, cookie: scene.cookie });
}

function edit(scene: Scene, { org }: Loop): Write {
  const marker = `试验路${++scene.serial}号`;
  const { cookie } = scene;
  const path = `/api/orgs/${org.id}`;
  return newWrite(scene, { kind: 'edit', marker, method: 'PATCH', path, body: { address: marker }, cookie });
}

function approve(scene: Scene, id: string): Write {
  const path = `/api/resolutions/${scene.resolution}/approve`;
  return newWrite(scene, { kind: 'approve', marker: id, path, body: { ids: [id] }, cookie: scene.cookie });
}

function passwordSignIn(scene: Scene): Write {
  const n = ++scene.serial;
  const body = { phone: DEMO_OFFICERS[n % DEMO_OFFICERS.length]!.phone, password: DEMO_PASSWORD };
  const marker = `sign-in ${n}`;
  return newWrite(scene, { kind: 'sign_in', marker, path: '/api/session/password', body });
}

/** Sends a write until it is answered for good. */
async function send(scene: Scene, write: Write): Promise<Write> {
  while (write.acknowledged === undefined && write.wrong === undefined && !write.locked) {
    if (write.tries > 0) await sleep(between(scene.rng, 50, 250));
    await attempt(scene, write);
  }
  return write;
}

async function attempt({ url, ledger, rng }: Scene, write: Write): Promise<void> {
  write.tries += 1;
  const answer = await fetch(url + write.path, {
    method: write.method,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': write.key,
      'x-forwarded-for': address(between(rng, 1, 60_000)),
      ...(write.cookie ? { cookie: write.cookie } : {}),
    },
    body: JSON.stringify(write.body),
    signal: AbortSignal.timeout(GIVE_UP_MS),
  }).catch(() => null);
  const text = await answer?.text().catch(() => null);
  count(ledger.statuses, answer && typeof text === 'string' ? answer.status : 0);
  if (!answer || typeof text !== 'string') return;
  judge(ledger, write, answer, text);
}

function judge(ledger: Ledger, write: Write, answer: Response, text: string): void {
  if (answer.ok) {
    if (answer.headers.get('idempotent-replay')) ledger.replays += 1;
    const body = JSON.parse(text) as { id?: string | number; done?: number };
    if (write.kind === 'approve' && body.done !== 1) write.wrong = text;
    else write.acknowledged = write.kind === 'sign_in' ? cookieOf(answer) : String(body.id ?? write.marker);
    return;
  }
  const { code } = JSON.parse(text) as { code: string };
  count(ledger.codes, code);
  const later = answer.status === 503 || answer.status === 507;
  if (later && !answer.headers.get('retry-after')) ledger.unasked += 1;
  if (write.kind === 'sign_in' && code === 'accounts.locked') write.locked = true;
  else if (!later && code !== 'kernel.in_progress') write.wrong = `${answer.status} ${text}`;
}
