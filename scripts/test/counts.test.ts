import { expect, test } from 'vitest';
import { countsOfTests, readPlaywrightReport, readVitestReport, summaryOf } from './counts.ts';

const none = { passed: 0, failed: 0, skipped: 0 };

test('the last line names skipped tests only when there are some', () => {
  expect(summaryOf({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
  expect(summaryOf({ passed: 12, failed: 1, skipped: 2 })).toBe('12 passed, 1 failed, 2 skipped');
});

test.each([
  ['without a report', null, true, 1],
  ['that ran nothing', none, true, 1],
  ['that ended badly after passing', { ...none, passed: 3 }, false, 1],
  ['with failures', { ...none, passed: 3, failed: 2 }, false, 2],
  ['that went well', { ...none, passed: 3 }, true, 0],
])('a run %s has %4$i failures', (_, report, isGood, failed) => {
  expect(countsOfTests(report, isGood).failed).toBe(failed);
});

test('a file that Vitest could not load is a failure', () => {
  const report = {
    numPassedTests: 4,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ],
  };

  expect(readVitestReport(JSON.stringify(report))).toEqual({ passed: 4, failed: 1, skipped: 2 });
});

test('a journey that passed only when repeated is a failure', () => {
  const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 0 } };

  expect(readPlaywrightReport(JSON.stringify(report))).toEqual({ passed: 4, failed: 2, skipped: 0 });
});
