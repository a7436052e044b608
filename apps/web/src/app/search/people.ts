import { listPatients, type PatientSummary } from '@topsmile/contracts';
import { IconCalendarPlus, IconUser } from '@tabler/icons-react';
import { callPage } from '../../lib/http.ts';
import { bookingPath } from '../paths.ts';
import { hasRoute } from '../routes.tsx';
import { plain, type SearchContext, type SearchHit, type SearchSource } from './sources.ts';

const most = 5;

/** "agendar joão" books for João; the verb in any of the three languages. */
const bookingVerb = /^(agendar|marcar|agenda|book|reservar)\s+/;

type Asked = { name: string; isBooking: boolean };

export const readQuery = (query: string): Asked => {
  const text = plain(query);
  const verb = bookingVerb.exec(text);
  return verb === null
    ? { name: query.trim(), isBooking: false }
    : { name: text.slice(verb[0].length), isBooking: true };
};

const detailOf = (patient: PatientSummary, { t }: SearchContext): string =>
  [
    patient.age === undefined ? undefined : t('years', { count: patient.age }),
    patient.phone,
    t('shell.search.record', { number: patient.recordNumber }),
  ]
    .filter((part) => part !== undefined)
    .join(' · ');

const hitOf = (patient: PatientSummary, isBooking: boolean, context: SearchContext): SearchHit => {
  const { t, navigate, permissions, routes } = context;
  const open = (): void => navigate(`/patients/${patient.id}`);
  const book = (): void => navigate(bookingPath(patient.id));
  const canBook = permissions.includes('appointments:write') && hasRoute(routes, bookingPath());
  const canOpen = hasRoute(routes, '/patients');
  const base = { id: patient.id, detail: detailOf(patient, context) };
  if ((isBooking || !canOpen) && canBook)
    return {
      ...base,
      title: t('shell.search.bookFor', { name: patient.fullName }),
      icon: IconCalendarPlus,
      run: book,
    };
  return {
    ...base,
    title: patient.fullName,
    icon: IconUser,
    run: open,
    secondary: canBook ? { label: t('shell.book'), run: book } : undefined,
  };
};

/** Patients by name without accents, phone digits, CPF or birth date: the API does the matching. */
export const people: SearchSource = {
  id: 'people',
  heading: 'people',
  permission: 'patients:read',
  find: async (query, context) => {
    const { name, isBooking } = readQuery(query);
    const canShow = hasRoute(context.routes, '/patients') || hasRoute(context.routes, bookingPath());
    if (name.length < 2 || !canShow) return [];
    const { items } = await callPage(listPatients, {
      query: { search: name, limit: most },
      signal: context.signal,
    });
    return items.map((patient) => hitOf(patient, isBooking, context));
  },
};
