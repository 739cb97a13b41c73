import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { forgetSettings } from './bench/bench-house.ts';
import { percentile } from './bench/percentile.ts';
import { tableOf, type Row } from './bench/row.ts';
import { openMortalDatabase } from './crash/database-server.ts';
import { seededChance } from './crash/seeded.ts';
import { fill, type Size } from './bench/scale/fill.ts';
import { openScale, type Scale } from './bench/scale/open-scale.ts';
import { questions, type Question } from './bench/scale/questions.ts';

/**
 * `npm run bench:scale [-- --connections 100000 --posts 100000,1000000]`: what the product asks of its database, over so
 * many posts, and over ten times as many, both asked in turn. Exits with 1 when a question is not answered from its index, or takes twice as
 * long over ten times as many. On an embedded server.
 */
const { values } = parseArgs({
  options: {
    connections: { type: 'string', default: '100000' },
    posts: { type: 'string', default: '100000,1000000' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const connections = Number(values.connections);
const sizes = values.posts.split(',').map((posts): Size => ({ connections, posts: Number(posts) }));
const rounds = Number(values.rounds);
const most = 2;
/** Of so few, a wide question rightly reads a table whole. */
const smallPosts = 100_000;
/** Below this a ratio compares the noise of two clocks. */
const leastMs = 0.5;

// A server that others use says nothing of how long a question takes.
delete process.env.TEST_DATABASE_URL;
forgetSettings(process.env);
const folder = await mkdtemp(join(tmpdir(), 'tintype-scale-'));
await chmod(folder, 0o711);
const database = await openMortalDatabase(folder);
const scales: { size: Size; scale: Scale }[] = [];
const figures = new Map<string, { p50: number; p95: number }[]>();
const faults: string[] = [];
try {
  for (const size of sizes) {
    const scale = await openScale(await createDatabase(size));
    scales.push({ size, scale });
    const began = performance.now();
    await fill(scale.ctx.db, size);
    console.error(
      `${size.posts} posts after ${((performance.now() - began) / 1000).toFixed(0)} s, load ${load()}`,
    );
    for (const question of questions) await checkPlan(scale, question, size);
  }
  await measure();
} finally {
  for (const { scale } of scales) await scale.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

console.log(
  `${connections} connections, ${sizes.map(({ posts }) => posts).join(' and ')} posts, ${rounds} rounds, embedded PostgreSQL, load ${load()}\n`,
);
console.log(tableOf(questions.map(rowOf)));
for (const fault of faults) console.log(`FAULT ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function checkPlan(scale: Scale, question: Question, size: Size): Promise<void> {
  // The numbers that ask for the largest and for a usual one.
  for (const draw of [0, 0.5]) {
    const asked = await scale.plansOf((ctx) => question.ask(ctx, size, draw));
    await question.mend?.(scale.ctx, size, draw);
    const used = asked.flatMap(({ plan }) => plan.indexes);
    if (!used.includes(question.index))
      faults.push(
        `${size.posts} posts: "${question.name}" used ${used.join(', ')} and not ${question.index}`,
      );
    if (question.isWide && size.posts < smallPosts) continue;
    for (const { plan, sql } of asked)
      if (plan.wholeTables.some((table) => table !== 'publish_holds' && table !== 'queue_slots'))
        faults.push(
          `${size.posts} posts: "${question.name}" reads ${plan.wholeTables.join(', ')} whole: ${sql}`,
        );
  }
}

/** Every question to every size in turn, so that a neighbour's busy minute falls on all alike. */
async function measure(): Promise<void> {
  const chance = seededChance(Number(values.seed));
  const taken = new Map<string, number[][]>(questions.map(({ name }) => [name, sizes.map(() => [])]));
  for (let round = -20; round < rounds; round++)
    for (const question of questions) {
      const draw = chance.next();
      for (const [at, { scale, size }] of scales.entries()) {
        const began = performance.now();
        await question.ask(scale.ctx, size, draw);
        const ms = performance.now() - began;
        await question.mend?.(scale.ctx, size, draw);
        if (round >= 0) taken.get(question.name)?.[at]?.push(ms);
      }
    }
  for (const [name, all] of taken)
    figures.set(
      name,
      all.map((ms) => ({ p50: percentile(ms, 0.5), p95: percentile(ms, 0.95) })),
    );
}

/** Beside the one that was given, on the same server. */
async function createDatabase(size: Size): Promise<string> {
  const name = `tintype_scale_${process.pid}_${size.posts}`;
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return database.url.replace(/^(postgres(?:ql)?:\/\/[^/]*\/)[^?]*/, `$1${name}`);
}

function rowOf({ name, index }: Question): Row {
  const known = figures.get(name) ?? [];
  const [first, last] = [known[0], known.at(-1)];
  const measured = known.map(({ p50, p95 }) => `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`).join(', ');
  if (!first || !last || known.length < 2) return { what: name, measured, control: index };
  const ratio = Math.max(last.p95, leastMs) / Math.max(first.p95, leastMs);
  if (ratio >= most) faults.push(`"${name}" takes ${ratio.toFixed(1)} times as long`);
  return {
    what: name,
    measured,
    control: index,
    ratio: ratio.toFixed(2),
    goal: `< ${most} at p95`,
    isMet: ratio < most,
  };
}

function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
