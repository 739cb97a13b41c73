import { expect, test } from 'vitest';
import { type ConfigError, readConfig } from './index.ts';

const simulated = {
  META_BASE_URL: 'http://127.0.0.1:4300/{host}',
  INSTAGRAM_APP_ID: '12',
  INSTAGRAM_APP_SECRET: 'secret',
};
const read = (env: Record<string, string>) => readConfig({ ...simulated, ...env }).library;
const complaintsOf = (env: Record<string, string>) => {
  try {
    readConfig({ ...simulated, ...env });
    return [];
  } catch (error) {
    return (error as ConfigError).problems.map(({ name }) => name);
  }
};

test('without a word files lie on this disk, videos have 300 MB, and imports never come from this machine', () => {
  expect(read({})).toEqual({
    videoLimitBytes: 300 * 1024 * 1024,
    s3: undefined,
    ffmpeg: 'ffmpeg',
    searchPath: '/usr/local/bin:/usr/bin:/bin',
    importsFromSimulator: false,
  });
});

test('half a bucket is told with all that is missing', () => {
  expect(complaintsOf({ S3_BUCKET: 'plates', S3_ENDPOINT: 'ftp://x' })).toEqual([
    'S3_ACCESS_KEY_ID',
    'S3_SECRET_ACCESS_KEY',
    'S3_ENDPOINT',
  ]);
});

test.each(['0', '1025', 'much', '1.5'])('a video limit of %s MB is refused', (megabytes) => {
  expect(complaintsOf({ VIDEO_LIMIT_MB: megabytes })).toEqual(['VIDEO_LIMIT_MB']);
});

test('imports from this machine cannot be switched on beside the real Instagram', () => {
  const env = { META_BASE_URL: '', PUBLIC_URL: 'https://tintype.example', IMPORT_FROM_SIMULATOR: 'yes' };

  expect(complaintsOf(env)).toEqual(['IMPORT_FROM_SIMULATOR']);
});
