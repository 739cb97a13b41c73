/** Tests, with each check that has no tests of its own counted as one. */
export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A check without tests: it passed or it did not. */
export function countsOfCheck(isGood: boolean): Counts {
  return { passed: isGood ? 1 : 0, failed: isGood ? 0 : 1, skipped: 0 };
}

/**
 * Judges a run of tests by its report and its exit code together: one that failed to load, was cut short, ran nothing
 * or ended badly although every test passed has failed, and counts as at least one failure.
 */
export function countsOfTests(report: Counts | null, isGood: boolean): Counts {
  if (!report) return countsOfCheck(false);
  const isHollow = report.passed + report.failed === 0;
  return report.failed === 0 && (!isGood || isHollow) ? { ...report, failed: 1 } : report;
}

/** Reads the JSON report of Vitest. A file that could not be loaded has no tests and counts as one failure. */
export function readVitestReport(text: string): Counts {
  const report = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const unloaded = report.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** Reads the JSON report of Playwright. A test that passed only when repeated has failed. */
export function readPlaywrightReport(text: string): Counts {
  const { stats } = JSON.parse(text) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

export function addCounts(one: Counts, other: Counts): Counts {
  return {
    passed: one.passed + other.passed,
    failed: one.failed + other.failed,
    skipped: one.skipped + other.skipped,
  };
}

/** The last line of `npm test`, which scripts read. */
export function summaryOf({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
