import { systemClock } from '../clock.ts';
import { configFromProcess } from '../config.ts';
import { createFieldCipher, type FieldCipher } from './field-cipher.ts';
import { createKeyring } from './keyring.ts';

let opened: FieldCipher | undefined;
/** The cipher of this process's own configuration, for migrations, which run before anything is constructed. */
export const cipherOfProcess = (): FieldCipher =>
  (opened ??= createFieldCipher({
    clock: systemClock,
    keyring: createKeyring(configFromProcess().TOPSMILE_ENCRYPTION_KEYS),
  }));
