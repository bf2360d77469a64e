/**
 * `npm run torture`: kill -9 under load, a database that is gone, a full disk; one JSON line for each thing that
 * happened. Ends with 0 when nothing was lost, 1 when something was, 3 when a scenario could not run here.
 * With `--plant` it does not torture the product but the torture: a planted loss must be found.
 */
import { parseArgs } from 'node:util';
import { fullOnSmallDisk } from './full.ts';
import { gone, WAYS } from './gone.ts';
import { kills, PLANTS, type Plant } from './kills.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '20' },
    rate: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1e9)) },
    only: { type: 'string' },
    plant: { type: 'string' },
  },
});
const seed = Number(values.seed);
const rate = Number(values.rate);
const rounds = Number(values.rounds);
const say = (line: object): boolean => process.stdout.write(`${JSON.stringify(line)}\n`);
const wanted = (name: string): boolean => values.only === undefined || values.only === name;

async function main(): Promise<number> {
  say({ seed, rounds, rate, ...(values.plant ? { plant: values.plant } : {}) });
  if (values.plant !== undefined) return planted(values.plant);
  let code = 0;
  const report = (scenario: string, result: { clean: boolean } & object): void => {
    say({ scenario, ...result });
    if (!result.clean) code = 1;
  };
  if (wanted('kills')) report('kills', await kills({ rounds, seed, rate, tell: say }));
  if (wanted('gone'))
    for (const way of WAYS)
      report(
        `gone, ${way}`,
        await gone({ way, seconds: Number(values.seconds), seed, rate: Math.min(rate, 50) }),
      );
  if (wanted('full')) {
    const result = fullOnSmallDisk(seed);
    if (result) report('full', result);
    else say({ scenario: 'full', skipped: 'this machine does not let us mount a small disk' });
    if (!result && code === 0) code = 3;
  }
  return code;
}

async function planted(name: string): Promise<number> {
  const plant = PLANTS.find((known): known is Plant => known === name);
  if (!plant) throw new Error(`--plant is one of ${PLANTS.join(', ')}`);
  const { findings, ...rest } = await kills({ rounds, seed, rate, plant, tell: say });
  const lost = findings.lost.length;
  say({ plant, lost, caught: lost > 0, examples: findings.lost.slice(0, 3), ...rest });
  return lost > 0 ? 0 : 1;
}

process.exitCode = await main();
