import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { addCounts, countsOfCheck, countsOfTests, summaryOf } from './test/counts.ts';
import type { Counts } from './test/counts.ts';
import { cleanEnvironment } from './test/environment.ts';
import { runTool } from './test/run-tool.ts';
import { groups, listStages } from './test/stages.ts';
import type { Stage } from './test/stages.ts';

/**
 * `npm test [-- --only static|unit|e2e]`: every check, one after the other, none left out because another failed.
 * Ends with one line of counts; the exit code is 1 when anything failed or nothing ran.
 */
const root = dirname(import.meta.dirname);
const bin = join(root, 'node_modules', '.bin');
const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
if (only && !groups.some((group) => group === only)) {
  console.error(`There is no group of checks "${only}". Use --only ${groups.join(', --only ')}.`);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const reportDir = mkdtempSync(join(tmpdir(), 'tintype-checks-'));
process.once('exit', () => rmSync(reportDir, { recursive: true, force: true }));

let total: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const stage of listStages(root, reportDir)) {
  if (!only || stage.group === only) total = addCounts(total, await runStage(stage));
}
console.log(`\n${summaryOf(total)}`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

async function runStage(stage: Stage): Promise<Counts> {
  const startedAt = performance.now();
  console.log(stage.name);
  const { isGood, output } = await runTool({
    command: stage.command,
    cwd: root,
    env: { ...cleanEnvironment(process.env, bin), ...stage.env },
    limitMs: stage.limitMinutes * 60_000,
    onStillRunning: (seconds) => console.log(`  still running after ${seconds} s`),
  });
  const counts = stage.report ? countsOfTests(readReport(stage.report), isGood) : countsOfCheck(isGood);
  if (counts.failed > 0) console.log(output);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  // Worded unlike the last line, which stands alone for those who search for it.
  console.log(`  ${counts.failed > 0 ? `FAILED (${counts.failed})` : 'good'}, ${seconds} s`);
  return counts;
}

function readReport(report: NonNullable<Stage['report']>): Counts | null {
  try {
    return report.read(readFileSync(report.path, 'utf8'));
  } catch {
    return null; // The tool was ended, or fell, before it could write one.
  }
}
