import { expect, test } from 'vitest';
import { readConfig } from './index.ts';

const read = (scopes: string) =>
  readConfig({
    NODE_ENV: 'test',
    META_BASE_URL: 'http://127.0.0.1:4300/{host}',
    FACEBOOK_APP_ID: '12',
    FACEBOOK_APP_SECRET: 'secret',
    FACEBOOK_OPTIONAL_SCOPES: scopes,
  }).optionalScopes.facebook;

test('no optional permission is asked for unless it is switched on', () => {
  expect([read(''), read('instagram_manage_messages, catalog_management')]).toEqual([
    [],
    ['instagram_manage_messages', 'catalog_management'],
  ]);
});

test('a permission that Tintype cannot use is told, with those that it can', () => {
  expect(() => read('pages_messaging')).toThrow(/FACEBOOK_OPTIONAL_SCOPES.*pages_messaging/);
});
