import {
  type BodyInput,
  createPatient,
  findDuplicates,
  getPatient,
  listPatients,
  type Patient,
} from '@topsmile/contracts';
import {
  keepPreviousData,
  queryOptions,
  skipToken,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { call, callPage } from '../../lib/http.ts';
import { freshFor } from '../../lib/query.ts';
import { queryKeys } from '../../lib/query-keys.ts';

const shownAtOnce = 8;

/** The people who fit what was typed; an answer to an older text is never shown as the newer one's. */
export const patientSearchQuery = (search: string) =>
  queryOptions({
    queryKey: [...queryKeys.patients, 'search', search],
    queryFn:
      search === ''
        ? skipToken
        : ({ signal }) => callPage(listPatients, { query: { search, limit: shownAtOnce }, signal }),
    select: ({ items }) => items,
    staleTime: freshFor.lists,
    placeholderData: keepPreviousData,
  });

export const patientQuery = (patientId: string | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.patients, 'one', patientId],
    queryFn:
      patientId === undefined
        ? skipToken
        : ({ signal }) => call(getPatient, { params: { patientId }, signal }),
  });

export type LikePerson = BodyInput<typeof findDuplicates>;

/** Who might already be this person. Asked by POST, because names and numbers never stand in an address. */
export const duplicatesQuery = (person: LikePerson | undefined) =>
  queryOptions({
    queryKey: [...queryKeys.patients, 'duplicates', person],
    queryFn:
      person === undefined ? skipToken : ({ signal }) => call(findDuplicates, { body: person, signal }),
    staleTime: freshFor.lists,
    retry: false,
  });

export type NewPatient = BodyInput<typeof createPatient>;
export const useCreatePatient = (): UseMutationResult<Patient, Error, NewPatient> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: NewPatient) => call(createPatient, { body }),
    onSuccess: (patient) => {
      void cache.invalidateQueries({ queryKey: queryKeys.patients });
      cache.setQueryData(patientQuery(patient.id).queryKey, patient);
    },
  });
};
