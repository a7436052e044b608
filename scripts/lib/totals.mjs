import { existsSync, readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Totals */

/**
 * The one line every command ends with.
 * @param {Totals} totals
 */
export const totalsLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/**
 * @param {Totals[]} all
 * @returns {Totals}
 */
export const sum = (all) =>
  all.reduce(
    (total, part) => ({
      passed: total.passed + part.passed,
      failed: total.failed + part.failed,
      skipped: total.skipped + part.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );

/**
 * A runner that failed without a failing test (an error outside tests, no test at all, no report)
 * still counts as one failure.
 * @param {Totals} totals
 * @param {number} code the runner's exit code
 */
const withRunner = (totals, code) =>
  totals.failed === 0 && (code !== 0 || totals.passed === 0) ? { ...totals, failed: 1 } : totals;

/** @param {string} file */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/** @typedef {{ status: string, assertionResults: { status: string }[] }} TestFile */

/**
 * Files that failed as a whole, because they do not load for instance: none of their tests says so.
 * @param {TestFile[]} files
 */
const failedFiles = (files) =>
  files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && assertionResults.every((result) => result.status !== 'failed'),
  ).length;

/**
 * @param {string} file Vitest's JSON report
 * @param {number} code
 */
export const vitestTotals = (file, code) => {
  const nothing = {
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };
  const report = { ...nothing, ...readReport(file) };
  return withRunner(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + failedFiles(report.testResults),
      skipped: report.numPendingTests + report.numTodoTests,
    },
    code,
  );
};

/**
 * A test that passes only when repeated counts as failed.
 * @param {string} file Playwright's JSON report
 * @param {number} code
 */
export const playwrightTotals = (file, code) => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...readReport(file)?.stats };
  return withRunner(
    {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped,
    },
    code,
  );
};
