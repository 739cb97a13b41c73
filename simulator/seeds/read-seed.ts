import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { appFlags } from '../control/app-flags.ts';

/** Seeds that come with the simulator, each a file beside this one. */
export const seedNames = ['demo', 'empty', 'shop', 'studio'] as const;

const id = z.string().regex(/^\d{5,20}$/, 'An id is text of 5 to 20 digits.');
const name = z.string().min(1);
const username = z
  .string()
  .regex(/^[a-z0-9._]{1,30}$/, 'A username has 1 to 30 of a-z, 0-9, dot and underscore.');
const count = z.number().int().min(0);

const app = z.strictObject({
  id,
  secret: z.string().min(1),
  name,
  redirectUris: z.array(z.string()).default([]),
  flags: appFlags.default({}),
});

const post = z.strictObject({
  caption: z.string().max(2200).optional(),
  altText: z.string().optional(),
  daysAgo: z.number().min(0).describe('Before the instant of seeding; fractions are hours.'),
});

const account = z.strictObject({
  id,
  person: z.string().describe('Whose it is.'),
  username,
  name: z.string().default(''),
  biography: z.string().default(''),
  website: z.url().optional(),
  type: z.enum(['BUSINESS', 'MEDIA_CREATOR', 'PERSONAL']).default('BUSINESS'),
  followers: count.default(0),
  follows: count.default(0),
  picture: z.string().optional().describe('A name to paint the picture from.'),
  audience: z.enum(['seeded', 'quiet']).optional(),
  posts: z.array(post).default([]),
});

const page = z.strictObject({
  id,
  name,
  category: name,
  account: username.optional().describe('The Instagram account linked to it.'),
  business: id.optional(),
  people: z.array(z.string()).default([]).describe('Who runs it, with every task.'),
  location: z
    .strictObject({ latitude: z.number(), longitude: z.number() })
    .optional()
    .describe('Where it is: then posts can name it as their location_id.'),
});

const seed = z.strictObject({
  about: z.string().default(''),
  apps: z.array(app).default([]),
  people: z.array(z.strictObject({ id: name, name })).default([]),
  accounts: z.array(account).default([]),
  businesses: z.array(z.strictObject({ id, name, people: z.array(z.string()).default([]) })).default([]),
  pages: z.array(page).default([]),
});

/** What a world begins with, in people's words: nothing refers to what the file does not have. */
export type Seed = z.output<typeof seed>;

/** A seed that cannot be planted, with a line for each thing that is wrong. */
export class BrokenSeed extends Error {}

/** Whether `readSeed` would look for it. Any other text only varies the ids of the demo. */
export function isSeedNamed(text: string): boolean {
  return (seedNames as readonly string[]).includes(text) || text.endsWith('.json');
}

/** Reads the seed of a name, or of a path to a JSON file. Throws `BrokenSeed`. */
export function readSeed(nameOrPath: string): Seed {
  const isNamed = (seedNames as readonly string[]).includes(nameOrPath);
  const path = isNamed ? new URL(`${nameOrPath}.json`, import.meta.url) : nameOrPath;
  if (!isNamed && !existsSync(path)) {
    throw new BrokenSeed(
      `There is no seed ${nameOrPath}: it is neither a file nor one of ${seedNames.join(', ')}.`,
    );
  }
  const text = readFileSync(path, 'utf8');
  try {
    return judgeSeed(JSON.parse(text));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new BrokenSeed(`The seed ${nameOrPath} is broken.\n${why}`, { cause });
  }
}

/** The seed in a value that came as JSON. Throws `BrokenSeed`. */
export function judgeSeed(value: unknown): Seed {
  const read = seed.safeParse(value);
  if (!read.success) throw new BrokenSeed(z.prettifyError(read.error));
  const wrong = [...findTwice(read.data), ...findMissing(read.data)];
  if (wrong.length > 0) throw new BrokenSeed(wrong.join('\n'));
  return read.data;
}

function findTwice({ apps, people, accounts, businesses, pages }: Seed): string[] {
  const named: [string, string[]][] = [
    ['app id', apps.map((each) => each.id)],
    ['person', people.map((each) => each.id)],
    ['account id', accounts.map((each) => each.id)],
    ['username', accounts.map((each) => each.username)],
    ['business id', businesses.map((each) => each.id)],
    ['Page id', pages.map((each) => each.id)],
  ];
  return named.flatMap(([what, all]) =>
    all.filter((each, at) => all.indexOf(each) !== at).map((each) => `The ${what} ${each} is there twice.`),
  );
}

function findMissing({ people, accounts, businesses, pages }: Seed): string[] {
  const persons = new Set(people.map((each) => each.id));
  const usernames = new Set(accounts.map((each) => each.username));
  const companies = new Set(businesses.map((each) => each.id));
  const person = (whose: string, each: string) =>
    persons.has(each) ? [] : [`${whose} names the person ${each}, who is not in people.`];
  return [
    ...accounts.flatMap((each) => person(`The account ${each.username}`, each.person)),
    ...businesses.flatMap((each) => each.people.flatMap((who) => person(`The business ${each.id}`, who))),
    ...pages.flatMap((each) => [
      ...each.people.flatMap((who) => person(`The Page ${each.id}`, who)),
      ...(each.account === undefined || usernames.has(each.account)
        ? []
        : [`The Page ${each.id} names the account ${each.account}, which is not in accounts.`]),
      ...(each.business === undefined || companies.has(each.business)
        ? []
        : [`The Page ${each.id} names the business ${each.business}, which is not in businesses.`]),
    ]),
  ];
}
