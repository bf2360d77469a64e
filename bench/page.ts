import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Browser, CDPSession } from 'playwright-core';
import { openBrowser } from '../e2e/browser.ts';
import { PHONE } from '../e2e/devices.ts';
import { startServer } from '../e2e/server.ts';
import { print } from './figure.ts';

/** "Slow 4G" of Lighthouse: 150 ms there and back, 1.6 Mbit/s down, 0.75 up; a processor four times as slow. */
const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (0.75 * 1024 * 1024) / 8,
};
const CPU_SLOWDOWN = 4;
const ROUNDS = 5;
/** product.md: usable within a second from a QR. */
const LCP_BUDGET_MS = 1_000;

interface Visit {
  readonly lcp: number;
  /** Until the scripts have taken over. */
  readonly ready: number;
  readonly bytes: number;
}

/** The public list as a phone gets it that has never been here: what it weighs, and when its largest part is painted. */
export async function measurePage(): Promise<void> {
  const browser = await openBrowser();
  const server = await startServer();
  const address = `${server.url}/near`;
  try {
    const plain = await bare(await (await fetch(address)).text());
    const visits: Visit[] = [];
    const bares: Visit[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      visits.push(await visit(browser, address));
      bares.push(await visit(browser, plain.url));
    }
    plain.close();
    const note = `median of ${ROUNDS} first visits, slow 4G (150 ms, 1.6 Mbit/s), CPU ${CPU_SLOWDOWN} times as slow`;
    const [lcp, ready] = [median(visits, 'lcp'), median(visits, 'ready')];
    print({
      figure: 'near.page.weight',
      ours: median(visits, 'bytes'),
      baseline: median(bares, 'bytes'),
      unit: 'bytes',
      note: 'over the wire until all is quiet; baseline: the same words without styles, data and scripts',
    });
    print({
      figure: 'near.page.lcp',
      ours: lcp,
      baseline: median(bares, 'lcp'),
      unit: 'ms',
      note: `${note}; baseline: the same words as a bare page`,
    });
    print({
      figure: 'near.page.lcp.budget',
      ours: lcp,
      baseline: LCP_BUDGET_MS,
      unit: 'ms',
      note: `${note}; baseline: the budget`,
    });
    print({
      figure: 'near.page.ready.budget',
      ours: ready,
      baseline: LCP_BUDGET_MS,
      unit: 'ms',
      note: `${note}; until the scripts answer; the list is read, and its links work, before; baseline: the budget`,
    });
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** The words of a page and nothing else, served by a bare node:http. */
async function bare(html: string): Promise<{ url: string; close: () => void }> {
  const body = /<div id="app">(.*)<\/div>\s*<script/s.exec(html)?.[1] ?? '';
  const words = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>.</title>${body}`;
  const packed = gzipSync(words);
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' });
    response.end(packed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ ...PHONE, serviceWorkers: 'block' });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    const bytes = await slowDown(session);
    await page.goto(url, { waitUntil: 'networkidle' });
    const times = await page.evaluate<{ lcp: number; ready: number }>(`new Promise((resolve) => {
      const [load] = performance.getEntriesByType('navigation');
      new PerformanceObserver((list) => resolve({
        lcp: list.getEntries().at(-1).startTime,
        ready: load.domContentLoadedEventEnd,
      })).observe({ type: 'largest-contentful-paint', buffered: true });
    })`);
    return { ...times, bytes: bytes() };
  } finally {
    await context.close();
  }
}

async function slowDown(session: CDPSession): Promise<() => number> {
  let bytes = 0;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', SLOW_4G);
  await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  return () => bytes;
}

function median(visits: readonly Visit[], key: keyof Visit): number {
  const sorted = visits.map((one) => one[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}
