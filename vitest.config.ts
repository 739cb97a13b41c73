import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { compiled } from './scripts/start/compiled.ts';
import { LongestFirst } from './scripts/test/longest-first.ts';
import { keepTemporaryFilesInMemory } from './scripts/test/memory-folder.ts';

keepTemporaryFilesInMemory();

/**
 * What a file imports is read and compiled once per worker and not once per file; state lives in what each test opens. The
 * simulator has workers of its own, as it has processes of its own: where the product listens, Hono replaces `Response`.
 */
const product: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'product',
    include: ['{contract,rules,server,web,scripts,e2e}/**/*.test.ts', 'web/**/*.test.tsx', '*.test.ts'],
    globalSetup: ['server/database/test-database.setup.ts'],
  },
};
const simulator: TestProjectConfiguration = {
  extends: true,
  test: { name: 'simulator', include: ['simulator/**/*.test.ts'] },
};

/** Unit, module, contract and fidelity tests. Journeys in a browser live in e2e/ and run under Playwright. */
export default defineConfig({
  test: {
    projects: [product, simulator],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Tests and PostgreSQL wait for each other, and some for a process that starts: a third worker fills what is left of two cores.
    maxWorkers: 3,
    isolate: false,
    sequence: { sequencer: LongestFirst },
    env: compiled,
  },
});
