import type { Asked } from '../../asked.ts';

/** More than any call needs that brings no file: those go to another host. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Bodies of GET requests, which a `Request` cannot carry. */
const bodiesOfGets = new WeakMap<Asked, Uint8Array<ArrayBuffer>>();

/** Keeps the body that came with a GET, for `readBody`. */
export function keepBodyOfGet(request: Asked, bytes: Uint8Array<ArrayBuffer>): void {
  bodiesOfGets.set(request, bytes);
}

export type Body = { fields: [string, string][]; json?: unknown };

/**
 * The fields of a body: urlencoded unless its content type says multipart or JSON. A body that is not what its type says, too
 * large or of bytes has none: Meta answers it as if the parameters were missing, and so do the routes.
 */
export async function readBody(request: Asked): Promise<Body> {
  const bytes = bodiesOfGets.get(request) ?? (await takeBytes(request.body));
  if (bytes === undefined || bytes.length === 0) return { fields: [] };
  const type = request.headers.get('content-type') ?? '';
  try {
    return await parse(bytes, type);
  } catch (cause) {
    // RangeError: JSON nested deeper than the stack.
    const isUnreadable =
      cause instanceof SyntaxError || cause instanceof TypeError || cause instanceof RangeError;
    if (isUnreadable) return { fields: [] };
    throw cause;
  }
}

async function parse(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<Body> {
  const kind = type.toLowerCase();
  if (kind.startsWith('multipart/')) {
    return { fields: textsOf(await new Response(bytes, { headers: { 'content-type': type } }).formData()) };
  }
  if (/^(?:application\/octet-stream|image\/|video\/|audio\/)/.test(kind)) return { fields: [] };
  const text = new TextDecoder().decode(bytes);
  const isJson = kind.includes('json') || (kind === '' && text.trimStart().startsWith('{'));
  if (!isJson) return { fields: [...new URLSearchParams(text)] };
  const json = parseJson(text);
  return { fields: membersOf(json), json };
}

/** The body's bytes; undefined above the limit, after reading it to its end so that the connection stays usable. */
async function takeBytes(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (body === null) return undefined;
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    if (size <= MOST_BYTES) pieces.push(piece);
    else pieces.length = 0;
  }
  return size <= MOST_BYTES ? Uint8Array.from(Buffer.concat(pieces)) : undefined;
}

function textsOf(data: FormData): [string, string][] {
  const texts: [string, string][] = [];
  data.forEach((value, name) => {
    if (typeof value === 'string') texts.push([name, value]);
  });
  return texts;
}

/** What the language has and TypeScript's library does not know yet: a reviver sees the text of a number. */
const parseWithSource = JSON.parse as (
  text: string,
  revive: (key: string, value: unknown, context: { source?: string }) => unknown,
) => unknown;

/** Meta's numbers have 64 bits: a whole one that JavaScript would round, as a bare id, is read as text. */
export function parseJson(text: string): unknown {
  return parseWithSource(text, (_key, value, { source }) => {
    const isRounded = typeof value === 'number' && !Number.isSafeInteger(value);
    return isRounded && source !== undefined && /^-?\d+$/.test(source) ? source : value;
  });
}

/** Members that are not text keep their JSON spelling. */
function membersOf(value: unknown): [string, string][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([name, member]) => [name, typeof member === 'string' ? member : JSON.stringify(member)]);
}
