import { parseArgs } from 'node:util';
import { runFuzz } from '../simulator/fuzz/run-fuzz.ts';

/**
 * `npm run fuzz [-- --seed N --requests N]`: sends hostile requests to every endpoint of the simulator, in this process, and tells
 * the first answer that breaks the rules. The seed it prints brings the same requests back.
 */
const { values } = parseArgs({
  options: { seed: { type: 'string' }, requests: { type: 'string', default: '20000' } },
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const requests = Number(values.requests);
if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(requests) || requests < 1)
  throw new Error('--seed and --requests are whole numbers.');

console.log(`Seed ${seed}, ${requests} requests.`);
const began = performance.now();
const outcome = await runFuzz({ seed, requests });
const seconds = (performance.now() - began) / 1000;
console.log(
  `${outcome.requests} requests to ${outcome.worlds} worlds in ${seconds.toFixed(1)} s: nothing broke the rules.`,
);
for (const [answer, count] of [...outcome.statuses].toSorted(([a], [b]) => a.localeCompare(b)))
  console.log(`  ${answer}: ${count}`);
