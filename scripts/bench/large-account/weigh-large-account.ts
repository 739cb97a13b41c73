import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMortalDatabase } from '../../crash/database-server.ts';
import { openLargeAccount } from './open-large-account.ts';

/**
 * Reads an account of so many media, its list twice and insights of so many of them, and tells in JSON what grew. A process of its
 * own with `--expose-gc`, so that nothing else is weighed; the Instagram it reads holds nothing.
 */
const [media = 50_000, insights = 2000] = process.argv.slice(2).map(Number);
const megabytes = (bytes: number) => Math.round(bytes / 2 ** 20);

interface Weight {
  heapMb: number;
  residentMb: number;
}

export interface Weighed {
  before: Weight;
  /** The most after any sweep. */
  most: Weight;
  after: Weight;
  media: number;
  /** Media after the list was read a second time. */
  mediaAgain: number;
  readings: number;
  listSeconds: number;
  insightsSeconds: number;
  calls: number;
}

const folder = await mkdtemp(join(tmpdir(), 'tintype-large-'));
await chmod(folder, 0o711);
const database = await openMortalDatabase(folder);
try {
  const house = await openLargeAccount(database.url, { media, others: 10_000 });
  const before = weigh();
  const most = { ...before };
  const look = () => {
    const now = weigh();
    most.heapMb = Math.max(most.heapMb, now.heapMb);
    most.residentMb = Math.max(most.residentMb, now.residentMb);
  };
  const listSeconds = await timed(() => house.readList(look));
  const made = await house.count('media');
  house.advance(7 * 86_400);
  await house.readList(look);
  const insightsSeconds = await timed(() => house.readInsights(insights, look));
  const weighed: Weighed = {
    before,
    most,
    after: weigh(),
    media: made,
    mediaAgain: await house.count('media'),
    readings: await house.count('media_insights'),
    listSeconds,
    insightsSeconds,
    calls: house.instagram.calls.lists + house.instagram.calls.insights + house.instagram.calls.others,
  };
  await house.close();
  console.log(JSON.stringify(weighed));
} finally {
  await database.close();
  await rm(folder, { recursive: true, force: true });
}

/** What is held, garbage aside. */
function weigh(): Weight {
  if (!globalThis.gc) throw new Error('It weighs only with --expose-gc.');
  globalThis.gc();
  const { heapUsed, rss } = process.memoryUsage();
  return { heapMb: megabytes(heapUsed), residentMb: megabytes(rss) };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}
