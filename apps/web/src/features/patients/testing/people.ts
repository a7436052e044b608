import type { ImportReport, Patient, PatientSummary, VisitCard } from '@topsmile/contracts';
import {
  ImportReport as Report,
  Patient as Whole,
  PatientSummary as Row,
  VisitCard as Card,
} from '@topsmile/contracts';

export const idOf = (last: string): string => last.padStart(24, '0');

const ana = {
  id: idOf('1'),
  firstName: 'Ana',
  lastName: 'Lima',
  fullName: 'Ana Lima',
  recordNumber: 2101,
  phone: '(11) 98888-7777',
  dateOfBirth: '1990-02-10',
  age: 36,
  status: 'active' as const,
  email: 'ana@example.com',
  address: { city: 'São Paulo', state: 'SP' as const },
  preferredContact: 'whatsapp' as const,
  hasPhoto: false,
  needsGuardian: false,
  createdAt: '2023-05-04T12:00:00.000Z',
  rev: 3,
};

export const aPatient = (changes: object = {}): Patient => Whole.parse({ ...ana, ...changes });
export const aRow = (changes: object = {}): PatientSummary => Row.parse({ ...ana, ...changes });

export const aVisit = (changes: object = {}): VisitCard =>
  Card.parse({
    id: idOf('e1'),
    kind: 'visit',
    locationId: idOf('b1'),
    startsAt: '2026-12-04T01:30:00.000Z',
    endsAt: '2026-12-04T02:00:00.000Z',
    durationMinutes: 30,
    bufferBeforeMinutes: 0,
    bufferAfterMinutes: 0,
    providerRuns: [],
    status: 'confirmed',
    approval: 'not_needed',
    priority: 'routine',
    isFirstVisit: false,
    isOverbooked: false,
    isWalkIn: false,
    typeName: 'Limpeza',
    providerName: 'Luana Reis',
    rev: 1,
    ...changes,
  });

export const aReport = (changes: object = {}): ImportReport =>
  Report.parse({
    id: idOf('f1'),
    state: 'checked',
    fileName: 'pacientes.csv',
    encoding: 'windows-1252',
    delimiter: ';',
    columns: [
      { header: 'Nome', field: 'firstName', sample: 'Ana' },
      { header: 'Convênio', field: 'ignore', sample: 'OdontoVale' },
    ],
    records: 4,
    accepted: 2,
    warnings: [{ line: 5, outcome: 'warning', reason: 'warning-shared-phone' }],
    errors: [
      { line: 3, outcome: 'error', reason: 'invalid-cpf' },
      { line: 4, outcome: 'error', reason: 'something-new' },
    ],
    createdAt: '2026-11-25T13:00:00.000Z',
    ...changes,
  });

/** All that the browser keeps. */
export const storedText = (): string =>
  JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]);
