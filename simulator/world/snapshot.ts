import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { World, WorldContent } from './world.ts';

/**
 * A world as one file of lines of JSON: a head, an entity or file a line, and a foot with the number of lines and the SHA-256 of
 * all before it.
 */
const format = 'simulated-instagram';
const version = 1;

/** A file that is no whole snapshot, with the reason. */
export class BrokenSnapshot extends Error {}

const head = z.strictObject({
  format: z.literal(format),
  version: z.literal(version),
  now: z.iso.datetime().describe('The instant on the clock.'),
  isFrozen: z.boolean(),
  seed: z.string(),
  counter: z.number().int().min(0),
});
const line = z.union([
  z.strictObject({ kind: z.string(), entity: z.record(z.string(), z.unknown()) }),
  z.strictObject({ file: z.string().min(1), base64: z.base64() }),
]);
const foot = z.strictObject({ lines: z.number().int(), sha256: z.string() });

/** The lines of a snapshot of the world as it is now, each with its line feed. */
export function* writeSnapshot(world: World): Generator<string> {
  const { seed, counter, now, isFrozen, entities, files } = world.list();
  const hash = createHash('sha256');
  let lines = 0;
  function take(text: string): string {
    lines += 1;
    hash.update(`${text}\n`);
    return `${text}\n`;
  }
  yield take(JSON.stringify({ format, version, now: new Date(now).toISOString(), isFrozen, seed, counter }));
  for (const { kind, json } of entities) yield take(`{"kind":${JSON.stringify(kind)},"entity":${json}}`);
  for (const { id, bytes } of files) {
    yield take(JSON.stringify({ file: id, base64: Buffer.from(bytes).toString('base64') }));
  }
  yield `${JSON.stringify({ lines, sha256: hash.digest('hex') })}\n`;
}

/** What a snapshot holds. Throws `BrokenSnapshot` when it is cut, changed, of another format or not one at all. */
export function readSnapshot(bytes: Uint8Array): WorldContent {
  const lines = splitLines(bytes);
  const last = lines.at(-1);
  const first = lines[0];
  if (first === undefined || last === undefined || lines.length < 2) throw new BrokenSnapshot('It is empty.');
  const { format: _format, version: _version, now, ...rest } = parseLine(head, first.text, 1);
  const { lines: count, sha256 } = parseLine(foot, last.text, lines.length);
  if (count !== lines.length - 1) throw new BrokenSnapshot(`It has ${lines.length - 1} lines, not ${count}.`);
  const found = createHash('sha256').update(bytes.subarray(0, last.start)).digest('hex');
  if (found !== sha256) throw new BrokenSnapshot('It was changed after it was taken: the SHA-256 differs.');
  const entities: { kind: string; json: string }[] = [];
  const files: { id: string; bytes: Uint8Array }[] = [];
  for (const [at, { text }] of lines.slice(1, -1).entries()) {
    const read = parseLine(line, text, at + 2);
    if ('kind' in read) entities.push({ kind: read.kind, json: JSON.stringify(read.entity) });
    else files.push({ id: read.file, bytes: Uint8Array.fromBase64(read.base64) });
  }
  return { ...rest, now: Date.parse(now), entities, files };
}

/**
 * Puts a snapshot in the place of everything that the world holds. Throws `BrokenSnapshot`, and nothing has changed.
 */
export function restoreSnapshot(world: World, bytes: Uint8Array): void {
  const content = readSnapshot(bytes);
  try {
    world.replace(content);
  } catch (cause) {
    throw new BrokenSnapshot(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function splitLines(bytes: Uint8Array): { text: string; start: number }[] {
  const decoder = new TextDecoder();
  const lines: { text: string; start: number }[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    const stop = end === -1 ? bytes.length : end;
    lines.push({ text: decoder.decode(bytes.subarray(start, stop)), start });
    start = stop + 1;
  }
  return lines;
}

function parseLine<T>(schema: z.ZodType<T>, text: string, at: number): T {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BrokenSnapshot(`Line ${at} is not JSON.`);
  }
  const read = schema.safeParse(value);
  if (!read.success) throw new BrokenSnapshot(`Line ${at}: ${z.prettifyError(read.error)}`);
  return read.data;
}
