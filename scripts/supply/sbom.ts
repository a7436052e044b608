import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot } from '../lib/paths.mjs';
import { npm, run } from '../lib/run.mjs';
import { isCommand } from '../lib/sources.ts';

type Bill = {
  serialNumber?: string;
  metadata: { timestamp?: string; component: { name: string; 'bom-ref': string } };
  components: { 'bom-ref': string }[];
  dependencies: { ref?: string }[];
};

const byText =
  <T>(text: (one: T) => string) =>
  (one: T, other: T): number =>
    Number(text(one) > text(other)) - Number(text(one) < text(other));

/** The bill without what differs from run to run and folder to folder: two of one lockfile are equal. */
export const stableBill = ({ serialNumber: _serial, metadata, ...bill }: Bill): string => {
  const { timestamp: _at, ...facts } = metadata;
  const component = { ...facts.component, name: 'topsmile' };
  return `${JSON.stringify(
    {
      ...bill,
      metadata: { ...facts, component },
      components: bill.components.toSorted(byText((one) => one['bom-ref'])),
      dependencies: bill.dependencies.toSorted(byText((one) => one.ref ?? '')),
    },
    null,
    2,
  )}\n`;
};

if (isCommand(import.meta.url)) {
  const file = inRoot('dist', 'sbom.cdx.json');
  const args = ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'];
  const { stdout } = await run(...npm(args));
  const bill = JSON.parse(stdout) as Bill;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, stableBill(bill));
  console.log(`${path.relative(inRoot(), file)}: ${bill.components.length} components`);
}
