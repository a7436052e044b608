import { notFound } from '../../platform/errors.ts';
import { trusted, type Tx, type Types } from '../../platform/mongo.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { type ClinicDoc, ClinicModel } from './clinic.model.ts';
import { chosenBy, type SecurityFacts } from './clinic-facts.ts';
import { securityOf } from './clinic-security.service.ts';

/** What a session must know of its clinic. */
type Standing = Pick<SecurityFacts, 'isActive' | 'chosen' | 'isDemo' | 'idleMinutes'>;
type Facts = Pick<ClinicDoc, '_id' | 'name' | 'status' | 'isDemo' | 'createdAt'>;

/** What other modules ask about clinics. */
export const clinicLookup = {
  standing: async (clinicId: Types.ObjectId): Promise<Standing> => {
    const clinic = await ClinicModel.findById(clinicId, {
      status: 1,
      security: 1,
      isDemo: 1,
    }).lean<ClinicDoc>();
    if (clinic === null) return { isActive: false, chosen: 'required', isDemo: false, idleMinutes: 0 };
    const { idleMinutes } = securityOf(clinic);
    const { isDemo } = clinic;
    return { isActive: clinic.status === 'active', chosen: chosenBy(clinic), isDemo, idleMinutes };
  },

  /** Names and states of some clinics. */
  factsOf: (clinicIds: readonly Types.ObjectId[]): Promise<Facts[]> =>
    ClinicModel.find(
      { _id: trusted({ $in: [...clinicIds] }) },
      { name: 1, status: 1, isDemo: 1, createdAt: 1 },
    )
      .sort({ name: 1 })
      .lean<Facts[]>(),

  /** Every clinic, for whoever runs the platform. */
  everyClinic: (): Promise<Facts[]> =>
    runAsSystem('platform administrators choose a clinic', () =>
      ClinicModel.find({}, { name: 1, status: 1, isDemo: 1, createdAt: 1 }).sort({ name: 1 }).lean<Facts[]>(),
    ),

  /**
   * Lets changes of who may do what in a clinic happen one after the other: each writes the clinic, so that of two
   * at once the later one starts again and sees what the earlier one did.
   */
  lockPeople: async (tx: Tx, clinicId: Types.ObjectId): Promise<void> => {
    const { matchedCount } = await ClinicModel.updateOne(
      { _id: clinicId },
      { $inc: { peopleRev: 1 } },
      { session: tx.session, timestamps: false },
    );
    if (matchedCount === 0) throw notFound();
  },
};
