import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import { assert, asyncProperty, integer, pre } from 'fast-check';
import { CompactEncrypt, FlattenedEncrypt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../database/test-database.ts';
import { additionalDataOf } from './data-key.ts';
import { createVault, type SealedToken, type Vault } from './index.ts';
import { holdToken, revealToken } from './reveal.ts';
import { anIdentity, openKeyringFolder } from './test-vault.ts';

const text = 'IGAAcanary7Zr1qThisIsAToken';
const other = anIdentity({ connectionId: '019abc00-0000-7000-8000-0000000000c2' });

let database: TestDatabase;
let keyring: Awaited<ReturnType<typeof openKeyringFolder>>;
let vault: Vault;
beforeAll(async () => {
  database = await openTestDatabase();
  keyring = await openKeyringFolder();
  vault = await createVault({ keyringFile: keyring.file, db: database.db });
});
afterAll(async () => {
  await keyring.close();
  await database.close();
});

const seal = (identity = anIdentity(), plain = text) => vault.seal(holdToken(plain), identity);
const headerOf = (jwe: string): unknown =>
  JSON.parse(Buffer.from(JSON.parse(jwe).protected, 'base64url').toString());

test('a sealed token opens to the same text', async () => {
  expect(await revealToken(vault, await seal())).toBe(text);
});

test('nothing of a token is readable in what is stored', async () => {
  const stored = JSON.stringify(await seal());

  expect(stored).not.toContain('canary');
  expect(Buffer.from(stored, 'base64url').toString('latin1')).not.toContain('canary');
});

test('the protected headers have exactly the members we promise', async () => {
  const sealed = await seal();

  expect(headerOf(sealed.jwe)).toEqual({
    alg: 'dir',
    enc: 'A256GCM',
    typ: 'vault.v1.token',
    cmt: expect.stringMatching(/^[\w-]{43}$/),
  });
  expect(headerOf(sealed.dekWrapped)).toEqual({
    alg: 'dir',
    enc: 'A256GCM',
    typ: 'vault.v1.key',
    kid: vault.activeKeyId(),
  });
  expect(Object.keys(JSON.parse(sealed.jwe))).toEqual(['protected', 'iv', 'ciphertext', 'tag']);
});

test('sealing the same token twice shares no data key, no vector and no text', async () => {
  const [first, second] = [JSON.parse((await seal()).jwe), JSON.parse((await seal()).jwe)];

  for (const member of ['protected', 'iv', 'ciphertext', 'tag'])
    expect(first[member]).not.toBe(second[member]);
});

test.each([
  ['connection', { connectionId: other.connectionId }],
  ['workspace', { workspaceId: '019abc00-0000-7000-8000-00000000000b' }],
  ['purpose', { purpose: 'facebook' }],
  ['version (an older token put back)', { version: 2 }],
])('a token does not open in a row of another %s', async (_what, change) => {
  const sealed = await seal();

  const moved = { ...sealed, identity: { ...sealed.identity, ...change } };

  await expect(revealToken(vault, moved)).rejects.toMatchObject({
    name: 'SealBroken',
    part: 'data key',
    fault: 'not_authentic',
  });
});

test('no exchange of columns between rows opens, whoever exchanges them', async () => {
  // fast-check prints the seed when it finds one.
  const seed = randomBytes(4).readInt32BE();
  const rows = await Promise.all(
    [1, 2, 3, 4].flatMap((n) =>
      [1, 2].map((version) =>
        seal(anIdentity({ connectionId: `c${n}`, version }), `IGAAtoken-${n}-${version}`),
      ),
    ),
  );
  const pick = integer({ min: 0, max: rows.length - 1 });
  await assert(
    asyncProperty(pick, pick, pick, async (identityOf, wrapOf, jweOf) => {
      pre(new Set([identityOf, wrapOf, jweOf]).size > 1);
      const mixed: SealedToken = {
        identity: rows[identityOf]!.identity,
        kekId: rows[wrapOf]!.kekId,
        dekWrapped: rows[wrapOf]!.dekWrapped,
        jwe: rows[jweOf]!.jwe,
      };
      await expect(revealToken(vault, mixed)).rejects.toMatchObject({ name: 'SealBroken' });
    }),
    { seed, numRuns: 200 },
  );
});

test.each(['jwe', 'dekWrapped', 'kekId'] as const)(
  'one flipped bit in any byte of %s is refused',
  async (column) => {
    const sealed = await seal();
    for (let at = 0; at < sealed[column].length; at++) {
      const bytes = Buffer.from(sealed[column]);
      bytes[at]! ^= 1 << (at % 7);
      const flipped = { ...sealed, [column]: bytes.toString('latin1') };

      await expect(revealToken(vault, flipped), `byte ${at}`).rejects.toMatchObject({ name: 'SealBroken' });
    }
  },
);

test('a data key of another row is noticed by its commitment, before anything is decrypted', async () => {
  // The wrap of one row made to fit another: what a holder of the key-encryption key could forge.
  const mine = await seal();
  const theirs = await seal(anIdentity(), 'IGAAanother');

  const mixed = { ...mine, dekWrapped: theirs.dekWrapped };

  await expect(revealToken(vault, mixed)).rejects.toMatchObject({
    part: 'token',
    fault: 'commitment_mismatch',
  });
});

test('a commitment that was replaced by the right one of another key does not help', async () => {
  const mine = await seal();
  const theirs = await seal(anIdentity(), 'IGAAanother');
  const jwe = { ...JSON.parse(mine.jwe), protected: JSON.parse(theirs.jwe).protected };

  const forged = { ...mine, dekWrapped: theirs.dekWrapped, jwe: JSON.stringify(jwe) };

  await expect(revealToken(vault, forged)).rejects.toMatchObject({ part: 'token', fault: 'not_authentic' });
});

const cmt = 'A'.repeat(43);
test.each<[string, string]>([
  ['a weaker cipher', JSON.stringify({ alg: 'dir', enc: 'A128GCM', typ: 'vault.v1.token', cmt })],
  [
    'a cipher of another family',
    JSON.stringify({ alg: 'dir', enc: 'A256CBC-HS512', typ: 'vault.v1.token', cmt }),
  ],
  [
    'key wrapping in place of dir',
    JSON.stringify({ alg: 'A256KW', enc: 'A256GCM', typ: 'vault.v1.token', cmt }),
  ],
  ['GCM key wrapping', JSON.stringify({ alg: 'A256GCMKW', enc: 'A256GCM', typ: 'vault.v1.token', cmt })],
  ['a password', JSON.stringify({ alg: 'PBES2-HS256+A128KW', enc: 'A256GCM', typ: 'vault.v1.token', cmt })],
  ['alg none', JSON.stringify({ alg: 'none', enc: 'A256GCM', typ: 'vault.v1.token', cmt })],
  ['compression', JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.token', cmt, zip: 'DEF' })],
  [
    'a critical extension',
    JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.token', cmt, crit: ['exp'] }),
  ],
  [
    'a key that the token brings along',
    JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.token', cmt, jwk: {} }),
  ],
  ['a missing commitment', JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.token' })],
  [
    'a commitment that is no text',
    JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.token', cmt: 1 }),
  ],
  ['the type of a wrapped key', JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.key', cmt })],
  ['members in another order', JSON.stringify({ enc: 'A256GCM', alg: 'dir', typ: 'vault.v1.token', cmt })],
  ['a list', '["alg"]'],
  ['null', 'null'],
  ['no JSON', 'alg'],
])('a protected header with %s is refused before a key is used', async (_what, header) => {
  const sealed = await seal();
  const jwe = { ...JSON.parse(sealed.jwe), protected: Buffer.from(header).toString('base64url') };

  // A data key that cannot be unwrapped either: a refusal of it would show that a key was tried first.
  const forged = { ...sealed, jwe: JSON.stringify(jwe), kekId: 'ffffffffffffffff' };

  await expect(revealToken(vault, forged)).rejects.toMatchObject({ part: 'token', fault: 'header_refused' });
});

test.each<[string, (jwe: Record<string, string>) => unknown]>([
  ['an unprotected header', (jwe) => ({ ...jwe, unprotected: { zip: 'DEF' } })],
  ['a per-recipient header', (jwe) => ({ ...jwe, header: { alg: 'dir' } })],
  ['an encrypted key', (jwe) => ({ ...jwe, encrypted_key: 'AAAA' })],
  ['additional data of its own', (jwe) => ({ ...jwe, aad: 'AAAA' })],
  ['a missing tag', ({ tag: _tag, ...jwe }) => jwe],
  ['an empty tag', (jwe) => ({ ...jwe, tag: '' })],
  ['a short tag', (jwe) => ({ ...jwe, tag: 'AAAA' })],
  ['a short vector', (jwe) => ({ ...jwe, iv: 'AAAA' })],
  ['padded base64url', (jwe) => ({ ...jwe, tag: `${jwe.tag}==` })],
  ['a number for the ciphertext', (jwe) => ({ ...jwe, ciphertext: 1 })],
  ['a list in its place', (jwe) => Object.values(jwe)],
])('a JWE with %s is refused', async (_what, change) => {
  const sealed = await seal();

  const forged = { ...sealed, jwe: JSON.stringify(change(JSON.parse(sealed.jwe))) };

  await expect(revealToken(vault, forged)).rejects.toMatchObject({ name: 'SealBroken', part: 'token' });
});

test('a token that is compact, spaced or not JSON at all is refused as malformed', async () => {
  const sealed = await seal();
  const compact = await new CompactEncrypt(Buffer.from(text))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(randomBytes(32));
  for (const jwe of [compact, JSON.stringify(JSON.parse(sealed.jwe), null, 1), '', '{', 'null'])
    await expect(revealToken(vault, { ...sealed, jwe })).rejects.toMatchObject({ fault: 'malformed' });
});

test('a zip bomb under the right data key is refused unopened', async () => {
  const bomb = Buffer.alloc(200_000);
  const dataKey = randomBytes(32);
  const derived = Buffer.from(hkdfSync('sha512', dataKey, Buffer.alloc(0), 'vault.v1', 64));
  const header = {
    alg: 'dir',
    enc: 'A256GCM',
    typ: 'vault.v1.token',
    cmt: derived.subarray(32).toString('base64url'),
    zip: 'DEF',
  };
  const { aad: _aad, ...jwe } = await new FlattenedEncrypt(bomb)
    .setProtectedHeader(header)
    .setAdditionalAuthenticatedData(additionalDataOf(anIdentity()))
    .encrypt(createSecretKey(derived.subarray(0, 32)));
  const { protected: protectedHeader, iv, ciphertext, tag } = jwe;

  const forged = {
    ...(await seal()),
    jwe: JSON.stringify({ protected: protectedHeader, iv, ciphertext, tag }),
  };

  await expect(revealToken(vault, forged)).rejects.toMatchObject({ fault: 'header_refused' });
});

test('a token under a key that the keyring lacks says so', async () => {
  const sealed = await seal();
  const kekId = 'ffffffffffffffff';
  const wrap = JSON.parse(sealed.dekWrapped);
  wrap.protected = Buffer.from(
    JSON.stringify({ alg: 'dir', enc: 'A256GCM', typ: 'vault.v1.key', kid: kekId }),
  ).toString('base64url');

  const foreign = { ...sealed, kekId, dekWrapped: JSON.stringify(wrap) };

  await expect(revealToken(vault, foreign)).rejects.toMatchObject({ fault: 'unknown_key' });
});

test('a wrap that names another key than its row is refused', async () => {
  const sealed = await seal();

  await expect(revealToken(vault, { ...sealed, kekId: 'ffffffffffffffff' })).rejects.toMatchObject({
    part: 'data key',
    fault: 'header_refused',
  });
});

test('a refusal holds neither token nor key nor cause', async () => {
  const sealed = await seal();
  const error = await revealToken(vault, { ...sealed, identity: other }).catch((caught: unknown) => caught);

  expect(Object.keys(error as object).sort()).toEqual(['fault', 'name', 'part']);
  expect((error as Error).cause).toBeUndefined();
});

test('the identity is bound as canonical JSON, so no two identities read alike', () => {
  const joined = anIdentity({ purpose: 'a","b' });

  expect(additionalDataOf(anIdentity()).toString()).toBe(
    '["vault.v1","instagram","019abc00-0000-7000-8000-00000000000a","019abc00-0000-7000-8000-0000000000c1",1]',
  );
  expect(JSON.parse(additionalDataOf(joined).toString())[1]).toBe('a","b');
});
