import { expect, test } from 'vitest';
import { createPictureCache } from './picture-cache.ts';

const picture = (size: number) => ({ bytes: Buffer.alloc(size), contentType: 'image/jpeg' });

/** Asks for keys in turn, each a picture of 10 bytes, and tells which were fetched. */
async function fetched(limitBytes: number, keys: string[]): Promise<string[]> {
  const cache = createPictureCache(limitBytes);
  const asked: string[] = [];
  for (const key of keys)
    await cache.get(key, async () => {
      asked.push(key);
      return picture(10);
    });
  return asked;
}

test('what was fetched is answered from memory', async () => {
  expect(await fetched(100, ['a', 'b', 'a', 'b'])).toEqual(['a', 'b']);
});

test('what was asked for longest ago is forgotten first, and no more is kept than the limit', async () => {
  expect(await fetched(20, ['a', 'b', 'a', 'c', 'a', 'b'])).toEqual(['a', 'b', 'c', 'b']);
});

test('a picture above the limit is answered and not kept', async () => {
  expect(await fetched(9, ['a', 'a'])).toEqual(['a', 'a']);
});

test('two who ask at once share one fetch, and a failure is not remembered', async () => {
  const cache = createPictureCache();
  let fetches = 0;
  const failing = async () => {
    fetches++;
    throw new Error('no');
  };
  await Promise.allSettled([cache.get('a', failing), cache.get('a', failing)]);
  const { bytes } = await cache.get('a', async () => picture(3));

  expect([fetches, bytes.length]).toEqual([1, 3]);
});
