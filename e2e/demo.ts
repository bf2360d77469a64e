import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startOn } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder that holds the demo federation. */
    demo: string;
  }
}

/** A first start with the demo, once for the run: the servers of the files begin where it ended, each on a copy. */
export async function setup(project: TestProject): Promise<() => void> {
  const data = mkdtempSync(join(tmpdir(), 'zhijia-demo-'));
  const clear = (): void => rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  try {
    const server = await startOn(data);
    await server.stop();
  } catch (error) {
    clear();
    throw error;
  }
  project.provide('demo', data);
  return clear;
}
