import { failures } from './inspect-video.ts';
import { type Limit, type MediaRequester, requestMedia } from './request-media.ts';

/** Bytes asked for at once. How Meta cuts a video is not known; that it asks for ranges is (seen). */
const RANGE_BYTES = 8 * 1024 * 1024;

/** Answers in a row that break off before they bring anything. */
const MOST_EMPTY_ANSWERS = 2;

export type VideoFetcher = MediaRequester & {
  maxBytes: number;
  /** Takes the whole file from a host that answers a Range request with 200. */
  takesWhole: boolean;
  /** Takes the bytes as they come, in order. */
  write: (bytes: Uint8Array) => void;
};

/** What became of one request: done, more to ask for, or the code of a failure. */
type Step = 'done' | 'more' | { failure: number };

/**
 * Downloads a video by Range requests, one after another, into `write`. An answer that breaks off is gone on with where it broke.
 * The code that `status` will carry when it cannot be had, undefined when it was. Never throws.
 */
export async function fetchVideo(fetcher: VideoFetcher, address: string): Promise<number | undefined> {
  const progress: Progress = { received: 0, total: undefined };
  for (let empty = 0; empty < MOST_EMPTY_ANSWERS;) {
    const before = progress.received;
    const step = await fetchRange(fetcher, address, progress);
    if (step === 'done') return undefined;
    if (typeof step === 'object') return step.failure;
    empty = progress.received > before ? 0 : empty + 1;
  }
  return failures.download;
}

type Progress = { received: number; total: number | undefined };

async function fetchRange(fetcher: VideoFetcher, address: string, progress: Progress): Promise<Step> {
  const from = progress.received;
  const range = { range: `bytes=${from}-${from + RANGE_BYTES - 1}` };
  const read = (response: Response, limit: Limit) => readAnswer(fetcher, response, { progress, limit });
  const answer = await requestMedia<Step>(fetcher, address, range, read);
  if (typeof answer !== 'object' || 'failure' in answer) return answer;
  if (answer.outcome === 'timed-out') return { failure: failures.timeout };
  // What was on its way and broke off is asked for again; what never began is not there.
  return from === 0 && progress.received === 0 ? { failure: failures.fetch } : 'more';
}

type Reading = { progress: Progress; limit: Limit };

async function readAnswer(fetcher: VideoFetcher, response: Response, reading: Reading): Promise<Step> {
  const { status } = response;
  // A CDN that is still making the file says so with these (seen).
  if (status === 423 || status >= 500) return { failure: failures.encoding };
  if (status === 200 && !isPage(response)) return readWhole(fetcher, response, reading);
  if (status !== 206 || isPage(response)) return { failure: failures.fetch };
  const { progress } = reading;
  const range = readContentRange(response);
  const isNext = range !== undefined && range.start === progress.received;
  if (!isNext || range.total !== (progress.total ?? range.total)) return { failure: failures.download };
  progress.total = range.total;
  if (range.total > fetcher.maxBytes) return { failure: failures.processing };
  const most = Math.min(range.total, range.end + 1);
  const isWithin = await readBody(fetcher, response, { ...reading, most });
  if (!isWithin) return { failure: failures.download };
  return progress.received === range.total ? 'done' : 'more';
}

/** Whoever answers a Range request with everything is not gone on with, unless that is allowed. */
async function readWhole(fetcher: VideoFetcher, response: Response, reading: Reading): Promise<Step> {
  if (!fetcher.takesWhole || reading.progress.received > 0) return { failure: failures.download };
  const isWithin = await readBody(fetcher, response, { ...reading, most: fetcher.maxBytes });
  return isWithin ? 'done' : { failure: failures.processing };
}

/** False as soon as more comes than `most` bytes of the file. */
async function readBody(
  fetcher: VideoFetcher,
  response: Response,
  { progress, limit, most }: Reading & { most: number },
): Promise<boolean> {
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await (reader && limit(reader.read()))) ?? { done: true };
    if (done || value === undefined) return true;
    if (progress.received + value.byteLength > most) return false;
    fetcher.write(value);
    progress.received += value.byteLength;
  }
}

/** `bytes 0-8388607/10485760`. */
function readContentRange(response: Response): { start: number; end: number; total: number } | undefined {
  const match = /^bytes (\d{1,15})-(\d{1,15})\/(\d{1,15})$/.exec(
    response.headers.get('content-range')?.trim() ?? '',
  );
  if (match === null) return undefined;
  const [start = 0, end = 0, total = 0] = match.slice(1).map(Number);
  return start <= end && end < total ? { start, end, total } : undefined;
}

/** A viewer, a tunnel's warning, an error told with 200. */
function isPage(response: Response): boolean {
  const type = response.headers.get('content-type')?.toLowerCase() ?? '';
  return type.startsWith('text/') || type.startsWith('application/json');
}
