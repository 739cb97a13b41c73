import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password.ts';

test('a password is kept as argon2id with at least 19 MiB and two passes', async () => {
  expect(await hashPassword('a long enough password')).toMatch(
    /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
  );
});

test('only the same password verifies, and the same one hashes differently each time', async () => {
  const [one, two] = [await hashPassword('café au lait'), await hashPassword('café au lait')];

  expect(one).not.toBe(two);
  expect(await verifyPassword(one, 'cafe\u0301 au lait')).toBe(true);
  expect(await verifyPassword(one, 'cafe au lait')).toBe(false);
});

test.each(['', 'plain', '$2b$10$abc', '$argon2id$v=19$m=1,t=1$a$b'])('%j verifies nothing', async (phc) => {
  expect(await verifyPassword(phc, '')).toBe(false);
});

test('a flood is refused instead of kept waiting, and what waited is served', async () => {
  const settled = await Promise.allSettled(Array.from({ length: 45 }, () => hashPassword('x')));

  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(42);
  expect(settled.at(-1)).toMatchObject({ reason: { code: 'too_many_attempts' } });
});
