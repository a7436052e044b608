import type { Types } from '../../platform/mongo.ts';
import { type FactorRule, isFactorRequired } from './duty.rules.ts';

/** What a clinic says about the people who work in it. */
export type ClinicFacts = FactorRule & { id: string; name: string };
export type ClinicsPort = {
  /** Of the clinics with these ids, in no order; one command. */
  securityFacts: (clinicIds: readonly Types.ObjectId[]) => Promise<ClinicFacts[]>;
};

type Person = { memberships: readonly { clinicId: Types.ObjectId; isActive: boolean }[] };

/** Where a second factor is a must. */
export const createFactorRules = (clinics: ClinicsPort, isProduction: boolean) => ({
  isRequired: (rule: FactorRule): boolean => isFactorRequired(rule, isProduction),

  isRequiredIn: async (clinicId: Types.ObjectId): Promise<boolean> =>
    (await clinics.securityFacts([clinicId])).some((rule) => isFactorRequired(rule, isProduction)),

  /** Whoever works in several clinics follows the strictest. */
  isRequiredFor: async ({ memberships }: Person): Promise<boolean> => {
    const active = memberships.filter(({ isActive }) => isActive).map(({ clinicId }) => clinicId);
    return (await clinics.securityFacts(active)).some((rule) => isFactorRequired(rule, isProduction));
  },
});
export type FactorRules = ReturnType<typeof createFactorRules>;
