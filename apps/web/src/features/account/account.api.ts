import {
  addPasskey,
  changeEmail,
  changePassword,
  disableTotp,
  endOtherSessions,
  endSession,
  listSessions,
  mfaState,
  passkeyOptions,
  passwordPolicy,
  removePasskey,
  renamePasskey,
  renewRecoveryCodes,
  setupTotp,
  verifyTotp,
} from '@topsmile/contracts';
import { queryOptions, useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/http.ts';
import { makePasskey } from '../../lib/passkeys.ts';
import { queryKeys } from '../../lib/query-keys.ts';

export const factorsQuery = queryOptions({
  queryKey: [...queryKeys.security, 'factors'],
  queryFn: ({ signal }) => call(mfaState, { signal }),
});

export const policyQuery = queryOptions({
  queryKey: [...queryKeys.security, 'password'],
  queryFn: ({ signal }) => call(passwordPolicy, { signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: queryKeys.ownSessions,
  queryFn: ({ signal }) => call(listSessions, { signal }),
});

/** A change of how somebody proves who they are: the state, the sessions and the session's duty follow from it. */
const useChange = <Input, Output>(
  change: (input: Input) => Promise<Output>,
): UseMutationResult<Output, Error, Input> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () =>
      Promise.all(
        [queryKeys.security, queryKeys.ownSessions, queryKeys.session].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
};

type PasswordChange = { currentPassword: string; newPassword: string };

export const useChangePassword = () => useChange((body: PasswordChange) => call(changePassword, { body }));
export const useBeginTotp = () => useMutation({ mutationFn: () => call(setupTotp) });
export const useVerifyTotp = () => useChange((code: string) => call(verifyTotp, { body: { code } }));
export const useDisableTotp = () => useChange(() => call(disableTotp));
export const useRenewCodes = () => useChange(() => call(renewRecoveryCodes));

export const useAddPasskey = () =>
  useChange(async (name: string) => {
    const attestation = await makePasskey(await call(passkeyOptions));
    return call(addPasskey, { body: { name, attestation } });
  });
export const useRenamePasskey = () =>
  useChange(({ id, name }: { id: string; name: string }) =>
    call(renamePasskey, { params: { passkeyId: id }, body: { name } }),
  );
export const useRemovePasskey = () =>
  useChange((id: string) => call(removePasskey, { params: { passkeyId: id } }));

export const useChangeEmail = () => useChange((email: string) => call(changeEmail, { body: { email } }));

export const useEndSession = () => useChange((id: string) => call(endSession, { params: { sessionId: id } }));
export const useEndOthers = () => useChange(() => call(endOtherSessions));
