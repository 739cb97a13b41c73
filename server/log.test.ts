import { expect, test } from 'vitest';
import { createLog, scrub } from './log.ts';

test.each([
  ['a token of Facebook', 'refused EAAGm0PX4ZCpsBAKZ here', 'EAAGm0PX4ZCpsBAKZ'],
  ['the token of an app', 'Authorization: Bearer 1784140000000077|a-secret-of-ours', 'a-secret-of-ours'],
  ['a proof', 'GET /v25.0/me?appsecret_proof=4f5a0c&fields=id', '4f5a0c'],
  ['an inspected token', 'GET /debug_token?input_token=opaque-text', 'opaque-text'],
])('%s is in no line', (_what, line, secret) => {
  expect(line).toContain(secret);
  expect(scrub(line)).not.toContain(secret);
});

test('a secret that looks like nothing is in no line, whoever repeats it', () => {
  const lines: string[] = [];
  const log = createLog('info', (line) => lines.push(line), ['first secret', 'second secret']);

  log.info({ details: { userMessage: 'Of 42|first secret' } }, 'refused with second secret');

  expect(lines.join('')).toContain('Of 42|[redacted]');
  expect(lines.join('')).not.toMatch(/first secret|second secret/);
});
