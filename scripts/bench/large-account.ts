import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Weighed } from './large-account/weigh-large-account.ts';
import type { BenchInput, Row } from './row.ts';

const goalMb = 80;
/** As the starter bounds the product. */
const memoryFlags = ['--max-semi-space-size=2', '--max-old-space-size=192'];

/** What reading one account of fifty thousand media holds in memory, and that it holds each of them once. */
export async function benchLargeAccount({ root, isQuick }: BenchInput): Promise<Row[]> {
  const [media, insights] = isQuick ? [2000, 150] : [50_000, 2000];
  const file = 'scripts/bench/large-account/weigh-large-account.ts';
  const args = [...memoryFlags, '--expose-gc', file, String(media), String(insights)];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const pieces: Buffer[] = [];
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
  await once(child, 'close');
  const weighed = JSON.parse(Buffer.concat(pieces).toString()) as Weighed;
  return rowsOf(weighed, media.toLocaleString('en'));
}

function rowsOf(weighed: Weighed, media: string): Row[] {
  const { before, most, after } = weighed;
  const grown = most.heapMb - before.heapMb;
  return [
    {
      what: `Heap that grew while an account of ${media} media was read, list twice and insights of ${weighed.readings}`,
      measured: `${grown} MB at most, ${after.heapMb - before.heapMb} MB in the end`,
      control: `${before.heapMb} MB before`,
      goal: `≤ ${goalMb} MB`,
      isMet: grown <= goalMb,
    },
    {
      what: 'Resident memory of the same',
      measured: `${most.residentMb} MB at most`,
      control: `${before.residentMb} MB before`,
    },
    {
      what: 'Media kept after the list was read a second time',
      measured: weighed.mediaAgain.toLocaleString('en'),
      control: weighed.media.toLocaleString('en'),
      goal: 'the same',
      isMet: weighed.mediaAgain === weighed.media,
    },
    {
      what: `Reading the list once, and insights of ${weighed.readings}`,
      measured: `${weighed.listSeconds.toFixed(0)} s and ${weighed.insightsSeconds.toFixed(0)} s, ${weighed.calls} calls in all`,
    },
  ];
}
