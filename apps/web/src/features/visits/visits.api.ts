import {
  findNextFree,
  getAgenda,
  getAppointment,
  getAvailability,
  getClinic,
  getPatient,
  listAppointments,
  listAppointmentTypes,
  listNeedsMoving,
  listOperatories,
  listProviders,
  type QueryInput,
} from '@topsmile/contracts';
import { keepPreviousData, queryOptions, skipToken, useQuery } from '@tanstack/react-query';
import { call, callPage } from '../../lib/http.ts';
import { freshFor } from '../../lib/query.ts';
import { queryKeys } from '../../lib/query-keys.ts';

export const visitQuery = (visitId: string) =>
  queryOptions({
    queryKey: [...queryKeys.visits, visitId],
    queryFn: ({ signal }) => call(getAppointment, { params: { appointmentId: visitId }, signal }),
    staleTime: freshFor.agenda,
  });

export const patientQuery = (patientId: string | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.patients, 'one', patientId],
    queryFn:
      patientId === undefined
        ? skipToken
        : ({ signal }) => call(getPatient, { params: { patientId }, signal }),
  });

export const typesQuery = queryOptions({
  queryKey: [...queryKeys.appointmentTypes, 'bookable'],
  queryFn: ({ signal }) => call(listAppointmentTypes, { signal }),
  staleTime: freshFor.settings,
});

export const providersQuery = (locationId: string | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.providers, 'at', locationId],
    queryFn:
      locationId === undefined
        ? skipToken
        : ({ signal }) => callPage(listProviders, { query: { locationId, limit: 100 }, signal }),
    select: ({ items }) => items,
    staleTime: freshFor.settings,
  });

export const operatoriesQuery = (locationId: string | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.operatories, 'at', locationId],
    queryFn:
      locationId === undefined
        ? skipToken
        : ({ signal }) => call(listOperatories, { query: { locationId }, signal }),
    staleTime: freshFor.settings,
  });

/** Minutes after which a wait counts as long; a usual value until the clinic's own is here. */
export const useLongWaitMinutes = (): number =>
  useQuery({
    queryKey: [...queryKeys.clinic],
    queryFn: ({ signal }) => call(getClinic, { signal }),
    staleTime: freshFor.settings,
  }).data?.settings.longWaitMinutes ?? 15;

export type FreeTimesQuery = QueryInput<typeof findNextFree>;
export const nextFreeQuery = (query: FreeTimesQuery | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.availability, 'next', query],
    queryFn: query === undefined ? skipToken : ({ signal }) => call(findNextFree, { query, signal }),
    staleTime: freshFor.agenda,
    placeholderData: keepPreviousData,
  });

export type DayTimesQuery = QueryInput<typeof getAvailability>;
export const dayTimesQuery = (query: DayTimesQuery | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.availability, 'day', query],
    queryFn: query === undefined ? skipToken : ({ signal }) => call(getAvailability, { query, signal }),
    staleTime: freshFor.agenda,
  });

/** The real bounds of a calendar day at a location; a day with a clock change has 23 or 25 hours. */
export const dayBoundsQuery = (locationId: string, day: string) =>
  queryOptions({
    queryKey: [...queryKeys.availability, 'bounds', locationId, day],
    queryFn: ({ signal }) => call(getAgenda, { query: { locationId, from: day }, signal }),
    select: ({ days }) => days.find((one) => one.day === day),
    staleTime: freshFor.settings,
  });

export const visitsOfDayQuery = (locationId: string, day: string) =>
  queryOptions({
    queryKey: [...queryKeys.visits, 'of-day', locationId, day],
    queryFn: ({ signal }) =>
      callPage(listAppointments, {
        query: { locationId, startDate: day, endDate: day, limit: 100 },
        signal,
      }),
    select: ({ items }) => items,
    staleTime: freshFor.agenda,
  });

export const needsMovingQuery = (locationId: string | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.needsMoving, locationId],
    queryFn:
      locationId === undefined
        ? skipToken
        : ({ signal }) => call(listNeedsMoving, { query: { locationId }, signal }),
    staleTime: freshFor.lists,
  });
