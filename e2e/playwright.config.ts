import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { keepTemporaryFilesInMemory } from '../scripts/test/memory-folder.ts';

keepTemporaryFilesInMemory();

const chromium = [
  process.env.CHROMIUM_PATH,
  // Draws the same pages with a third less work.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));

/** Journeys in a real browser against the real product and the simulator. One worker has one house. */
export default defineConfig({
  testDir: '.',
  testMatch: '**/*.journey.ts',
  outputDir: '../test-results',
  // Generous: a busy machine makes a journey slow, not wrong.
  timeout: 240_000,
  expect: { timeout: 30_000 },
  // Of three one mostly waits: for Instagram, for a minute to pass, for a page to be still.
  workers: 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Lisbon',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
