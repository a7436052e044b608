import {
  type BodyInput,
  bookAppointment,
  bookSeries,
  changeAppointment,
  changeStatus,
  confirmHold,
  createBlock,
  decideApproval,
  deleteAppointment,
  moveStranded,
  releaseHold,
  stepBack,
  swapAppointments,
  type Visit,
  type VisitCard,
} from '@topsmile/contracts';
import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/http.ts';
import { type CardSnapshot, forgetSchedules, patchCards, restoreCards, snapshotCards } from './card-cache.ts';
import { visitQuery } from './visits.api.ts';

type Act<Input> = UseMutationResult<Visit, Error, Input, unknown>;
type OnVisit<Body = Record<never, never>> = { visitId: string } & Body;

type Options<Input extends OnVisit> = {
  run: (input: Input) => Promise<Visit>;
  /** What the card shows before the server has answered. */
  guess?: (input: Input) => Partial<VisitCard>;
};

/** A write to one visit: shown at once where it can be guessed, taken back when refused, re-read afterwards. */
const useAct = <Input extends OnVisit>({ run, guess }: Options<Input>): Act<Input> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onMutate: async (input: Input): Promise<CardSnapshot> => {
      if (guess === undefined) return [];
      await cache.cancelQueries({ queryKey: ['agenda'] });
      const snapshot = snapshotCards(cache);
      patchCards(cache, input.visitId, guess(input));
      return snapshot;
    },
    onError: (_error, _input, snapshot) => restoreCards(cache, snapshot ?? []),
    onSuccess: (visit) => {
      cache.setQueryData(visitQuery(visit.id).queryKey, visit);
      patchCards(cache, visit.id, { status: visit.status, rev: visit.rev });
    },
    onSettled: () => forgetSchedules(cache),
  });
};

const on = (visitId: string) => ({ appointmentId: visitId });

export type StatusOrder = OnVisit<BodyInput<typeof changeStatus>>;
export const useChangeStatus = (): Act<StatusOrder> =>
  useAct({
    run: ({ visitId, ...body }) => call(changeStatus, { params: on(visitId), body }),
    guess: ({ status }) => ({ status }),
  });

export const useStepBack = (): Act<OnVisit<{ rev: number }>> =>
  useAct({ run: ({ visitId, rev }) => call(stepBack, { params: on(visitId), body: { rev } }) });

export const useChangeVisit = (): Act<OnVisit<BodyInput<typeof changeAppointment>>> =>
  useAct({ run: ({ visitId, ...body }) => call(changeAppointment, { params: on(visitId), body }) });

export const useDecideApproval = (): Act<OnVisit<BodyInput<typeof decideApproval>>> =>
  useAct({
    run: ({ visitId, ...body }) => call(decideApproval, { params: on(visitId), body }),
    guess: ({ decision }) => ({ approval: decision }),
  });

export const useConfirmHold = (): Act<OnVisit<{ token: string }>> =>
  useAct({ run: ({ visitId, token }) => call(confirmHold, { params: on(visitId), body: { token } }) });

export const useReleaseHold = (): Act<OnVisit<{ token: string }>> =>
  useAct({ run: ({ visitId, token }) => call(releaseHold, { params: on(visitId), query: { token } }) });

export const useDeleteVisit = (): Act<OnVisit> =>
  useAct({ run: ({ visitId }) => call(deleteAppointment, { params: on(visitId) }) });

const useSchedulesWrite = <Input, Output>(
  run: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({ mutationFn: run, onSettled: () => forgetSchedules(cache) });
};

export type Booking = BodyInput<typeof bookAppointment>;
/** Repeating it with the same key books once, however often the answer was lost. */
export const useBook = () =>
  useSchedulesWrite(({ body, key }: { body: Booking; key: string }) =>
    call(bookAppointment, { body, idempotencyKey: key }),
  );

export type SeriesBooking = BodyInput<typeof bookSeries>;
export const useBookSeries = () =>
  useSchedulesWrite(({ body, key }: { body: SeriesBooking; key: string }) =>
    call(bookSeries, { body, idempotencyKey: key }),
  );

export type Block = BodyInput<typeof createBlock>;
export const useCreateBlock = () =>
  useSchedulesWrite(({ body, key }: { body: Block; key: string }) =>
    call(createBlock, { body, idempotencyKey: key }),
  );

export const useSwap = () =>
  useSchedulesWrite((body: BodyInput<typeof swapAppointments>) => call(swapAppointments, { body }));

export type StrandedMove = BodyInput<typeof moveStranded>['moves'][number];
export const useMoveStranded = () =>
  useSchedulesWrite((moves: StrandedMove[]) => call(moveStranded, { body: { moves } }));
