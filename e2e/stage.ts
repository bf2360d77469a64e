import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, BrowserContextOptions, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { openBrowser } from './browser.ts';
import { DESK, PHONE } from './devices.ts';
import { startServer, type RunningServer } from './server.ts';

/** One server and one browser for the journeys of a file. */
export interface Stage {
  readonly server: RunningServer;
  /** A worker's phone, with nothing on it yet. */
  phone(more?: BrowserContextOptions): Promise<Page>;
  /** An officer's computer, signed out. */
  desk(more?: BrowserContextOptions): Promise<Page>;
  /**
   * Waits until exactly this has gone wrong in the pages, and forgets it: what the server refused
   * (`401 POST /api/session/password`), what did not arrive, errors on the console. Whatever a journey has not named
   * fails it.
   */
  faults(...named: string[]): Promise<void>;
}

/** For a machine that does much else. Goes with `expect.poll`, which alone waits a second. */
export const PATIENCE = { timeout: 30_000 };
const FAILURES = fileURLToPath(new URL('../dist/journeys', import.meta.url));

export function setStage(): Stage {
  let server: RunningServer | undefined;
  let browser: Browser | undefined;
  let faults: string[] = [];
  const contexts = new Set<BrowserContext>();

  beforeAll(async () => {
    browser = await openBrowser();
    server = await startServer(inject('demo'));
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await keepPictures(task.name, [...contexts]);
    await Promise.all([...contexts].map((context) => context.close()));
    contexts.clear();
    const unnamed = faults;
    faults = [];
    expect(unnamed).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  const open = async (options: BrowserContextOptions): Promise<Page> => {
    const context = await browser!.newContext({ baseURL: server!.url, ...options });
    contexts.add(context);
    context.setDefaultTimeout(PATIENCE.timeout);
    watch(context, (fault) => faults.push(fault));
    const page = await context.newPage();
    // Playwright takes over the choosing of files while somebody listens, and the first to listen may come too late.
    page.on('filechooser', () => undefined);
    return page;
  };
  return {
    get server() {
      return server!;
    },
    phone: (more) => open({ ...PHONE, ...more }),
    desk: (more) => open({ ...DESK, ...more }),
    async faults(...named) {
      await expect.poll(() => faults, PATIENCE).toEqual(named);
      faults = [];
    },
  };
}

/** Chromium writes its complaints about the content security policy on the console too. */
function watch(context: BrowserContext, tell: (fault: string) => void): void {
  context.on('console', (message) => {
    const text = message.text();
    // The answers themselves say more, and are told below.
    if (message.type() === 'error' && !text.startsWith('Failed to load resource')) tell(`console: ${text}`);
  });
  context.on('weberror', (error) => tell(`exception: ${error.error().stack ?? error.error().message}`));
  context.on('response', (response) => {
    if (response.status() >= 400) tell(`${response.status()} ${nameOf(response.request())}`);
  });
  context.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'failed';
    // The page itself, or its going away, called it off.
    if (why !== 'net::ERR_ABORTED') tell(`${why} ${nameOf(request)}`);
  });
}

function nameOf(request: Request): string {
  return `${request.method()} ${new URL(request.url()).pathname}`;
}

async function keepPictures(name: string, contexts: readonly BrowserContext[]): Promise<void> {
  mkdirSync(FAILURES, { recursive: true });
  for (const [nth, page] of contexts.flatMap((context) => context.pages()).entries()) {
    const path = join(FAILURES, `${name.replaceAll(/[^\p{L}\p{N}]+/gu, '-')}-${nth + 1}.png`);
    // A page that is going away has no picture; the failure itself is told all the same.
    await page.screenshot({ path, timeout: 5_000 }).catch(() => undefined);
  }
}
