import {
  type Agenda,
  type AppointmentStatus,
  appointmentStatuses,
  AppointmentId,
  AppointmentTypeId,
  LocationId,
  OperatoryId,
  PatientId,
  ProviderId,
  type VisitCard,
} from '@topsmile/contracts';

const hex = (kind: string, index: number): string => `${kind}${index.toString(16)}`.padStart(24, '0');

export const ids = {
  location: LocationId.parse(hex('b', 1)),
  operatory: (index: number) => OperatoryId.parse(hex('d', index)),
  provider: (index: number) => ProviderId.parse(hex('e', index)),
  type: (index: number) => AppointmentTypeId.parse(hex('f', index)),
  patient: (index: number) => PatientId.parse(hex('aa', index)),
  visit: (index: number) => AppointmentId.parse(hex('c', index)),
};

const zone = 'America/Sao_Paulo';
const providers = ['Dra. Helena Prado', 'Dr. Rafael Nunes', 'Dra. Bianca Sato', 'Luana Reis'];
const people = [
  'Marcos Vinícius Leal',
  'Ana Beatriz Coutinho',
  'Joaquim Azevedo',
  'Sofia Lacerda',
  'Otávio Brandão',
  'Clarice Motta',
  'Davi Peixoto',
  'Regina Falcão',
  'Túlio Andrade',
  'Paulo Sérgio Dantas',
  'Lívia Torres',
  'Caio Meireles',
  'Márcia Ribas',
  'Heitor Salles',
  'Noemi Carvalho',
  'Igor Tavares',
];
const types = [
  'Restauração 46 MOD',
  'Avaliação',
  'Endodontia 26',
  'Urgência · dor no 36',
  'Retorno',
  'Coroa 36 · prova',
  'Profilaxia',
];
const colors = ['#DCEFFA', '#FBEBCF', '#D6F0E6', '#FAF5CC', '#D6E6F5', '#FBE0D2', '#F5E3EE'];

const at = <T>(list: readonly T[], index: number): T => {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('an empty list has no item');
  return item;
};

const instant = (day: string, minute: number): string =>
  new Date(Date.parse(`${day}T03:00:00.000Z`) + minute * 60_000).toISOString();

export type Draft = {
  index: number;
  chair: number;
  day?: string;
  /** Minutes since midnight on the wall. */
  start: number;
  length: number;
  status?: AppointmentStatus;
} & Partial<Omit<VisitCard, 'status'>>;

/** A visit of the demo clinic; everything not said is plain. */
export const aVisit = ({
  index,
  chair,
  day = '2026-11-25',
  start,
  length,
  status = 'confirmed',
  ...rest
}: Draft): VisitCard => ({
  id: ids.visit(index),
  kind: 'visit',
  locationId: ids.location,
  operatoryId: ids.operatory(chair),
  providerId: ids.provider(chair),
  patientId: ids.patient(index),
  typeId: ids.type(index % types.length),
  patientName: at(people, index),
  patientPhone: '(11) 90000-4127',
  typeName: at(types, index),
  typeColor: at(colors, index),
  providerName: at(providers, chair),
  startsAt: instant(day, start),
  endsAt: instant(day, start + length),
  durationMinutes: length,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  providerRuns: [{ fromMinute: 0, toMinute: length }],
  status,
  approval: 'not_needed',
  priority: 'routine',
  isFirstVisit: false,
  isOverbooked: false,
  isWalkIn: false,
  rev: 1,
  ...rest,
});

export const aBlock = (draft: Draft): VisitCard => {
  const { patientId: _patient, patientName: _name, typeName: _type, ...card } = aVisit(draft);
  return { ...card, kind: 'block', blockKind: draft.blockKind ?? 'lunch', status: 'scheduled' };
};

const column = (
  index: number,
  day: string,
  open: readonly (readonly [number, number])[],
): Agenda['columns'][number] => ({
  operatoryId: ids.operatory(index),
  providerId: ids.provider(index),
  name: `Cadeira ${index + 1}`,
  subtitle: at(providers, index),
  colorIndex: index % 5,
  day,
  open: open.map(([start, end]) => ({ startsAt: instant(day, start), endsAt: instant(day, end) })),
  freeMinutes: 75 + 45 * (index % 3),
  bookedMinutes: 405,
});

const totalsOf = (visits: readonly VisitCard[]): Agenda['totals'] => {
  const zero = Object.fromEntries(appointmentStatuses.map((status) => [status, 0])) as Agenda['totals'];
  for (const { kind, status } of visits) if (kind === 'visit') zero[status] += 1;
  return zero;
};

export const anAgenda = (visits: readonly VisitCard[], { day = '2026-11-25', chairs = 4 } = {}): Agenda => ({
  from: day,
  to: day,
  locationId: ids.location,
  zone,
  slotStepMinutes: 15,
  longWaitMinutes: 15,
  days: [{ day, startsAt: instant(day, 0), endsAt: instant(day, 1_440) }],
  columns: Array.from({ length: chairs }, (_, index) =>
    column(
      index,
      day,
      index % 4 === 1
        ? [
            [510, 720],
            [780, 1_080],
          ]
        : [
            [480, 720],
            [780, index % 4 === 2 ? 930 : 1_080],
          ],
    ),
  ),
  visits: [...visits],
  totals: totalsOf(visits),
  asOf: instant(day, 642),
});

