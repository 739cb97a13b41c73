import { expect, test } from 'vitest';
import { qrPath } from './qr-path.ts';

const uri =
  'otpauth://totp/Tintype:ada%40linden.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Tintype';

/** Whether the module at a place is dark. */
const isDark = ({ path }: { path: string }, x: number, y: number) => path.includes(`M${x} ${y}h1`);

test('three of its corners carry the square that a reader looks for, inside a quiet zone of four', () => {
  const code = qrPath(uri);
  const far = code.side - 4 - 7;
  const middles = [
    [4, 4],
    [far, 4],
    [4, far],
  ] as const;

  for (const [x, y] of middles)
    for (let at = 0; at < 7; at++)
      expect([isDark(code, x + at, y), isDark(code, x, y + at), isDark(code, x + 3, y + 3)]).toEqual([
        true,
        true,
        true,
      ]);
  expect(isDark(code, 3, 3)).toBe(false);
});

test('another secret is another picture', () => {
  expect(qrPath(uri).path).not.toBe(qrPath(uri.replace('GEZDG', 'AEZDG')).path);
});

test('it is made without asking anybody', () => {
  const { fetch } = globalThis;
  globalThis.fetch = () => {
    throw new Error('A secret was about to leave');
  };
  try {
    expect(qrPath(uri).path).toMatch(/^(M\d+ \d+h1v1h-1z)+$/);
  } finally {
    globalThis.fetch = fetch;
  }
});
