import { defineConfig } from 'vitest/config';
import { keepTemporaryFilesInMemory } from './scripts/test/memory-folder.ts';

keepTemporaryFilesInMemory();

/** Unit, module, contract and fidelity tests. Journeys in a browser live in e2e/ and run under Playwright. */
export default defineConfig({
  test: {
    include: [
      '{contract,rules,server,simulator,web,scripts,e2e}/**/*.test.ts',
      '{web}/**/*.test.tsx',
      '*.test.ts',
    ],
    globalSetup: ['server/database/test-database.setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