const dayShape: readonly (readonly [number, number, number, AppointmentStatus])[] = [
  [0, 480, 60, 'completed'],
  [0, 540, 30, 'completed'],
  [0, 585, 75, 'in_progress'],
  [0, 660, 30, 'checked_in'],
  [0, 690, 30, 'confirmed'],
  [0, 780, 60, 'confirmed'],
  [0, 840, 30, 'scheduled'],
  [0, 870, 90, 'confirmed'],
  [0, 975, 45, 'scheduled'],
  [1, 510, 30, 'completed'],
  [1, 540, 60, 'completed'],
  [1, 600, 30, 'no_show'],
  [1, 630, 60, 'in_progress'],
  [1, 690, 30, 'confirmed'],
  [1, 810, 60, 'confirmed'],
  [1, 870, 30, 'scheduled'],
  [1, 990, 60, 'confirmed'],
  [2, 480, 30, 'completed'],
  [2, 510, 30, 'completed'],
  [2, 555, 45, 'completed'],
  [2, 600, 30, 'completed'],
  [2, 630, 30, 'in_progress'],
  [2, 660, 30, 'checked_in'],
  [2, 690, 15, 'confirmed'],
  [2, 780, 30, 'confirmed'],
  [2, 810, 30, 'scheduled'],
  [2, 855, 45, 'confirmed'],
  [3, 495, 45, 'completed'],
  [3, 540, 45, 'completed'],
  [3, 600, 45, 'in_progress'],
  [3, 645, 45, 'checked_in'],
  [3, 795, 45, 'confirmed'],
  [3, 840, 60, 'confirmed'],
  [3, 915, 45, 'scheduled'],
  [3, 975, 45, 'held'],
  [1, 720, 30, 'cancelled'],
];

const extrasOf = (index: number, status: AppointmentStatus, start: number): Partial<VisitCard> => ({
  ...(index % 7 === 2 ? { priority: 'urgent' as const } : {}),
  ...(index % 11 === 4 ? { isFirstVisit: true } : {}),
  ...(index % 13 === 5 ? { note: 'Prefere anestesia sem vasoconstritor.' } : {}),
  ...(status === 'checked_in'
    ? { checkedInAt: instant('2026-11-25', 630 + (index % 3) * 4 - (index === 3 ? 14 : 0)) }
    : {}),
  ...(status === 'in_progress' ? { seatedAt: instant('2026-11-25', start + 6) } : {}),
  ...(status === 'held' ? { expiresAt: instant('2026-11-25', 649) } : {}),
});

const runsOf = (index: number, length: number): VisitCard['providerRuns'] =>
  length < 60
    ? [{ fromMinute: 0, toMinute: length }]
    : index % 2 === 0
      ? [{ fromMinute: 15, toMinute: length - 15 }]
      : [
          { fromMinute: 0, toMinute: 15 },
          { fromMinute: length - 15, toMinute: length },
        ];

/** The day of the drawings: four chairs, every status, lunch, an urgency block. */
export const aBusyDay = (): Agenda => {
  const visits = dayShape.map(([chair, start, length, status], index) =>
    aVisit({
      index,
      chair,
      start,
      length,
      status,
      providerRuns: runsOf(index, length),
      ...extrasOf(index, status, start),
    }),
  );
  const blocks = [0, 1, 2, 3].map((chair) => aBlock({ index: 900 + chair, chair, start: 720, length: 60 }));
  const urgency = aBlock({ index: 910, chair: 1, start: 930, length: 30, blockKind: 'urgency' });
  return anAgenda([...visits, ...blocks, urgency]);
};

/** Ten chairs with a hundred short visits each: the size the grid must carry. */
export const aThousandVisits = (): Agenda => {
  const visits = Array.from({ length: 1_000 }, (_, index) =>
    aVisit({
      index,
      chair: Math.floor(index / 100),
      start: 480 + (index % 100) * 6,
      length: 6,
      status: at(['completed', 'confirmed', 'scheduled', 'checked_in'] as const, index),
    }),
  );
  return anAgenda(visits, { chairs: 10 });
};

/** A week of one chair, Monday to Sunday. */
export const aWeek = (): Agenda => {
  const days = Array.from({ length: 7 }, (_, index) => `2026-11-${23 + index}`);
  const visits = days.slice(0, 5).flatMap((day, dayIndex) =>
    dayShape
      .filter(([chair]) => chair === dayIndex % 4)
      .map(([, start, length, status], index) =>
        aVisit({
          index: dayIndex * 100 + index,
          chair: 0,
          day,
          start,
          length,
          status:
            dayIndex < 2
              ? 'completed'
              : dayIndex === 2
                ? status
                : index % 3 === 0
                  ? 'scheduled'
                  : 'confirmed',
        }),
      ),
  );
  const one = anAgenda(visits);
  return {
    ...one,
    from: '2026-11-23',
    to: '2026-11-29',
    days: days.map((day) => ({ day, startsAt: instant(day, 0), endsAt: instant(day, 1_440) })),
    columns: days.map((day, index) => ({
      ...column(
        0,
        day,
        index > 4
          ? []
          : [
              [480, 720],
              [780, 1_080],
            ],
      ),
    })),
  };
};
