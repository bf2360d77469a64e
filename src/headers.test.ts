import { beforeAll, describe, expect, test } from 'vitest';
import { testApp, type TestApp } from '#kernel/testing';

let t: TestApp;
let asset: string;
beforeAll(async () => {
  t = await testApp();
  const { payload } = await t.server.inject({ url: '/staff/' });
  asset = /\/?assets\/[^"]+\.js/.exec(payload)?.[0] ?? '';
  expect(asset).not.toBe('');
});

const get = (url: string) => t.server.inject({ url: url === 'asset' ? `/${asset.replace(/^\//, '')}` : url });

/** What a browser may load and run, by what it is. */
function directivesOf(policy: string): Map<string, string[]> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/));
  return new Map(parts.map(([name = '', ...sources]) => [name, sources]));
}

const PAGES = ['/', '/join', '/near', '/staff/', '/staff/signin', '/staff/oidc', '/api'];
const OTHERS = [
  '/api/session',
  '/api/openapi.json',
  '/api/style.css',
  '/api/nothing',
  '/assets/none.js',
  'asset',
];

describe.each([...PAGES, ...OTHERS])('%s', (url) => {
  test('goes out under the same headers as everything else', async () => {
    const { headers } = await get(url);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringMatching(/camera=\(\).*microphone=\(\).*geolocation=\(self\)/),
    });
    expect(headers).not.toHaveProperty('x-powered-by');
    expect(headers).not.toHaveProperty('server');
  });

  test('lets a browser load from here alone, and run nothing that stands in the page', async () => {
    const policy = directivesOf(String((await get(url)).headers['content-security-policy']));
    expect(policy.get('default-src')).toEqual(["'self'"]);
    for (const name of ['object-src', 'base-uri', 'frame-ancestors'])
      expect([name, policy.get(name)]).toEqual([name, ["'none'"]]);
    expect(policy.get('form-action')).toEqual(["'self'"]);
    for (const name of ['script-src', 'style-src', 'connect-src', 'frame-src'])
      expect([name, policy.get(name) ?? ["'self'"]]).toEqual([name, ["'self'"]]);
    expect([...policy.values()].flat().filter((source) => /unsafe|\*|^https?:|nonce-/.test(source))).toEqual(
      [],
    );
  });
});

test.each(PAGES)('%s has no script, style or handler written into it', async (url) => {
  const { statusCode, headers, payload } = await get(url);
  expect([statusCode, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
  expect(inlined(payload)).toEqual([]);
});

function inlined(page: string): string[] {
  const scripts = [...page.matchAll(/<script\b[^>]*>/gi)].map(([tag]) => tag);
  return [
    // A block of data is run by no browser.
    ...scripts.filter((tag) => !/\bsrc=|type="application\/json"/.test(tag)),
    ...[...page.matchAll(/<style\b|<[a-z][^>]*\s(on[a-z]+|style)=|javascript:/gi)].map(([tag]) => tag),
  ];
}

test.each([
  '<script>1</script>',
  '<style>p{}</style>',
  '<p style="x">',
  '<img onerror="1">',
  '<a href="javascript:1">',
])('%s would have been found', (planted) => {
  expect(inlined(`<html><body>${planted}</body></html>`)).not.toEqual([]);
});
