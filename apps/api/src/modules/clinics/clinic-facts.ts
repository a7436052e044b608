import type { Session, ViewOf } from '@topsmile/contracts';
import { notFound } from '../../platform/errors.ts';
import { trusted, type Types } from '../../platform/mongo.ts';
import { runInClinic } from '../../platform/tenancy/context.ts';
import { securityOf } from './clinic-security.service.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';
import { type LocationDoc, LocationModel } from './location.model.ts';

type View = ViewOf<typeof Session>;
/** What a clinic has decided about the second factor; undefined: nothing yet. */
export type SecurityFacts = {
  id: string;
  name: string;
  chosen: 'required' | 'optional' | undefined;
  isDemo: boolean;
  isActive: boolean;
  idleMinutes: number;
};

// A rule counts when somebody has made it: one that merely stands there by default was decided by nobody.
export const chosenBy = ({ security }: Pick<ClinicDoc, 'security'>): SecurityFacts['chosen'] =>
  security?.changedAt ? (security.secondFactor ?? undefined) : undefined;

const factsOf = (clinic: ClinicDoc): SecurityFacts => ({
  id: clinic._id.toHexString(),
  name: clinic.name,
  isDemo: clinic.isDemo,
  chosen: chosenBy(clinic),
  isActive: clinic.status === 'active',
  idleMinutes: securityOf(clinic).idleMinutes,
});

const clinicsAmong = (ids: readonly Types.ObjectId[]): Promise<ClinicDoc[]> =>
  ClinicModel.find({ _id: trusted({ $in: [...ids] }) }, { changes: 0 })
    .sort({ name: 1 })
    .lean<ClinicDoc[]>();

const openLocations = (clinicId: Types.ObjectId): Promise<LocationDoc[]> =>
  runInClinic(clinicId, () =>
    LocationModel.find({ clinicId, isActive: true }, { name: 1, zone: 1 })
      .sort({ order: 1, name: 1 })
      .lean<LocationDoc[]>(),
  );

/** What the sign-in system asks about clinics. */
export const clinicFacts = {
  /** One command. */
  securityFacts: async (clinicIds: readonly Types.ObjectId[]): Promise<SecurityFacts[]> =>
    (await clinicsAmong(clinicIds)).map(factsOf),

  /** The zone in which a clinic tells people when something happened. */
  zoneOf: async (clinicId: Types.ObjectId): Promise<string> =>
    (await openLocations(clinicId))[0]?.zone ?? 'America/Sao_Paulo',

  /** What a signed-in person's shell needs to know of the clinic, and of the others where they work: two commands. */
  sessionFacts: async (
    clinicId: Types.ObjectId,
    allIds: readonly Types.ObjectId[],
  ): Promise<{ clinic: View['clinic']; all: SecurityFacts[] }> => {
    const [all, locations] = await Promise.all([
      clinicsAmong([clinicId, ...allIds]),
      openLocations(clinicId),
    ]);
    const clinic = all.find(({ _id }) => _id.equals(clinicId));
    if (clinic === undefined) throw notFound();
    const { name, currency, isDemo, isSetUp } = clinic;
    return {
      clinic: {
        id: clinicId.toHexString(),
        name,
        currency,
        isDemo,
        isSetUp,
        locations: locations.map((location) => ({
          id: location._id.toHexString(),
          name: location.name,
          zone: location.zone,
        })),
      },
      all: all.map(factsOf),
    };
  },
};
