/** The demo clinic: who works where and when, and what can be booked. Everything here is invented. */

export const demoZone = 'America/Sao_Paulo';

export const demoChairs = ['Cadeira 1', 'Cadeira 2', 'Cadeira 3', 'Cadeira 4'] as const;

type Block = { weekdays: number[]; startsAt: string; endsAt: string; chair: number };
const morning = { startsAt: '08:00', endsAt: '12:00' };
const afternoon = { startsAt: '13:00', endsAt: '18:00' };
const workdays = [1, 2, 3, 4, 5];

const days = (
  chair: number,
  weekdays: number[],
  ...blocks: { startsAt: string; endsAt: string }[]
): Block[] => blocks.map((block) => ({ weekdays, chair, ...block }));

export type DemoTypeKey =
  | 'evaluation'
  | 'cleaning'
  | 'restoration'
  | 'urgency'
  | 'rootCanal'
  | 'extraction'
  | 'implant'
  | 'crown'
  | 'orthodontics'
  | 'braces'
  | 'scaling'
  | 'followUp'
  | 'whitening';

export const demoProviders = [
  {
    key: 'helena',
    title: 'Dra.',
    firstName: 'Helena',
    lastName: 'Prado',
    kind: 'dentist',
    email: 'helena@demo.topsmile.example',
    cro: '48211',
    specialties: ['general_dentistry', 'endodontics'],
    hours: [...days(0, workdays, morning, afternoon), ...days(0, [6], morning)],
    works: ['evaluation', 'restoration', 'urgency', 'rootCanal', 'crown', 'followUp', 'implant'],
  },
  {
    key: 'rafael',
    title: 'Dr.',
    firstName: 'Rafael',
    lastName: 'Nunes',
    kind: 'dentist',
    cro: '52904',
    specialties: ['oral_surgery', 'prosthodontics'],
    hours: days(1, workdays, { startsAt: '08:30', endsAt: '12:00' }, afternoon),
    works: ['evaluation', 'restoration', 'extraction', 'implant', 'crown', 'followUp'],
  },
  {
    key: 'bianca',
    title: 'Dra.',
    firstName: 'Bianca',
    lastName: 'Sato',
    kind: 'dentist',
    cro: '61377',
    specialties: ['orthodontics'],
    hours: [
      ...days(2, [1, 2, 4, 5], morning, afternoon),
      ...days(2, [3], morning, { startsAt: '13:00', endsAt: '15:30' }),
    ],
    works: ['orthodontics', 'braces', 'evaluation'],
  },
  {
    key: 'luana',
    title: undefined,
    firstName: 'Luana',
    lastName: 'Reis',
    kind: 'hygienist',
    email: 'luana@demo.topsmile.example',
    cro: '9018',
    specialties: ['dental_hygiene'],
    hours: days(3, [1, 2, 3], morning, afternoon),
    works: ['cleaning', 'scaling', 'whitening'],
  },
  {
    key: 'davi',
    title: undefined,
    firstName: 'Davi',
    lastName: 'Teles',
    kind: 'hygienist',
    cro: '10442',
    specialties: ['dental_hygiene', 'periodontics'],
    hours: [...days(3, [4, 5], morning, afternoon), ...days(3, [6], morning)],
    works: ['cleaning', 'scaling', 'whitening'],
  },
] as const satisfies readonly {
  key: string;
  title: string | undefined;
  firstName: string;
  lastName: string;
  kind: 'dentist' | 'hygienist';
  email?: string;
  cro: string;
  specialties: readonly string[];
  hours: readonly Block[];
  works: readonly DemoTypeKey[];
}[];

type DemoType = {
  key: DemoTypeKey;
  name: string;
  durationMinutes: number;
  category: 'consultation' | 'cleaning' | 'treatment' | 'surgery' | 'emergency';
  color: string;
  priceInCents: number;
  pattern?: string;
  patternSquareMinutes?: 5 | 10 | 15;
  requiresApproval?: boolean;
  bufferAfterMinutes?: number;
  preparationInstructions?: string;
  postTreatmentInstructions?: string;
};

export const demoTypes: readonly DemoType[] = [
  {
    key: 'evaluation',
    name: 'Avaliação',
    durationMinutes: 30,
    category: 'consultation',
    color: '#2F74E8',
    priceInCents: 15_000,
  },
  {
    key: 'cleaning',
    name: 'Profilaxia',
    durationMinutes: 45,
    category: 'cleaning',
    color: '#35C79B',
    priceInCents: 22_000,
    preparationInstructions: 'Chegue com os dentes escovados e traga a carteira do convênio.',
  },
  {
    key: 'restoration',
    name: 'Restauração',
    durationMinutes: 60,
    category: 'treatment',
    color: '#C65200',
    priceInCents: 32_000,
    pattern: 'X//X',
    patternSquareMinutes: 15,
  },
  {
    key: 'urgency',
    name: 'Urgência',
    durationMinutes: 30,
    category: 'emergency',
    color: '#D11A3C',
    priceInCents: 25_000,
  },
  {
    key: 'rootCanal',
    name: 'Endodontia',
    durationMinutes: 75,
    category: 'treatment',
    color: '#A6537F',
    priceInCents: 98_000,
    pattern: 'X/XXX',
    patternSquareMinutes: 15,
  },
  {
    key: 'extraction',
    name: 'Exodontia',
    durationMinutes: 60,
    category: 'surgery',
    color: '#946600',
    priceInCents: 45_000,
    preparationInstructions: 'Alimente-se bem antes e venha com um acompanhante.',
    postTreatmentInstructions:
      'Gelo por 20 minutos a cada hora, alimentação fria e nada de bochechos por 24 horas.',
  },
  {
    key: 'implant',
    name: 'Implante',
    durationMinutes: 90,
    category: 'surgery',
    color: '#0B4F5A',
    priceInCents: 280_000,
    requiresApproval: true,
    bufferAfterMinutes: 15,
  },
  {
    key: 'crown',
    name: 'Coroa · prova',
    durationMinutes: 60,
    category: 'treatment',
    color: '#E6B23C',
    priceInCents: 120_000,
    pattern: 'X/XX',
    patternSquareMinutes: 15,
  },
  {
    key: 'orthodontics',
    name: 'Manutenção orto',
    durationMinutes: 30,
    category: 'treatment',
    color: '#56B4E9',
    priceInCents: 18_000,
  },
  {
    key: 'braces',
    name: 'Instalação de aparelho',
    durationMinutes: 45,
    category: 'treatment',
    color: '#0072B2',
    priceInCents: 90_000,
  },
  {
    key: 'scaling',
    name: 'Raspagem',
    durationMinutes: 60,
    category: 'cleaning',
    color: '#00805F',
    priceInCents: 30_000,
  },
  {
    key: 'followUp',
    name: 'Retorno',
    durationMinutes: 30,
    category: 'consultation',
    color: '#6B7280',
    priceInCents: 0,
  },
  {
    key: 'whitening',
    name: 'Clareamento',
    durationMinutes: 45,
    category: 'treatment',
    color: '#CFA3C8',
    priceInCents: 70_000,
  },
];
