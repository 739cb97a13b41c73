import { expect, test } from 'vitest';
import { parseStartArguments } from './arguments.ts';
import { readSettings } from './settings.ts';

test.each([
  [{}, true],
  [{ INSTAGRAM_APP_ID: '', META_BASE_URL: '' }, true],
  [{ INSTAGRAM_APP_ID: '17' }, false],
  [{ META_BASE_URL: 'http://127.0.0.1:9/{host}' }, false],
])('of %j the demo decision is %s', (env, isDemo) => {
  expect(readSettings(env, '/srv/tintype').isDemo).toBe(isDemo);
});

test('without any setting the addresses are the documented ones', () => {
  expect(readSettings({}, '/srv/tintype')).toMatchObject({
    dataDir: '/srv/tintype/data',
    localHost: '127.0.0.1',
    port: 4200,
    publicUrl: 'http://127.0.0.1:4200',
    simulatorPort: 4300,
  });
});

test('a product that listens everywhere is reached by the loopback address', () => {
  expect(readSettings({ HOST: '0.0.0.0', PORT: '80' }, '/').publicUrl).toBe('http://127.0.0.1:80');
});

test('a port that is none is left for the product to tell', () => {
  expect(readSettings({ PORT: 'eighty' }, '/').port).toBe(4200);
});

test('the role and the development switch are read', () => {
  expect(parseStartArguments([])).toEqual({ role: 'all', isDev: false });
  expect(parseStartArguments(['--role', 'worker'])).toEqual({ role: 'worker', isDev: false });
  expect(parseStartArguments(['--dev'])).toEqual({ role: 'all', isDev: true });
});

test.each([[['--role', 'boss']], [['--fast']], [['worker']]])('%j is refused in a sentence', (argv) => {
  expect(() => parseStartArguments(argv)).toThrow(/--role/);
});

test('the app of the second door counts when it is whole', () => {
  const app = { FACEBOOK_APP_ID: '42', FACEBOOK_APP_SECRET: 'secret' };
  expect(readSettings(app, '/').facebookApp).toEqual({ id: '42', secret: 'secret' });
  expect(readSettings({ ...app, FACEBOOK_APP_SECRET: '' }, '/').facebookApp).toBeUndefined();
});
