import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { readPlaywrightReport, readVitestReport } from './counts.ts';
import type { Counts } from './counts.ts';

export const groups = ['static', 'unit', 'e2e'] as const;
type Group = (typeof groups)[number];

export interface Stage {
  name: string;
  group: Group;
  command: [tool: string, ...args: string[]];
  /** Twice or more of what the stage takes on two cores with nothing beside it: what takes longer hangs. */
  limitMinutes: number;
  /** Where the tool writes its tests, and how they are read. Without one the stage counts as a single check. */
  report?: { path: string; read: (text: string) => Counts };
  env?: Record<string, string>;
}

/** Every check of the project, quick ones first. Reports are written below `reportDir`. */
export function listStages(root: string, reportDir: string): Stage[] {
  const unit = join(reportDir, 'unit.json');
  const journeys = join(reportDir, 'journeys.json');
  const stages: Stage[] = [
    { name: 'Types', group: 'static', command: ['tsc', '--noEmit'], limitMinutes: 5 },
    {
      name: 'Lint',
      group: 'static',
      command: ['oxlint', '--type-aware', '--deny-warnings'],
      limitMinutes: 5,
    },
    { name: 'Format', group: 'static', command: ['oxfmt', '--check', '.'], limitMinutes: 5 },
    { name: 'Unused code', group: 'static', command: ['knip'], limitMinutes: 5 },
    {
      name: 'Unit, module, contract and fidelity tests',
      group: 'unit',
      command: ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`],
      limitMinutes: 20,
      report: { path: unit, read: readVitestReport },
    },
  ];
  if (existsSync(join(root, 'vite.config.ts'))) {
    stages.push({
      name: 'Web build',
      group: 'e2e',
      command: ['node', 'scripts/web-build.ts'],
      limitMinutes: 5,
    });
  }
  if (globSync('e2e/**/*.journey.ts', { cwd: root }).length > 0) {
    stages.push({
      name: 'Journeys in a browser',
      group: 'e2e',
      command: ['playwright', 'test', '--config', 'e2e/playwright.config.ts', '--reporter=list,json'],
      limitMinutes: 40,
      report: { path: journeys, read: readPlaywrightReport },
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: journeys },
    });
  }
  return stages;
}
