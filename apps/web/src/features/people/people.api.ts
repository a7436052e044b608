import {
  type BodyInput,
  changePerson,
  changeRole,
  createInvitation,
  createRole,
  deactivatePerson,
  deleteRole,
  endPersonSession,
  endPersonSessions,
  forceReset,
  listPeople,
  listPersonSessions,
  listRoles,
  reactivatePerson,
  resendInvitation,
  revokeInvitation,
} from '@topsmile/contracts';
import { queryOptions, useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/http.ts';
import { freshFor } from '../../lib/query.ts';
import { queryKeys } from '../../lib/query-keys.ts';

export const peopleQuery = queryOptions({
  queryKey: [...queryKeys.people, 'list'],
  queryFn: ({ signal }) => call(listPeople, { signal }),
  staleTime: freshFor.lists,
});

export const rolesQuery = queryOptions({
  queryKey: [...queryKeys.people, 'roles'],
  queryFn: ({ signal }) => call(listRoles, { signal }),
  staleTime: freshFor.lists,
});

export const sessionsOf = (userId: string) =>
  queryOptions({
    queryKey: [...queryKeys.people, 'sessions', userId],
    queryFn: ({ signal }) => call(listPersonSessions, { params: { userId }, signal }),
    staleTime: freshFor.agenda,
  });

/** A write about people; done when what shows them has been read again, also after a refusal. */
const usePeopleWrite = <Input, Output>(
  write: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: write,
    onSettled: () => cache.invalidateQueries({ queryKey: queryKeys.people }),
  });
};

export const useInvite = () =>
  usePeopleWrite(({ key, body }: { key: string; body: BodyInput<typeof createInvitation> }) =>
    call(createInvitation, { body, idempotencyKey: key }),
  );
export const useResend = () =>
  usePeopleWrite((invitationId: string) => call(resendInvitation, { params: { invitationId } }));
export const useRevoke = () =>
  usePeopleWrite((invitationId: string) => call(revokeInvitation, { params: { invitationId } }));

type RoleGift = { userId: string; rev: number; choice: { role?: string; customRoleId?: string } };
export const useGiveRole = () =>
  usePeopleWrite(({ userId, rev, choice }: RoleGift) =>
    call(changePerson, { params: { userId }, body: changePerson.body.parse({ rev, ...choice }) }),
  );
export const useDeactivate = () =>
  usePeopleWrite((userId: string) => call(deactivatePerson, { params: { userId } }));
export const useReactivate = () =>
  usePeopleWrite((userId: string) => call(reactivatePerson, { params: { userId } }));
export const useForceReset = () =>
  usePeopleWrite((userId: string) => call(forceReset, { params: { userId } }));

type OneSession = { userId: string; sessionId: string };
export const useEndSession = () => usePeopleWrite((params: OneSession) => call(endPersonSession, { params }));
export const useEndSessions = () =>
  usePeopleWrite((userId: string) => call(endPersonSessions, { params: { userId } }));

export const useCreateRole = () =>
  usePeopleWrite((body: BodyInput<typeof createRole>) => call(createRole, { body }));
type RoleEdit = { roleId: string; body: BodyInput<typeof changeRole> };
export const useChangeRole = () =>
  usePeopleWrite(({ roleId, body }: RoleEdit) => call(changeRole, { params: { roleId }, body }));
export const useDeleteRole = () =>
  usePeopleWrite((roleId: string) => call(deleteRole, { params: { roleId } }));
