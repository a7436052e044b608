import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { auditHeads, auditLog } from '../platform/audit/audit-reading.ts';
import {
  canonical,
  compareHeads,
  follow,
  type Fault,
  genesis,
  type Head,
} from '../platform/audit/chain-hash.ts';
import { Types } from '../platform/mongo.ts';
import { runAsSystem } from '../platform/tenancy/context.ts';

/**
 * `audit export [--clinic ID]` writes chains as lines of JSON, each chain ended by its head.
 * `audit verify [--clinic ID] [--file EXPORT]` follows every chain and names the first row that does not fit;
 * with a file it needs no database.
 */

type Context = { say: (line: string) => void };
const place = { seq: z.number(), hash: z.string() };
const Line = z.union([
  z.object({ row: z.looseObject({ ...place, prevHash: z.string() }) }),
  z.object({ head: z.object({ ...place, clinicId: z.string() }) }),
]);
type Line = { row: Parameters<typeof follow>[1][number] } | { head: Head & { clinicId: string } };
type Found = { clinicId: string; rows: number; fault: Fault | undefined };

const optionOf = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(name);
  return at < 0 ? undefined : args[at + 1];
};

async function* linesOfStore(clinic: string | undefined): AsyncGenerator<Line> {
  const known = [...(await auditHeads().distinct('clinicId')), ...(await auditLog().distinct('clinicId'))];
  const all = [...new Map(known.map((id) => [id.toHexString(), id])).values()];
  for (const clinicId of clinic === undefined ? all : [new Types.ObjectId(clinic)]) {
    for await (const row of auditLog().find({ clinicId }).sort({ seq: 1 })) yield { row };
    const head = await auditHeads().findOne({ _id: clinicId, clinicId });
    // A chain without its head was cut, however whole it looks.
    const { seq, hash } = head ?? { seq: Number.MAX_SAFE_INTEGER, hash: '' };
    yield { head: { clinicId: clinicId.toHexString(), seq, hash } };
  }
}

async function* linesOfFile(file: string): AsyncGenerator<Line> {
  const reader = createInterface({ input: createReadStream(file, 'utf8') });
  for await (const text of reader) if (text !== '') yield Line.parse(JSON.parse(text));
}

/** Follows chains line by line: constant memory, however long they are. */
export const verifyLines = async (lines: AsyncIterable<Line>): Promise<Found[]> => {
  const found: Found[] = [];
  let at: Head = { seq: 0, hash: genesis };
  let rows = 0;
  let fault: Fault | undefined;
  for await (const line of lines) {
    if ('row' in line) {
      rows += 1;
      if (fault === undefined) ({ head: at, fault } = follow(at, [line.row]));
      continue;
    }
    found.push({ clinicId: line.head.clinicId, rows, fault: fault ?? compareHeads(at, line.head) });
    [at, rows, fault] = [{ seq: 0, hash: genesis }, 0, undefined];
  }
  // The file ends inside a chain.
  if (rows > 0)
    found.push({ clinicId: 'unfinished', rows, fault: fault ?? { seq: at.seq + 1, what: 'cut-off' } });
  return found;
};

const verify = async (args: readonly string[], { say }: Context): Promise<void> => {
  const file = optionOf(args, '--file');
  const lines = file === undefined ? linesOfStore(optionOf(args, '--clinic')) : linesOfFile(file);
  const found = await verifyLines(lines);
  for (const { clinicId, rows, fault } of found)
    say(`${clinicId} ${rows} rows ${fault === undefined ? 'whole' : `${fault.what} at ${fault.seq}`}`);
  if (found.length === 0) throw new Error('There is nothing to verify');
  const broken = found.filter(({ fault }) => fault !== undefined).length;
  say(`${found.length - broken} passed, ${broken} failed`);
  if (broken > 0) throw new Error('The trail was tampered with');
};

const exported = async (args: readonly string[], { say }: Context): Promise<void> => {
  for await (const line of linesOfStore(optionOf(args, '--clinic'))) say(canonical(line));
};

/** Whether the command needs the store at all. */
export const isOffline = (args: readonly string[]): boolean => args.includes('--file');

export const runAudit = ([name = '', ...args]: readonly string[], context: Context): Promise<void> =>
  runAsSystem('audit', async () => {
    if (name === 'verify') return verify(args, context);
    if (name === 'export') return exported(args, context);
    throw new Error('Use: audit verify [--clinic ID] [--file EXPORT] | audit export [--clinic ID]');
  });
