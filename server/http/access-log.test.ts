import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createLog } from '../log.ts';
import { accessLog } from './access-log.ts';
import type { Env } from './exchange.ts';

test.each([
  ['/oauth/instagram/callback?code=SECRET&state=SECRET', '/oauth/instagram/callback'],
  ['/media/0199/1795000000/SECRET.jpg', '/media/0199/…'],
  ['/api/v1/deletions/SECRET', '/api/v1/deletions/…'],
  ['/deletion/SECRET', '/deletion/…'],
  ['/api/v1/session?SECRET', '/api/v1/session'],
])('of %s the log keeps %s', async (address, path) => {
  const lines: string[] = [];
  const app = new Hono<Env>().use(accessLog(createLog('info', (line) => lines.push(line))));
  await app.request(address);

  expect(lines.join('')).toContain(`"path":"${path}"`);
  expect(lines.join('')).not.toContain('SECRET');
});
