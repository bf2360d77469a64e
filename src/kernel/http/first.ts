import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { inTx, makeCtx, type App } from '../ctx.ts';
import { AppError, errorTexts } from '../errors.ts';
import { localeOf, type Locale } from '../i18n.ts';
import type { Module, Page, Route } from '../module.ts';
import { netOf } from '../net.ts';
import { refuseUnwritable } from './writable.ts';

/** What a page begins with. */
export interface First {
  /** As the module declares it: `/p/:code`. */
  readonly page: string;
  readonly locale: Locale;
  /** Milliseconds since 1970 when it was answered. */
  readonly now: number;
  /** `GET /api/…`, and the input that the address gave. */
  readonly route: string;
  readonly input: Readonly<Record<string, string>>;
  /** What the endpoint answers; null where there is no such thing (404). */
  readonly answer: unknown;
}

/** How a page looks that begins with `first`; `src/web/first` knows. `html` is safe, the others are plain text. */
export type Render = (first: First) => {
  readonly html: string;
  readonly title: string;
  readonly description: string;
};

export interface FirstPage {
  readonly path: string;
  /** Undefined where nothing came of it: the page then asks by itself. */
  readonly ask: (request: FastifyRequest) => Promise<First | undefined>;
}

const GUEST = { kind: 'guest' } as const;
/** Longer than that nobody looks at an empty page: it goes out and tells what is wrong. */
const PATIENCE_MS = 2_000;

/** The pages that come with their content. */
export function firstsOf(app: App, modules: readonly Module[]): FirstPage[] {
  const routes = modules.flatMap((module) => module.routes);
  return modules
    .flatMap(({ pages = [] }) => pages)
    .map((page) => {
      const route = routes.find(({ contract }) => contract === page.first);
      if (route?.contract.access !== 'public' || route.contract.method !== 'GET')
        throw new Error(`${page.path} begins with what is not a public GET endpoint of ours`);
      return { path: page.path, ask: (request) => firstOf(app, page, route, request) };
    });
}

async function firstOf(
  app: App,
  { path }: Page,
  route: Route,
  request: FastifyRequest,
): Promise<First | undefined> {
  const { contract } = route;
  const query = request.query as Readonly<Record<string, unknown>>;
  const locale = query['lang'] === 'en' ? 'en' : localeOf(request.headers['accept-language']);
  const params = request.params as Readonly<Record<string, string>>;
  const input = inputOf(contract.input.shape, { ...query, ...params });
  const first = { page: path, locale, now: app.now().getTime(), route: `GET ${contract.path}`, input };
  const parsed = contract.input.safeParse(input);
  if (!parsed.success)
    return parsed.error.issues.some(({ path: [field] }) => String(field) in params)
      ? { ...first, answer: null }
      : undefined;
  try {
    refuseUnwritable(parsed.data, [], locale);
    app.pulse.requireAnswer();
    const ctx = makeCtx({
      app,
      db: app.requests,
      net: netOf(GUEST, 'public'),
      actor: GUEST,
      locale,
      requestId: request.id,
      ip: null,
    });
    const extra = { upload: undefined, headers: new Headers(), cookies: [] };
    const asked = inTx(ctx, (tx) => route.run(tx, parsed.data, extra));
    const answer = await Promise.race([asked, sleep(PATIENCE_MS, LATE, { ref: false })]);
    return answer === LATE ? undefined : { ...first, answer: z.encode(contract.output, answer) };
  } catch (error) {
    if (error instanceof AppError)
      return errorTexts.get(error.code)?.status === 404 ? { ...first, answer: null } : undefined;
    request.log.error({ err: error }, 'a page goes out without its content');
    return undefined;
  }
}

const LATE = Symbol('late');

/** What the endpoint knows of what the address says; nothing is as good as an empty text. */
function inputOf(
  shape: Readonly<Record<string, unknown>>,
  address: Readonly<Record<string, unknown>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(address).filter(
      (pair): pair is [string, string] => pair[0] in shape && typeof pair[1] === 'string' && pair[1] !== '',
    ),
  );
}

/**
 * The page with its content, its title and the card that WeChat shows of a link to it, and the data as a block that no
 * browser runs. The page marks where the content goes; a page without the marks stays as it is.
 */
export function fillPage(
  page: string,
  first: First,
  { html, title, description }: ReturnType<Render>,
): string {
  const name = escapeHtml(title);
  const about = escapeHtml(description);
  const card =
    `<title>${name}</title><meta name="description" content="${about}">` +
    `<meta property="og:title" content="${name}"><meta property="og:description" content="${about}">`;
  const { route, input, now: at, answer } = first;
  const data =
    answer === null
      ? ''
      : `<script type="application/json" id="first">${json({ route, input, at, answer })}</script>`;
  return page
    .replace(/<html lang="[^"]*"/, `<html lang="${first.locale === 'en' ? 'en' : 'zh-CN'}"`)
    .replace(/<title>[^<]*<\/title>/, () => card)
    .replace(/<!--first-->[^]*<!--\/first-->/, () => html)
    .replace('</body>', () => `${data}</body>`);
}

/** So that no text in it can end the block. */
function json(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
