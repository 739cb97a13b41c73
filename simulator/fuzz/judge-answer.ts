import { findPlace, type Host } from '../meta-host.ts';

/**
 * What is wrong with an answer, or undefined. Whatever came in, Meta's hosts answer in time, in their own shape and without an
 * error of the simulator's own.
 */
export async function judgeAnswer(
  request: Request,
  patienceMs: number,
  answer: (request: Request) => Promise<Response>,
): Promise<string | undefined> {
  // Dots in the path may have led to another host than the one that was meant.
  const { host } = findPlace(new URL(request.url), request.headers);
  const complaints: string[] = [];
  const stopListening = hearOwnFailures((line) => complaints.push(line));
  try {
    const told = await inTime(readAnswer(request, answer), patienceMs);
    if (complaints.length > 0) return complaints.join('');
    return typeof told === 'string' ? told : judge(told, host, request);
  } catch (cause) {
    return `threw ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`;
  } finally {
    stopListening();
  }
}

type Told = { status: number; type: string; location: string | null; text: string };

async function readAnswer(request: Request, answer: (request: Request) => Promise<Response>): Promise<Told> {
  const response = await answer(request);
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    location: response.headers.get('location'),
    text: await response.text(),
  };
}

async function inTime(told: Promise<Told>, patienceMs: number): Promise<Told | string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`gave no answer within ${patienceMs} ms`), patienceMs);
  });
  try {
    return await Promise.race([told, late]);
  } finally {
    clearTimeout(timer);
  }
}

function judge(told: Told, host: Host, request: Request): string | undefined {
  // Beside their one endpoint the upload and the token host have nothing, and say so in plain text.
  const isOneEndpoint = host === 'rupload.facebook.com' || host === 'api.instagram.com';
  if (isOneEndpoint && told.status === 404) return undefined;
  if (host.startsWith('graph.') || host === 'rupload.facebook.com') return judgeGraph(told);
  if (told.status >= 500) return `answered ${told.status}: ${told.text.slice(0, 300)}`;
  if (host === 'api.instagram.com' && request.method === 'POST') return judgeJson(told);
  if (told.status >= 300 && told.status < 400 && told.location === null && told.status !== 304)
    return `answered ${told.status} and named no place to go`;
  return undefined;
}

function judgeGraph(told: Told): string | undefined {
  const { status, text } = told;
  if (status >= 300 && status < 400) return told.location === null ? 'redirects nowhere' : undefined;
  const unreadable = judgeJson(told);
  if (unreadable !== undefined) return unreadable;
  const body = JSON.parse(text) as {
    error?: Record<string, unknown>;
    debug_info?: Record<string, unknown>;
  } | null;
  if (status < 400) {
    return body !== null &&
      typeof body === 'object' &&
      !Array.isArray(body) &&
      'error' in body &&
      isEnvelope(body.error)
      ? `answered ${status} with an error: ${text.slice(0, 300)}`
      : undefined;
  }
  // The upload host tells of itself in `debug_info`.
  if (body?.debug_info !== undefined) return undefined;
  if (!isEnvelope(body?.error)) return `answered ${status} outside Meta's envelope: ${text.slice(0, 300)}`;
  const { code } = body.error;
  if (status >= 500 && code !== 1 && code !== 2) return `answered ${status}: ${text.slice(0, 300)}`;
  return undefined;
}

function isEnvelope(error: unknown): error is { code: number } {
  if (typeof error !== 'object' || error === null) return false;
  const { message, type, code, fbtrace_id: trace } = error as Record<string, unknown>;
  return (
    typeof message === 'string' &&
    typeof type === 'string' &&
    Number.isInteger(code) &&
    typeof trace === 'string'
  );
}

function judgeJson({ status, type, text }: Told): string | undefined {
  if (!/^(application\/json|text\/javascript)/.test(type))
    return `answered ${status} as ${type || 'nothing'}: ${text.slice(0, 300)}`;
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    return `answered ${status} with text that is no JSON: ${text.slice(0, 300)}`;
  }
}

/** The simulator tells its own failures on stderr; here nobody may have to read them there. */
export function hearOwnFailures(tell: (line: string) => void): () => void {
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = (piece: string | Uint8Array, ...rest: []) => {
    const line = String(piece);
    if (!line.startsWith('simulator: ')) return write(piece, ...rest);
    tell(line);
    return true;
  };
  return () => {
    process.stderr.write = write;
  };
}
