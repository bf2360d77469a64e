// `npm run dev`: the server restarts and the pages rebuild when a file changes. The worker surface is built, not served
// by Vite, because it runs on Preact only in the build (traps of the set; see ARCHITECTURE.md).
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const node = join('node_modules', '.bin', 'node');
const children = [
  spawn(
    node,
    [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--app', '--watch', '--logLevel', 'warn'],
    { stdio: 'inherit' },
  ),
  spawn(
    node,
    ['--watch-path=src', '--watch-path=dist/web', '--watch-preserve-output', 'src/cli.ts', 'serve'],
    { stdio: 'inherit' },
  ),
];
const stop = () => children.forEach((child) => child.kill('SIGINT'));
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
children.forEach((child) => child.on('exit', stop));
