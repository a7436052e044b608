import { canonicalZone } from '../../platform/time.ts';
import { AppError, violates } from '../../platform/errors.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import { folded } from '../../platform/search-text.rules.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';
import { LocationModel } from './location.model.ts';

export type NewClinic = {
  name: string;
  cnpj: string | undefined;
  phone: string | undefined;
  zone: string;
  isDemo?: boolean;
};

const weekdays = [1, 2, 3, 4, 5];

/** Creates a clinic with one location open Monday to Friday, 08:00 to 18:00; the wizard refines it. */
export const createClinic = async (
  tx: Tx,
  draft: NewClinic,
): Promise<{ clinic: ClinicDoc; locationId: Types.ObjectId }> => {
  const zone = canonicalZone(draft.zone);
  if (zone === undefined) throw new AppError('zone-unknown', 'This time zone is not in the IANA list.');
  const { name, cnpj, phone, isDemo = false } = draft;
  const contact = { ...(cnpj === undefined ? {} : { cnpj }), ...(phone === undefined ? {} : { phone }) };
  const [clinic] = await ClinicModel.create([{ name, isDemo, ...contact }], { session: tx.session }).catch(
    (error: unknown) => {
      if (violates(error, 'uniq_cnpj'))
        throw new AppError('already-exists', 'A clinic with this CNPJ is registered already.', {
          issues: [{ path: 'cnpj', message: 'alreadyExists' }],
        });
      throw error;
    },
  );
  if (clinic === undefined) throw new Error('create answered nothing');
  const hours = [{ weekdays, startsAt: '08:00', endsAt: '18:00' }];
  const [location] = await runInClinic(clinic._id, () =>
    LocationModel.create([{ clinicId: clinic._id, name, activeName: folded(name), zone, hours }], {
      session: tx.session,
    }),
  );
  if (location === undefined) throw new Error('create answered nothing');
  return { clinic: clinic.toObject(), locationId: location._id };
};
