import {
  type BodyInput,
  changePatient,
  deactivatePatient,
  deletePatientPhoto,
  getPatientPhoto,
  listMerges,
  mergePatients,
  type MergePreview,
  type Patient,
  previewMerge,
  putPatientPhoto,
  reactivatePatient,
  undoMerge,
} from '@topsmile/contracts';
import {
  queryOptions,
  skipToken,
  useMutation,
  type UseMutationResult,
  useQueryClient,
} from '@tanstack/react-query';
import { call, urlOf } from '../../lib/http.ts';
import { queryKeys } from '../../lib/query-keys.ts';
import { patientQuery } from './patients.api.ts';

/** A write on one record: its page shows the answer at once, lists and visits ask again. */
const useRecordMutation = <Input>(
  act: (input: Input) => Promise<Patient>,
): UseMutationResult<Patient, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: (patient) => cache.setQueryData(patientQuery(patient.id).queryKey, patient),
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.patients }),
  });
};

type Change = { patientId: string; body: BodyInput<typeof changePatient> };
export const useChangePatient = (): UseMutationResult<Patient, Error, Change> =>
  useRecordMutation(({ patientId, body }) => call(changePatient, { params: { patientId }, body }));

export const useDeactivatePatient = (): UseMutationResult<Patient, Error, string> =>
  useRecordMutation((patientId) => call(deactivatePatient, { params: { patientId } }));

export const useReactivatePatient = (): UseMutationResult<Patient, Error, string> =>
  useRecordMutation((patientId) => call(reactivatePatient, { params: { patientId } }));

type Photo = { patientId: string; file: File };
export const usePutPhoto = (): UseMutationResult<Patient, Error, Photo> =>
  useRecordMutation(({ patientId, file }) => call(putPatientPhoto, { params: { patientId }, file }));

export const useRemovePhoto = (): UseMutationResult<Patient, Error, string> =>
  useRecordMutation((patientId) => call(deletePatientPhoto, { params: { patientId } }));

/** The photo's address; the fragment makes a replaced photo another image to the page. */
export const photoUrl = ({ id, rev }: Pick<Patient, 'id' | 'rev'>): string =>
  `${urlOf(getPatientPhoto, { params: { patientId: id } })}#${rev}`;

export type MergePair = { survivorId: string; duplicateId: string };

export const mergePreviewQuery = (pair: MergePair | undefined) =>
  queryOptions<MergePreview>({
    queryKey: [...queryKeys.patients, 'merge', pair],
    queryFn: pair === undefined ? skipToken : ({ signal }) => call(previewMerge, { body: pair, signal }),
    staleTime: 0,
    retry: false,
  });

export const mergesQuery = (patientId: string) =>
  queryOptions({
    queryKey: [...queryKeys.patients, 'merges', patientId],
    queryFn: ({ signal }) => call(listMerges, { params: { patientId }, signal }),
  });

type Merged = { mergeId: string; patient: Patient };
export const useMergePatients = (): UseMutationResult<Merged, Error, MergePair> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: MergePair) => call(mergePatients, { body }),
    onSettled: () => forgetPeopleAndVisits(cache),
  });
};

export const useUndoMerge = (): UseMutationResult<unknown, Error, string> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (mergeId: string) => call(undoMerge, { params: { mergeId } }),
    onSettled: () => forgetPeopleAndVisits(cache),
  });
};

/** Merging moves visits between people: whatever shows either is out of date. */
const forgetPeopleAndVisits = async (cache: ReturnType<typeof useQueryClient>): Promise<void> => {
  await Promise.all(
    [queryKeys.patients, queryKeys.visits, queryKeys.agenda].map((queryKey) =>
      cache.invalidateQueries({ queryKey }),
    ),
  );
};
