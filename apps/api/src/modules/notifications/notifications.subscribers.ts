import type { MessageTemplate } from '@topsmile/contracts';
import type { Clock } from '../../platform/clock.ts';
import { given } from '../../platform/given.ts';
import type { Tx, Types } from '../../platform/mongo.ts';
import { on, type Subscriber } from '../../platform/outbox/relay.ts';
import {
  AppointmentApprovalDecided,
  AppointmentBooked,
  AppointmentMoved,
  AppointmentStatusChanged,
} from '../appointments/index.ts';
import type { MessageOrder } from './message-order.ts';
import type { Queue } from './queue.ts';

/** What a message says of a visit; undefined for one that is gone. */
type VisitFacts = {
  startsAt: Date;
  zone: string;
  isWaiting: boolean;
  isOff: boolean;
  typeName?: string;
  providerName?: string;
  placeName?: string;
};
/** How somebody is reached; undefined for a person who is gone or merged away. */
type Contact = { name: string; fullName: string; email?: string; phone: string };
export type VisitMessagePorts = {
  visitFor: (appointmentId: string) => Promise<VisitFacts | undefined>;
  contactOf: (patientId: string) => Promise<Contact | undefined>;
};
type Deps = VisitMessagePorts & { clock: Clock; queue: Queue };

type VisitTemplate = Extract<MessageTemplate, `visit-${string}`>;
type Subject = {
  appointmentId: string;
  patientId?: string | undefined;
  notifyPatient: boolean;
  fromStartsAt?: string;
  toStartsAt?: string;
};
type TemplateFor = (visit: VisitFacts) => VisitTemplate | undefined;

// A visit that was cancelled in the meantime has a message of its own on the way.
const unlessOff =
  (templateFor: TemplateFor): TemplateFor =>
  (visit) =>
    visit.isOff ? undefined : templateFor(visit);
// Clinics are in Brazil so far; a person's own language comes with the portal.
const locale = 'pt-BR';

const reached = ({ name, fullName, email, phone }: Contact): MessageOrder<VisitTemplate>['to'] =>
  email === undefined ? { name, fullName, phone } : { name, fullName, email };

const paramsOf = ({ startsAt, zone, typeName, providerName, placeName }: VisitFacts) => ({
  startsAt: startsAt.toISOString(),
  zone,
  ...given({ typeName, providerName, placeName }),
});

type Happening = { eventId: string; clinicId: Types.ObjectId; payload: Subject };

/** Writes to the patient of a visit, if there is one to be told and something to tell. */
const createTelling =
  ({ visitFor, contactOf, clock, queue }: Deps) =>
  async (tx: Tx, { eventId, clinicId, payload }: Happening, templateFor: TemplateFor): Promise<void> => {
    const { appointmentId, patientId, notifyPatient } = payload;
    if (!notifyPatient || patientId === undefined) return;
    const visit = await visitFor(appointmentId);
    // Nobody is written to about a time that has passed.
    if (visit === undefined || visit.startsAt <= clock.now()) return;
    const template = templateFor(visit);
    const contact = template && (await contactOf(patientId));
    if (template === undefined || contact === undefined) return;
    const startsAt = payload.toStartsAt ?? visit.startsAt.toISOString();
    await queue(tx, {
      clinicId,
      template,
      to: reached(contact),
      locale,
      params: { ...paramsOf(visit), startsAt, fromStartsAt: payload.fromStartsAt ?? startsAt },
      secretParams: {},
      cause: `event:${eventId}`,
      lapsesAt: visit.startsAt,
    });
  };

/** Tells patients what happened to their visits, where the event says they are to be told. */
export const notificationsSubscribers = (deps: Deps): Subscriber[] => {
  const tell = createTelling(deps);
  return [
    on(AppointmentBooked, 'notifications.visit-booked', (tx, delivery) =>
      tell(
        tx,
        delivery,
        unlessOff(({ isWaiting }) => (isWaiting ? 'visit-requested' : 'visit-booked')),
      ),
    ),
    on(AppointmentMoved, 'notifications.visit-moved', (tx, delivery) =>
      tell(
        tx,
        delivery,
        unlessOff(() => 'visit-moved'),
      ),
    ),
    on(AppointmentStatusChanged, 'notifications.visit-cancelled', async (tx, delivery) => {
      if (delivery.payload.to === 'cancelled') await tell(tx, delivery, () => 'visit-cancelled');
    }),
    on(AppointmentApprovalDecided, 'notifications.visit-decided', (tx, delivery) =>
      tell(
        tx,
        delivery,
        delivery.payload.decision === 'refused' ? () => 'visit-refused' : unlessOff(() => 'visit-approved'),
      ),
    ),
  ];
};
