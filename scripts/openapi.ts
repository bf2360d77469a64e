/** Writes `docs/openapi.json` and `docs/errors.md` from the contracts; with `--check`, says whether they have drifted. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Actors } from '#kernel/auth';
import { readConfig } from '#kernel/config';
import type { App } from '#kernel/ctx';
import { errorTexts } from '#kernel/errors';
import { buildServer } from '#kernel/http';
import { modules } from '../src/compose.ts';

const app = { config: readConfig({ ZHIJIA_LOG: 'silent', ZHIJIA_URL: 'http://localhost:8080' }) } as App;
const server = await buildServer({ app, actors: {} as Actors, modules, surfaces: [] });
await server.ready();

const rows = [...errorTexts].sort(([a], [b]) => a.localeCompare(b));
const errors = `# Error codes

Made by \`npm run openapi\` from every module's \`errors.ts\`. The body of every answer that is not 2xx is
\`{code, message, hint, field?}\`, in the language of \`Accept-Language\`.

| status | code | message | 说明 |
|---|---|---|---|
${rows.map(([code, { status, message }]) => `| ${status} | \`${code}\` | ${message.en} | ${message.zh} |`).join('\n')}
`;

const files = {
  'docs/openapi.json': `${JSON.stringify(server.swagger(), null, 1)}\n`,
  'docs/errors.md': errors,
};
await server.close();

let drifted = false;
for (const [path, text] of Object.entries(files)) {
  const url = new URL(`../${path}`, import.meta.url);
  if (!process.argv.includes('--check')) writeFileSync(url, text);
  else if (readFileSync(url, 'utf8') !== text) {
    drifted = true;
    process.stderr.write(`${path} is not what the contracts say: run npm run openapi\n`);
  }
}
process.exit(drifted ? 1 : 0);
