import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { playwrightTotals, sum, totalsLine, vitestTotals } from './totals.mjs';

const report = (content: unknown): string => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'totals-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
};

test('the last line names skipped tests only where there are any', () => {
  expect(totalsLine({ passed: 3, failed: 1, skipped: 0 })).toBe('3 passed, 1 failed');
  expect(totalsLine({ passed: 3, failed: 0, skipped: 2 })).toBe('3 passed, 0 failed, 2 skipped');
});

test('both runners are added up, and a test that passed only on retry has failed', () => {
  const vitest = vitestTotals(
    report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 1, numTodoTests: 1 }),
    1,
  );
  const playwright = playwrightTotals(
    report({ stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 3 } }),
    1,
  );
  expect(sum([vitest, playwright])).toEqual({ passed: 9, failed: 3, skipped: 5 });
});

test.each([
  ['it ended with an error but no failing test', { numPassedTests: 5, numFailedTests: 0 }, 1],
  ['it found no test at all', { numPassedTests: 0, numFailedTests: 0 }, 0],
])('when %s, the runner itself counts as one failure', (_, content, code) => {
  expect(vitestTotals(report(content), code)).toMatchObject({ failed: 1 });
});

test('a file that does not load is a failure beside the failing tests', () => {
  const testResults = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'passed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  const file = report({ numPassedTests: 2, numFailedTests: 1, testResults });
  expect(vitestTotals(file, 1)).toMatchObject({ passed: 2, failed: 2 });
});

test('when a runner leaves no report, that is a failure', () => {
  expect(vitestTotals('/nowhere/report.json', 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});
