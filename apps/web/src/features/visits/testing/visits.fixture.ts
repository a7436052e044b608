import type { Operatory, Visit, VisitCard } from '@topsmile/contracts';
import type { z } from 'zod';

// Deterministic records of one small clinic, as the API sends them. Today is Wednesday, 25 November 2026.
type Sent<S extends z.ZodType> = z.input<S>;

export const id = (last: string): string => last.padStart(24, '0');
export const locationId = id('b1');
export const today = '2026-11-25';
/** 10:42 at the clinic. */
export const nowAtClinic = Date.parse('2026-11-25T13:42:00.000Z');
/** A wall time of the clinic (UTC−3 all year) as an instant. */
export const at = (day: string, time: string): string => new Date(`${day}T${time}:00-03:00`).toISOString();

export const chairs = ['Cadeira 1', 'Cadeira 2', 'Cadeira 3', 'Cadeira 4'].map((name, index) => ({
  id: id(`e${index + 1}`),
  locationId,
  name,
  equipmentIds: [],
  order: index,
  isActive: true,
  rev: 0,
})) satisfies Sent<typeof Operatory>[];

const people: [string, string, string][] = [
  ['Dra.', 'Helena', 'Prado'],
  ['Dr.', 'Rafael', 'Nunes'],
  ['Dra.', 'Bianca', 'Sato'],
];
export const providers = people.map(([title, firstName, lastName], index) => ({
  id: id(`f${index + 1}`),
  title,
  firstName,
  lastName,
  fullName: `${title} ${firstName} ${lastName}`,
  kind: 'dentist' as const,
  specialties: [],
  colorIndex: index,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  appointmentTypeIds: [],
  order: index,
  hours: [],
  overrides: [],
  timeOff: [],
  isActive: true,
  rev: 0,
}));

const typeRows: [string, number, string | undefined][] = [
  ['Restauração', 60, 'X//X'],
  ['Avaliação', 30, undefined],
  ['Profilaxia', 45, undefined],
  ['Urgência', 30, undefined],
  ['Endodontia', 90, 'XX//XX'],
  ['Cirurgia', 120, 'XXXX/X'],
];
export const types = typeRows.map(([name, durationMinutes, pattern], index) => ({
  id: id(`d${index + 1}`),
  name,
  durationMinutes,
  color: '#DCEFFA',
  category: 'treatment' as const,
  patternSquareMinutes: 15 as const,
  ...(pattern === undefined ? {} : { pattern }),
  priceInCents: 0,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  equipmentIds: [],
  allowsOnlineBooking: true,
  requiresApproval: false,
  order: index,
  isActive: true,
  rev: 0,
}));

export const joao = {
  id: id('a11'),
  fullName: 'João Figueira',
  recordNumber: 2187,
  phone: '(11) 90000-6630',
  dateOfBirth: '1985-03-02',
  age: 41,
  status: 'active' as const,
  lastVisitAt: '2026-05-12T13:00:00.000Z',
};
export const joana = {
  id: id('a12'),
  fullName: 'Joana Figueiredo',
  recordNumber: 1402,
  phone: '(11) 90000-1188',
  age: 29,
  status: 'active' as const,
};
export const joaoWhole = {
  ...joao,
  firstName: 'João',
  lastName: 'Figueira',
  address: {},
  preferredContact: 'whatsapp' as const,
  hasPhoto: false,
  needsGuardian: false,
  createdAt: '2024-01-10T12:00:00.000Z',
  rev: 3,
};

const slot = (day: string, time: string) => ({
  startsAt: at(day, time),
  providerId: id('f1'),
  operatoryId: id('e1'),
});
export const free = {
  zone: 'America/Sao_Paulo',
  days: [
    { day: today, slots: [slot(today, '17:00')] },
    { day: '2026-11-26', slots: [slot('2026-11-26', '09:30'), slot('2026-11-26', '13:45')] },
    {
      day: '2026-11-27',
      slots: [slot('2026-11-27', '14:30'), slot('2026-11-27', '16:30'), slot('2026-11-27', '17:00')],
    },
  ],
  searchedUntil: '2026-11-27',
};
export const nearby = ['15:30', '16:30', '17:00'].map((time) => slot('2026-11-27', time));

/** Every free time of the third day, as the check of one time asks for it. */
export const freeOnFriday = {
  zone: 'America/Sao_Paulo',
  slotStepMinutes: 15,
  days: [
    {
      day: '2026-11-27',
      runs: [
        {
          firstStartsAt: at('2026-11-27', '14:30'),
          stepMinutes: 15,
          count: 12,
          providerId: id('f1'),
          operatoryId: id('e1'),
        },
      ],
    },
  ],
};

export const aCard = (over: Partial<Sent<typeof VisitCard>> = {}) => ({
  id: id('91'),
  kind: 'visit' as const,
  locationId,
  operatoryId: id('e1'),
  providerId: id('f1'),
  patientId: joao.id,
  typeId: id('d4'),
  patientName: 'João Figueira',
  patientPhone: joao.phone,
  typeName: 'Urgência',
  typeColor: '#DCEFFA',
  providerName: 'Dra. Helena Prado',
  startsAt: at(today, '11:00'),
  endsAt: at(today, '11:30'),
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  providerRuns: [{ fromMinute: 0, toMinute: 30 }],
  status: 'confirmed' as const,
  approval: 'not_needed' as const,
  priority: 'routine' as const,
  isFirstVisit: false,
  isOverbooked: false,
  isWalkIn: false,
  rev: 4,
  ...over,
});

export const aVisit = (over: Partial<Sent<typeof Visit>> = {}) => ({
  ...aCard(),
  equipmentIds: [],
  wall: '2026-11-25T11:00',
  zone: 'America/Sao_Paulo',
  nextStatuses: ['checked_in', 'in_progress', 'cancelled', 'no_show'] satisfies VisitCard['status'][],
  history: [
    { at: at('2026-11-24', '18:20'), action: 'booked' as const, byName: 'Paula Moreira' },
    { at: at('2026-11-24', '18:22'), action: 'confirmed' as const, byName: 'Paula Moreira' },
  ],
  createdAt: at('2026-11-24', '18:20'),
  createdByName: 'Paula Moreira',
  ...over,
});
