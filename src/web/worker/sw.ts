/**
 * The service worker: what a phone keeps for times without a network. Pages and lists come from the server as long as it
 * answers; files under a hashed name are kept as they are. Nothing is kept of writes, of `/staff`, or of who is signed in.
 * It imports nothing: browsers load it as one plain script.
 */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Asked extends Lasting {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  readonly location: Location;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(name: 'install' | 'activate', heard: (event: Lasting) => void): void;
  addEventListener(name: 'fetch', heard: (event: Asked) => void): void;
}
const worker = self as unknown as Worker;

/** With another number the old ones are thrown away: when their shape changes. */
const [PAGES, FILES, ANSWERS] = ['zhijia-pages-1', 'zhijia-files-1', 'zhijia-answers-1'] as const;
/** Kept pages and answers each, the oldest go first. */
const MOST = 40;
/** A network that says nothing for so long is none, where something was kept. */
const PATIENCE_MS = 4_000;
const KEPT_ANSWERS = /^\/api\/public\/(places|place-terms|map-tiles|join-target)(\/|$)/;

worker.addEventListener('install', (event) => {
  event.waitUntil(
    fetch('/near')
      .then(keepPage)
      .then(() => worker.skipWaiting()),
  );
});

worker.addEventListener('activate', (event) => {
  const ours: readonly string[] = [PAGES, FILES, ANSWERS];
  const old = caches.keys().then((names) => names.filter((name) => !ours.includes(name)));
  const gone = old.then((names) => Promise.all(names.map((name) => caches.delete(name))));
  event.waitUntil(gone.then(() => worker.clients.claim()));
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return;
  if (url.pathname.startsWith('/assets/worker/')) return event.respondWith(file(request));
  if (KEPT_ANSWERS.test(url.pathname)) return event.respondWith(answer(request));
  if (request.mode === 'navigate' && !/^\/(staff|api|assets)(\/|$)/.test(url.pathname))
    event.respondWith(page(request));
});

/** Its name tells what is in it. */
async function file(request: Request): Promise<Response> {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) await (await caches.open(FILES)).put(request, fresh.clone());
  return fresh;
}

async function answer(request: Request): Promise<Response> {
  const kept = await (await caches.open(ANSWERS)).match(request.url, { ignoreVary: true });
  return soonOr(kept, async () => {
    const fresh = await fetch(request);
    if (fresh.ok) await keep(ANSWERS, request.url, fresh.clone());
    return fresh;
  });
}

/** Without a network: this very page, else the list, whose script draws every page. */
async function page(request: Request): Promise<Response> {
  const pages = await caches.open(PAGES);
  const { pathname } = new URL(request.url);
  const kept =
    (await pages.match(pathname, { ignoreVary: true })) ?? (await pages.match('/near', { ignoreVary: true }));
  return soonOr(kept, async () => {
    const fresh = await fetch(request);
    await keepPage(fresh.clone());
    return fresh;
  });
}

/** What the server says; or what was kept, where it says nothing, or that it is away. */
async function soonOr(kept: Response | undefined, ask: () => Promise<Response>): Promise<Response> {
  if (!kept) return ask();
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  const fresh = ask().then(
    (response) => (response.status >= 502 && response.status <= 504 ? kept : response),
    () => kept,
  );
  return Promise.race([fresh, late]);
}

async function keep(name: string, key: string, response: Response): Promise<void> {
  const cache = await caches.open(name);
  // Put anew it counts as the newest.
  await cache.delete(key, { ignoreVary: true });
  await cache.put(key, response);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST)).map((old) => cache.delete(old)));
}

/** A page with the files that it names. A new build names others: then the files and the pages of the old go. */
async function keepPage(response: Response): Promise<void> {
  const { pathname } = new URL(response.url);
  const isPage = (response.headers.get('content-type') ?? '').startsWith('text/html');
  if (!response.ok || !isPage || /^\/(staff|api)(\/|$)/.test(pathname)) return;
  const html = await response.clone().text();
  const named: readonly string[] = html.match(/\/assets\/worker\/[^"'\s]+/g) ?? [];
  const files = await caches.open(FILES);
  const kept = (await files.keys()).map(({ url }) => new URL(url).pathname);
  const missing = named.filter((path) => !kept.includes(path));
  await files.addAll([...missing]);
  if (missing.length > 0) {
    const old = kept.filter((path) => !named.includes(path));
    await Promise.all([...old.map((path) => files.delete(path, { ignoreVary: true })), caches.delete(PAGES)]);
  }
  await keep(PAGES, pathname, response);
}
