import { sql } from 'kysely';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogue, entryOf, type ErrorCode } from '../contract/errors.ts';
import { findCanaries, type Place } from './canaries.ts';
import { business, connectInEveryWay } from './connect-in-every-way.ts';
import { aPicture } from './furnish.ts';
import { openSearchedHouse, type SearchedHouse } from './searched-house.ts';
import { leaveInEveryWay, publishInEveryWay, refreshInEveryWay } from './whole-life.ts';

/*
 * Plaintext secrets exist for the length of a call, inside the client and the vault. This drives a whole life of the
 * product with its log at trace, and looks for every secret that was about, in every place that outlives the call.
 */

// One each: what a test plants, the other never meets.
let house: SearchedHouse;
beforeEach(async () => {
  house = await openSearchedHouse();
}, 120_000);
afterEach(() => house?.close());

const kinds = new Set(['table', 'log', 'response', 'file']);
const kindOf = (place: string) => place.split(' ')[0];
const isPicture = ({ name, text }: Place) => kindOf(name) === 'file' && text.startsWith('\u00ff\u00d8');
const textOf = (places: Place[], wanted: string) => places.find(({ name }) => name === wanted)?.text ?? '';

test('a whole life of the product leaves no secret anywhere', async () => {
  const outcomes = await connectInEveryWay(house);
  await publishInEveryWay(house);
  await refreshInEveryWay(house);
  // What leaving destroys is looked at before, too.
  const inUse = await house.gatherPlaces();
  await leaveInEveryWay(house);
  const left = await house.gatherPlaces();
  const canaries = await house.gatherCanaries();

  // The help page's table holds every way in which a connect can end without a connection.
  const failures = Object.keys(catalogue).filter((code) => entryOf(code as ErrorCode).help);
  expect(outcomes).toEqual(new Set(['connected', ...failures]));
  expect(new Set(canaries.map(({ name }) => name))).toEqual(
    new Set([
      'access token',
      'code',
      'app secret',
      'state',
      'session cookie',
      'session signature',
      'password',
      'keyring',
    ]),
  );
  // A place that is empty or silent would be clean whatever the product does.
  for (const places of [inUse, left]) expect(new Set(places.map(({ name }) => kindOf(name)))).toEqual(kinds);
  expect(textOf(inUse, 'table vault.sealed_tokens')).not.toBe('');
  expect(inUse.filter(isPicture)).not.toEqual([]);
  expect(levelsOf(textOf(left, 'log'))).toEqual(expect.arrayContaining([10, 30, 40]));
  expect(findCanaries(canaries, [...inUse, ...left])).toEqual([]);
}, 240_000);

test('a leak that is planted in each kind of place is found', async () => {
  await house.person.connect({ account: business });
  const canaries = await house.gatherCanaries();
  expect(findCanaries(canaries, await house.gatherPlaces())).toEqual([]);
  const token = canaries.find(({ name }) => name === 'access token')!.text;

  await plantInDatabase(token);
  const snippets = await plantInResponse(token);
  await plantInLog(token);
  await plantInFile(token);
  const sightings = findCanaries(canaries, await house.gatherPlaces());

  const seenAs = (place: string, form: string) => ({ canary: 'access token', place, form });
  expect(sightings).toContainEqual(seenAs('table public.planted', 'base64'));
  expect(sightings).toContainEqual(seenAs('table public.planted', 'raw'));
  expect(sightings).toContainEqual(seenAs(`response of PUT ${snippets}`, 'raw'));
  expect(sightings).toContainEqual(seenAs('log', 'base64url'));
  expect(sightings).toContainEqual(seenAs(expect.stringMatching(/^file /), 'raw'));
}, 60_000);

async function plantInDatabase(token: string): Promise<void> {
  const bytes = Buffer.from(token);
  await sql`create table planted (text_leak text, binary_leak bytea)`.execute(house.db);
  await sql`insert into planted values (${bytes.toString('base64')}, null), (null, ${bytes})`.execute(
    house.db,
  );
}

/** What is kept under a name is answered as it was sent. */
async function plantInResponse(token: string): Promise<string> {
  const path = `/api/v1/workspaces/${house.person.workspaceId}/snippets`;
  await house.person.call('PUT', path, { name: 'planted', text: token });
  return path;
}

/** The log has the path of a request, and its last wall knows a token as it is, not in disguise. */
async function plantInLog(token: string): Promise<void> {
  await house.person.send('GET', `/api/v1/${Buffer.from(token).toString('base64url')}`);
}

/** An uploaded picture is kept byte for byte. */
async function plantInFile(token: string): Promise<void> {
  const picture = sharp(await aPicture()).withExif({ IFD0: { ImageDescription: token } });
  await house.person.upload('planted.jpg', await picture.jpeg().toBuffer());
}

/** The levels of the lines of a log, each once. */
function levelsOf(log: string): number[] {
  return [...new Set([...log.matchAll(/^\{"level":(\d+)/gm)].map(([, level]) => Number(level)))];
}
