import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { can, Permission, roles } from '@topsmile/contracts';
import type { Operation } from './routes.ts';

/** Who may call what, written down: a route that is not in the file fails D1, a changed right shows in its diff. */

const file = fileURLToPath(new URL('../access-matrix.json', import.meta.url));

const callersOf = ({ access }: Operation): string[] => {
  if (access === 'public') return ['anyone'];
  const permission = Permission.safeParse(access);
  if (permission.success) return roles.filter((role) => can(role, permission.data));
  return access === 'signed-in' ? [...roles] : [access];
};

export const matrixOf = (operations: readonly Operation[]): Record<string, string[]> =>
  Object.fromEntries(
    operations
      .map((operation): [string, string[]] => [operation.name, callersOf(operation)])
      .toSorted(([one], [other]) => one.localeCompare(other)),
  );

export const readMatrix = (): Record<string, string[]> =>
  existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};

const widest = 110;

const rowOf = ([name, callers]: [string, string[]]): string => {
  const line = `  ${JSON.stringify(name)}: ${JSON.stringify(callers).replaceAll(',', ', ')}`;
  if (line.length < widest) return line;
  const list = callers.map((caller) => `    ${JSON.stringify(caller)}`).join(',\n');
  return `  ${JSON.stringify(name)}: [\n${list}\n  ]`;
};

export const writeMatrix = (operations: readonly Operation[]): void => {
  const rows = Object.entries(matrixOf(operations)).map(rowOf);
  writeFileSync(file, `{\n${rows.join(',\n')}\n}\n`);
};
