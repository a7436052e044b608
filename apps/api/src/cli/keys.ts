import { createContainer } from '../container.ts';
import type { Config } from '../platform/config.ts';
import type { KeyCare } from '../platform/crypto/key-care.ts';
import { createLogger } from '../platform/logger.ts';
import { Types } from '../platform/mongo.ts';

/** `keys list|rotate|rewrap|retire KEYID|shred CLINICID`: the operator's work on keys. Each may be repeated. */

type Context = { config: Config; say: (line: string) => void };
type Command = (care: KeyCare, args: readonly string[], context: Context) => Promise<void>;

const useOf = ({ isCurrent, isHere }: { isCurrent: boolean; isHere: boolean }): string => {
  if (isCurrent) return 'current';
  return isHere ? 'earlier' : 'MISSING from TOPSMILE_ENCRYPTION_KEYS';
};

const list: Command = async (care, _args, { config, say }) => {
  for (const one of await care.survey(config.TOPSMILE_ENCRYPTION_KEYS.map(({ id }) => id)))
    say(`${one.id.padEnd(32)} ${String(one.dataKeys).padStart(7)} data keys  ${useOf(one)}`);
};

const rotate: Command = async (care, _args, { say }) => {
  say(`${await care.rotateAll()} data keys have a successor; the worker seals anew within the hour`);
};

const rewrap: Command = async (care, _args, { say }) => {
  say(`${await care.rewrap()} data keys wrapped anew`);
};

const retire: Command = async (care, [keyId], { say }) => {
  if (keyId === undefined) throw new Error('Use: keys -- retire KEYID');
  await care.assertRetirable(keyId);
  say(`Nothing needs ${keyId}: take it out of TOPSMILE_ENCRYPTION_KEYS`);
};

const shred: Command = async (care, [clinicId = '', again], { say }) => {
  if (!Types.ObjectId.isValid(clinicId) || again !== `--confirm=${clinicId}`)
    throw new Error('Use: keys -- shred CLINICID --confirm=CLINICID; what it sealed is lost for ever');
  await care.shred(new Types.ObjectId(clinicId));
  say(`The keys of clinic ${clinicId} are destroyed`);
};

const commands: Record<string, Command> = { list, rotate, rewrap, retire, shred };

export const runKeys = async (
  [name = 'list', ...args]: readonly string[],
  context: Context,
): Promise<void> => {
  const command = commands[name];
  if (command === undefined) throw new Error(`Use one of: ${Object.keys(commands).join(', ')}`);
  const { keyCare, redis } = createContainer(context.config, { logger: createLogger('silent') });
  await command(keyCare, args, context);
  redis?.disconnect();
};
