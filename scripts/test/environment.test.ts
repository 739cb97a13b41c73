import { expect, test } from 'vitest';
import { cleanEnvironment } from './environment.ts';

test('settings of an installation and of npm stay outside, what tests are told comes in', () => {
  const kept = { CI: '1', CHROMIUM_PATH: '/x', TEST_DATABASE_URL: 'postgresql://x' };
  const dropped = { npm_config_omit: 'dev', INSTAGRAM_APP_ID: '1', META_BASE_URL: 'x', DATABASE_URL: 'x' };

  const env = cleanEnvironment({ ...kept, ...dropped, PATH: '/usr/bin' }, '/tools');

  expect(env).toEqual({ ...kept, PATH: '/tools:/usr/bin' });
});
