import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { answer, type Vector } from './vector-ops.ts';

const { vectors }: { vectors: Vector[] } = JSON.parse(
  await readFile('testdata/scheduling-vectors.json', 'utf8'),
);
const run = promisify(execFile);
const doNotMoveTheClock = (): void => undefined;

describe('the scheduling vectors', () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    expect(answer(vector, doNotMoveTheClock)).toEqual(vector.expected);
  });

  test('when a row differs, the command says so and fails', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'vectors-'));
    const file = join(dir, 'wrong.json');
    const row = {
      id: 'T1',
      pins: 'clamped',
      op: 'recall',
      input: [['2025-08-31', 6]],
      expected: ['2026-03-03'],
    };
    await writeFile(file, JSON.stringify({ vectors: [row] }));
    const command = run(process.execPath, ['--import', 'tsx', 'scripts/vectors.ts', file]);
    await expect(command).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/FAIL T1[\s\S]*0 passed, 1 failed\n$/),
    });
    await rm(dir, { recursive: true });
  });
});
