import type { ClinicSecurity, ClinicSecurityChange, ViewOf } from '@topsmile/contracts';
import type { Actor } from '../../platform/actor.ts';
import type { Clock } from '../../platform/clock.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import { given } from '../../platform/given.ts';
import { editRecord } from '../../platform/stale.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';

type View = ViewOf<typeof ClinicSecurity>;

/** The rules of a clinic, also of one that was stored before there were any. */
export const securityOf = ({ security }: Pick<ClinicDoc, 'security'>) => ({
  ...security,
  secondFactor: security?.secondFactor ?? ('required' as const),
  idleMinutes: security?.idleMinutes ?? 30,
});

const toView = (clinic: ClinicDoc): View => {
  const { secondFactor, idleMinutes, reason, changedAt, changedBy } = securityOf(clinic);
  return {
    secondFactor,
    idleMinutes,
    rev: clinic.rev,
    ...given({ reason, changedBy, changedAt: changedAt?.toISOString() }),
  };
};

const reasonRequired = (): AppError =>
  new AppError('reason-required', 'Say why the second factor is not needed.', {
    issues: [{ path: 'reason', message: 'required' }],
  });

/** A reason belongs to a relaxed rule and goes with it. */
const factorFields = ({ secondFactor, reason }: Omit<ClinicSecurityChange, 'rev'>): object => {
  if (secondFactor === undefined) return {};
  if (secondFactor === 'required') return { 'security.secondFactor': secondFactor, 'security.reason': null };
  if (reason === undefined || reason === '') throw reasonRequired();
  return { 'security.secondFactor': secondFactor, 'security.reason': reason };
};

export const createClinicSecurityService = ({ clock }: { clock: Clock }) => ({
  security: async (actor: Actor): Promise<View> => {
    const clinic = await ClinicModel.findById(actor.clinicId, { security: 1, rev: 1 }).lean<ClinicDoc>();
    if (clinic === null) throw notFound();
    return toView(clinic);
  },

  /** Counts at once for every open session of the clinic. */
  changeSecurity: async (actor: Actor, { rev, ...change }: ClinicSecurityChange): Promise<View> => {
    const at = clock.now();
    const values = {
      ...factorFields(change),
      ...(change.idleMinutes === undefined ? {} : { 'security.idleMinutes': change.idleMinutes }),
    };
    const derived = { 'security.changedAt': at, 'security.changedBy': actor.displayName };
    return toView(
      await editRecord<ClinicDoc>(ClinicModel, { _id: actor.clinicId }, { actor, at, rev, values, derived }),
    );
  },
});
