import type { Agenda, VisitCard } from '@topsmile/contracts';

/** What an agenda was asked for, as far as it decides which visits belong to it. */
export type AgendaFilter = { providerId?: string | undefined; operatoryId?: string | undefined };

const isInRange = (agenda: Agenda, card: VisitCard): boolean => {
  const first = agenda.days[0];
  const last = agenda.days.at(-1);
  if (first === undefined || last === undefined || card.locationId !== agenda.locationId) return false;
  const ms = Date.parse(card.startsAt);
  return ms >= Date.parse(first.startsAt) && ms < Date.parse(last.endsAt);
};

const isWanted = (card: VisitCard, { providerId, operatoryId }: AgendaFilter): boolean =>
  (providerId === undefined || card.providerId === providerId) &&
  (operatoryId === undefined || card.operatoryId === operatoryId);

/** The agenda with one visit put where it now belongs, taken out where it no longer does. */
export const withCard = (agenda: Agenda, card: VisitCard, filter: AgendaFilter): Agenda => {
  const isThere = agenda.visits.some((one) => one.id === card.id);
  if (!isInRange(agenda, card) || !isWanted(card, filter))
    return isThere ? { ...agenda, visits: agenda.visits.filter((one) => one.id !== card.id) } : agenda;
  if (!isThere) return { ...agenda, visits: [...agenda.visits, card] };
  return { ...agenda, visits: agenda.visits.map((one) => (one.id === card.id ? card : one)) };
};

export type MoveOrder = {
  card: VisitCard;
  startsAt: string;
  durationMinutes: number;
  providerId: string | undefined;
  operatoryId: string | undefined;
};

type Place = Pick<VisitCard, 'providerId' | 'operatoryId'>;

// Ids are branded; only a well-formed one may enter a card.
const isProviderId = (id: string | undefined): id is VisitCard['providerId'] =>
  id === undefined || /^[0-9a-f]{24}$/.test(id);
const isOperatoryId = (id: string | undefined): id is VisitCard['operatoryId'] =>
  id === undefined || /^[0-9a-f]{24}$/.test(id);

const placeOf = ({ card, providerId, operatoryId }: MoveOrder): Place => ({
  providerId: isProviderId(providerId) ? providerId : card.providerId,
  operatoryId: isOperatoryId(operatoryId) ? operatoryId : card.operatoryId,
});

/** The visit as it would be after a move; names that the move changes are left for the server to say. */
export const movedCard = (order: MoveOrder): VisitCard => {
  const { card, startsAt, durationMinutes } = order;
  const endsAt = new Date(Date.parse(startsAt) + durationMinutes * 60_000).toISOString();
  return { ...card, startsAt, endsAt, durationMinutes, ...placeOf(order) };
};

export const isSameTime = (order: MoveOrder): boolean =>
  Date.parse(order.startsAt) === Date.parse(order.card.startsAt) &&
  order.durationMinutes === order.card.durationMinutes &&
  order.providerId === order.card.providerId &&
  order.operatoryId === order.card.operatoryId;
