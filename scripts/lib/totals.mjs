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
 * A runner that failed without a failing test (a file that does not load, an error outside tests,
 * no test at all, no report) still counts as one failure.
 * @param {Totals} totals
 * @param {number} code the runner's exit code
 */
const withRunner = (totals, code) =>
  totals.failed === 0 && (code !== 0 || totals.passed === 0) ? { ...totals, failed: 1 } : totals;

/** @param {string} file */
const readReport = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);

/**
 * @param {string} file Vitest's JSON report
 * @param {number} code
 */
export const vitestTotals = (file, code) => {
  const report = readReport(file);
  return withRunner(
    {
      passed: report?.numPassedTests ?? 0,
      failed: report?.numFailedTests ?? 0,
      skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
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
  const stats = readReport(file)?.stats;
  return withRunner(
    {
      passed: stats?.expected ?? 0,
      failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
      skipped: stats?.skipped ?? 0,
    },
    code,
  );
};
