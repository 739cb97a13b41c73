import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { forgetSettings } from './bench/bench-house.ts';
import { fillInbox } from './bench/inbox/fill-inbox.ts';
import { inboxQuestions, type InboxQuestion } from './bench/inbox/inbox-questions.ts';
import { percentile } from './bench/percentile.ts';
import { tableOf, type Row } from './bench/row.ts';
import { openScale, type Scale } from './bench/scale/open-scale.ts';
import { openMortalDatabase } from './crash/database-server.ts';
import { seededChance } from './crash/seeded.ts';

/**
 * `npm run bench:inbox [-- --comments 1000000 --rounds 200]`: what the inbox asks of its database, over so many comments in
 * one workspace. Exits with 1 when a question is not answered from its index, or takes longer than a person waits gladly. On
 * an embedded server.
 */
const { values } = parseArgs({
  options: {
    comments: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  },
});
const size = { comments: Number(values.comments) };
const rounds = Number(values.rounds);
/** What follows within this is felt as an answer to the key that was pressed. */
const goalMs = 100;

// A server that others use says nothing of how long a question takes.
delete process.env.TEST_DATABASE_URL;
forgetSettings(process.env);
const folder = await mkdtemp(join(tmpdir(), 'tintype-inbox-'));
await chmod(folder, 0o711);
const database = await openMortalDatabase(folder);
const faults: string[] = [];
let scale: Scale | undefined;
try {
  scale = await openScale(database.url);
  const began = performance.now();
  await fillInbox(scale.ctx.db, size);
  console.error(`${size.comments} comments after ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const question of inboxQuestions) await checkPlan(scale, question);
  const rows = await measure(scale);
  console.log(
    `${size.comments} comments in one workspace, ${rounds} rounds, embedded PostgreSQL, load ${(loadavg()[0] ?? 0).toFixed(1)}\n`,
  );
  console.log(tableOf(rows));
} finally {
  await scale?.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
}
for (const fault of faults) console.log(`FAULT ${fault}`);
process.exitCode = faults.length > 0 ? 1 : 0;

async function checkPlan(scale: Scale, question: InboxQuestion): Promise<void> {
  const { name, index } = question;
  const asked = await scale.plansOf((ctx) => question.ask(ctx, size, 0.5));
  const used = asked.flatMap(({ plan }) => plan.indexes);
  if (!used.some((each) => index.includes(each)))
    faults.push(`"${name}" used ${used.join(', ')} and not ${index.join(' or ')}`);
  for (const { plan, sql } of asked)
    if (plan.wholeTables.some((table) => ['inbox_threads', 'comments', 'instagram_writes'].includes(table)))
      faults.push(`"${name}" reads ${plan.wholeTables.join(', ')} whole: ${sql}`);
}

/** Every question in turn, so that a neighbour's busy minute falls on all alike. */
async function measure({ ctx }: Scale): Promise<Row[]> {
  const chance = seededChance(Number(values.seed));
  const taken = new Map<string, number[]>(inboxQuestions.map(({ name }) => [name, []]));
  for (let round = -10; round < rounds; round++)
    for (const question of inboxQuestions) {
      const draw = chance.next();
      const began = performance.now();
      await question.ask(ctx, size, draw);
      if (round >= 0) taken.get(question.name)?.push(performance.now() - began);
    }
  return [...taken].map(([what, ms]) => {
    const [p50, p95] = [percentile(ms, 0.5), percentile(ms, 0.95)];
    if (p95 >= goalMs) faults.push(`"${what}" takes ${p95.toFixed(0)} ms at p95`);
    return {
      what,
      measured: `${p50.toFixed(1)} / ${p95.toFixed(1)} ms`,
      goal: `p95 < ${goalMs} ms`,
      isMet: p95 < goalMs,
    };
  });
}
