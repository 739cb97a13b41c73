import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { VideoFacts } from '#rules/video.ts';
import { AppError } from '../app-error.ts';
import type { Probed } from './probe-process.ts';

const program = join(import.meta.dirname, 'probe-process.ts');
const timeoutMs = 30_000;
const heapMegabytes = 256;

let last: Promise<unknown> = Promise.resolve();

/**
 * What a look into a video tells. The look is taken in a process of its own, bounded in time and memory, for the file comes
 * from anybody; one at a time. Throws `video_unreadable` for what holds no whole video.
 */
export function probeVideo(path: string): Promise<VideoFacts> {
  const turn = last.then(() => probe(path));
  last = turn.catch(() => {});
  return turn;
}

async function probe(path: string): Promise<VideoFacts> {
  const answer = await run(path);
  if (answer && 'facts' in answer) return answer.facts;
  throw new AppError('video_unreadable', { details: { reason: answer?.reason ?? 'too_much_work' } });
}

/** Undefined when the process ran out of its time or memory. */
function run(path: string): Promise<Probed | undefined> {
  const { promise, resolve } = Promise.withResolvers<Probed | undefined>();
  execFile(
    process.execPath,
    [`--max-old-space-size=${heapMegabytes}`, program, path],
    // It needs nothing of ours: no configuration, no secret.
    { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 64 * 1024, env: {} },
    (error, stdout) => resolve(error ? undefined : (JSON.parse(stdout) as Probed)),
  );
  return promise;
}
