import { z } from 'zod';
import type { Contract } from '../contract.ts';
import { errorTexts } from '../errors.ts';
import { codesOf } from './describe.ts';

/** The readable page at `/api`: every endpoint with who may call it, what it takes, and what can go wrong. */
export function apiPage(contracts: readonly Contract[]): string {
  const groups = Map.groupBy(contracts, (contract) => contract.path.split('/')[2]!);
  const sections = [...groups].map(
    ([name, members]) => `<h2 id="${name}">${name}</h2>${members.map(entry).join('')}`,
  );
  const links = [...groups.keys()].map((name) => `<a href="#${name}">${name}</a>`).join(' · ');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Zhijia API</title><link rel="stylesheet" href="/api/style.css"></head><body><main><h1>Zhijia API</h1>
<p>${contracts.length} endpoints · <a href="/api/openapi.json">OpenAPI 3.1</a> · ${links}</p>
<p>Send <code>Authorization: Bearer …</code> (made by <code>zhijia token create</code>) or the session cookie. Every write may
carry an <code>Idempotency-Key</code> of 8–100 characters: asked again with the same key, it returns its first answer
and does nothing twice. Errors are <code>{code, message, hint, field?}</code> in the language of <code>Accept-Language</code>.</p>
${sections.join('')}</main></body></html>`;
}

function entry(contract: Contract): string {
  const codes = codesOf(contract).map(
    (code) =>
      `<li>${errorTexts.get(code)?.status} <code>${code}</code> ${escape(errorTexts.get(code)?.message.en ?? '')}</li>`,
  );
  return `<article><h3><code>${contract.method} ${escape(contract.path)}</code></h3><p>${escape(contract.summary)}</p>
<p><small>${contract.access === 'public' ? 'anyone' : escape(contract.access)} · answers ${contract.status ?? 200}</small></p>
<details><summary>Input, output, errors</summary><pre>${shape(contract.input)}</pre>
<pre>${contract.produces ?? shape(contract.output)}</pre><ul>${codes.join('')}</ul></details></article>`;
}

function shape(schema: z.ZodType): string {
  return escape(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), null, 1));
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** The look of the page: the tokens of `web/kit` by value, since the API stands without the surfaces. */
export const apiStyle = `:root{color-scheme:light dark;--paper:#fbf8f3;--card:#fff;--ink:#1f2328;--quiet:#57606a;--warm:#b93a0e}
@media(prefers-color-scheme:dark){:root{--paper:#171513;--card:#221f1c;--ink:#f3eee7;--quiet:#b3aaa0;--warm:#ff9a6c}}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.6 system-ui,sans-serif}
main{max-width:860px;margin:auto;padding:32px 20px}a{color:var(--warm)}small{color:var(--quiet)}
article{background:var(--card);border-radius:12px;padding:12px 16px;margin:12px 0}h3{margin:0;font-size:16px}
p{margin:6px 0}pre{overflow:auto;font-size:13px}summary{cursor:pointer;color:var(--warm)}`;
