import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { forgetSettings } from './bench/bench-house.ts';
import { fillInsights, weigh } from './bench/insights/fill-insights.ts';
import { insightsQuestions } from './bench/insights/insights-questions.ts';
import { percentile } from './bench/percentile.ts';
import { openScale } from './bench/scale/open-scale.ts';
import { openMortalDatabase } from './crash/database-server.ts';
import { seededChance } from './crash/seeded.ts';

/**
 * `npm run bench:insights [-- --accounts 50 --media 5000 --readings 20]`: what the pages of insights ask, over two years of so many
 * accounts, and what a figure weighs. Exits with 1 when a question is not answered from its index, or a figure weighs more
 * than 25 bytes. On an embedded server.
 */
const { values } = parseArgs({
  options: {
    accounts: { type: 'string', default: '50' },
    media: { type: 'string', default: '5000' },
    readings: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
  },
});
const size = {
  accounts: Number(values.accounts),
  media: Number(values.media),
  readings: Number(values.readings),
};
const mostBytes = 25;
const load = () => loadavg()[0]?.toFixed(1);

delete process.env.TEST_DATABASE_URL;
forgetSettings(process.env);
const folder = await mkdtemp(join(tmpdir(), 'tintype-insights-'));
await chmod(folder, 0o711);
const database = await openMortalDatabase(folder);
const faults: string[] = [];
try {
  const scale = await openScale(database.url);
  const began = performance.now();
  await fillInsights(scale.ctx.db, size);
  console.log(
    `${size.accounts} accounts, ${size.media} media each, up to ${size.readings} readings of each, after ${((performance.now() - began) / 1000).toFixed(0)} s, load ${load()}, seed ${values.seed}\n`,
  );
  const chance = seededChance(Number(values.seed));
  for (const question of insightsQuestions) {
    const plans = await scale.plansOf((ctx) => question.ask(ctx, size, 0.5));
    if (!plans.some(({ plan }) => plan.indexes.some((index) => question.index.test(index))))
      faults.push(`"${question.name}" was not answered from ${question.index.source}`);
    const taken: number[] = [];
    for (let round = -5; round < Number(values.rounds); round++) {
      const draw = chance.next();
      const start = performance.now();
      await question.ask(scale.ctx, size, draw);
      if (round >= 0) taken.push(performance.now() - start);
    }
    const [p50, p95] = [0.5, 0.95].map((share) => percentile(taken, share).toFixed(1));
    console.log(`| ${question.name} | ${p50} / ${p95} ms | load ${load()} |`);
  }
  const { bytes, datapoints } = await weigh(scale.ctx.db);
  console.log(
    `\n${datapoints} figures in ${(bytes / 2 ** 20).toFixed(0)} MiB: ${(bytes / datapoints).toFixed(1)} bytes each`,
  );
  if (bytes / datapoints > mostBytes) faults.push(`a figure weighs more than ${mostBytes} bytes`);
  await scale.close();
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}
for (const fault of faults) console.log(`FAULT ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;
