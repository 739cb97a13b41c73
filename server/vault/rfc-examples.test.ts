import { readFileSync } from 'node:fs';
import { compactDecrypt, flattenedDecrypt, importJWK, type FlattenedJWE, type JWK } from 'jose';
import { expect, test } from 'vitest';
import { parseStrictly } from './strict-jwe.ts';

/*
 * The examples of RFC 7516 (A.1, A.3) and RFC 7520 (5.6, 5.10) that lie nearest to our form, through the library that we
 * use: it reads the standard as its authors do. And our own reader refuses every one of them, because none is our form.
 * RFC 7518 B and C are no whole JWE and are not among them.
 */
interface Example {
  name: string;
  plaintext: string;
  key: JWK;
  alg: string;
  enc: string;
  jwe: FlattenedJWE;
}
const examples: Example[] = JSON.parse(
  readFileSync(new URL('testdata/rfc-examples.json', import.meta.url), 'utf8'),
);

test.each(examples)('$name opens to the text of the standard', async ({ plaintext, key, alg, enc, jwe }) => {
  const opened = await flattenedDecrypt(jwe, await importJWK(key, alg), {
    keyManagementAlgorithms: [alg],
    contentEncryptionAlgorithms: [enc],
  });

  expect(Buffer.from(opened.plaintext).toString('utf8')).toBe(plaintext);
});

test.each(examples.filter(({ jwe }) => !jwe.aad))('$name opens in its compact form', async (example) => {
  const { jwe, key, alg, plaintext } = example;
  const parts = [jwe.protected, jwe.encrypted_key, jwe.iv, jwe.ciphertext, jwe.tag];

  const opened = await compactDecrypt(parts.map((part) => part ?? '').join('.'), await importJWK(key, alg));

  expect(Buffer.from(opened.plaintext).toString('utf8')).toBe(plaintext);
});

test('the example with additional data does not open with other additional data', async () => {
  const { jwe, key, alg } = examples.find((example) => example.jwe.aad)!;
  const changed = { ...jwe, aad: Buffer.from('["vcard",[]]').toString('base64url') };

  await expect(flattenedDecrypt(changed, await importJWK(key, alg))).rejects.toMatchObject({
    code: 'ERR_JWE_DECRYPTION_FAILED',
  });
});

test.each(examples)('$name is refused where only our form is read', async ({ jwe, key, alg }) => {
  const { protected: header, iv, ciphertext, tag } = jwe;

  expect(() =>
    parseStrictly(JSON.stringify({ protected: header, iv, ciphertext, tag }), 'token', 'JWE', 'cmt'),
  ).toThrow('header_refused');
  await expect(
    flattenedDecrypt(jwe, await importJWK(key, alg), {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    }),
  ).rejects.toMatchObject({ code: 'ERR_JOSE_ALG_NOT_ALLOWED' });
});
