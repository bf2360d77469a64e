// `npm run bench`: every figure, one JSON line each. A bench that fails does not keep the others from running.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { NODE } from './processes.ts';

const failed = ['http.ts', 'people.ts', 'roster.ts', 'backup.ts', 'near.ts', 'start.ts', 'bundle.ts'].filter(
  (file) => {
    const { status } = spawnSync(NODE, [join(import.meta.dirname, file)], { stdio: 'inherit' });
    return status !== 0;
  },
);
if (failed.length > 0) process.stderr.write(`failed: ${failed.join(', ')}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
