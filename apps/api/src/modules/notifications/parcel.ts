import { z } from 'zod';
import type { SecretBox } from '../../platform/crypto/secret-box.ts';
import { given } from '../../platform/given.ts';
import type { Parcel } from './delivery.types.ts';
import type { MessageDoc } from './message.model.ts';
import { escapeHtml, fillMarks } from './wording.rules.ts';

const Secrets = z.record(z.string(), z.string());

const secretsIn = ({ sealedSecrets }: MessageDoc, box: SecretBox): Record<string, string> =>
  sealedSecrets === undefined ? {} : Secrets.parse(JSON.parse(box.open(sealedSecrets)));

/** Opens what was sealed and fills it in: the result exists in memory until it is handed over. */
export const parcelOf = (row: MessageDoc, box: SecretBox): Parcel => {
  const secrets = secretsIn(row, box);
  const secretOf = (name: string): string => {
    const value = secrets[name];
    if (value === undefined) throw new Error('A message lacks the secret it was to carry');
    return value;
  };
  const html = row.html && fillMarks(row.html, (name) => escapeHtml(secretOf(name)));
  return {
    id: row._id.toHexString(),
    from: row.from,
    to: { name: row.to.name, address: box.open(row.to.sealedAddress) },
    subject: row.subject,
    text: fillMarks(row.text, secretOf),
    ...given({ html }),
  };
};
