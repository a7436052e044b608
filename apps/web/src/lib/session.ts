import type {
  Credentials,
  EntryRequest,
  enterClinic as enterContract,
  leaveClinic as leaveContract,
  listMyClinics as myClinicsContract,
  me as meContract,
  Permission,
  Registration,
  registerClinic as registerContract,
  Session,
  passkeySignIn as passkeySignInContract,
  PasskeyAssertion,
  secondFactor as secondFactorContract,
  SecondFactorProof,
  signIn as signInContract,
  SignInOutcome,
  signOut as signOutContract,
  switchClinic as switchContract,
} from '@topsmile/contracts';
import {
  type QueryClient,
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import type { z } from 'zod';
import { claimDrafts } from './drafts.ts';
import { call, forgetSessionSecrets, outline } from './http.ts';
import { isProblemWith } from './problem.ts';
import { usePreferences } from './preferences.ts';
import { queryKeys } from './query-keys.ts';
import { useSession } from './session-context.ts';
import { readStored, writeStored } from './storage.ts';

export { useSession } from './session-context.ts';

export const endpoints = {
  me: outline<typeof meContract>('get', '/auth/me'),
  signIn: outline<typeof signInContract>('post', '/auth/login'),
  secondFactor: outline<typeof secondFactorContract>('post', '/auth/second-factor'),
  passkeySignIn: outline<typeof passkeySignInContract>('post', '/auth/passkey'),
  signOut: outline<typeof signOutContract>('post', '/auth/logout'),
  register: outline<typeof registerContract>('post', '/auth/register'),
  switchClinic: outline<typeof switchContract>('post', '/auth/switch-clinic'),
  enterClinic: outline<typeof enterContract>('post', '/platform/enter-clinic'),
  leaveClinic: outline<typeof leaveContract>('post', '/platform/leave-clinic'),
  myClinics: outline<typeof myClinicsContract>('get', '/auth/clinics'),
};

// A sign-out that the server has not heard of yet: its cookies still stand in this browser.
const owedSignOut = 'signOutOwed';

const whoIsSignedIn = async (): Promise<Session | null> => {
  try {
    if (readStored(owedSignOut) !== undefined) {
      await call(endpoints.signOut);
      writeStored(owedSignOut, undefined);
      return null;
    }
    return await call(endpoints.me);
  } catch (error) {
    if (!isProblemWith(error, 'unauthenticated', 'session-expired')) throw error;
    writeStored(owedSignOut, undefined);
    return null;
  }
};

/** Null: nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: queryKeys.session,
  queryFn: whoIsSignedIn,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Other tabs of this browser hear of a sign-in, a sign-out and of activity. */
export type SessionNews = 'signed-in' | 'signed-out' | 'active';
export const sessionNews =
  'BroadcastChannel' in globalThis ? new BroadcastChannel('topsmile.session') : undefined;

/** Nothing of one session may be seen in the next one. */
const startAfresh = (cache: QueryClient, session: Session | null): void => {
  forgetSessionSecrets();
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'config' });
  cache.getMutationCache().clear();
  if (session !== null) claimDrafts(`${session.clinic.id}:${session.user.id}`);
  cache.setQueryData(sessionQuery.queryKey, session);
};

/** Shows sign-in; what was being typed stays in the drafts of the same person. */
export const endSessionLocally = (cache: QueryClient): void => startAfresh(cache, null);

/** Ends a session that nobody attends: hidden at once, and the server is told without anybody waiting. */
export const abandonSession = (cache: QueryClient): void => {
  writeStored(owedSignOut, 'yes');
  endSessionLocally(cache);
  void cache.invalidateQueries({ queryKey: sessionQuery.queryKey, refetchType: 'all' });
};

/** The clinics where the signed-in person works; most people have one. */
export const myClinicsQuery = queryOptions({
  queryKey: queryKeys.myClinics,
  queryFn: ({ signal }) => call(endpoints.myClinics, { signal }),
  staleTime: 5 * 60_000,
});

export const useOptionalSession = (): Session | null | undefined => useQuery(sessionQuery).data;

export const useCan = (permission: Permission): boolean =>
  useOptionalSession()?.permissions.includes(permission) ?? false;

type ClinicLocation = Session['clinic']['locations'][number];

/** Where the person works now; the first location until they choose one. Undefined before the first setup. */
export const useClinicLocation = (): ClinicLocation | undefined => {
  const { locations } = useSession().clinic;
  const chosen = usePreferences((preferences) => preferences.locationId);
  return locations.find((location) => location.id === chosen) ?? locations[0];
};

const useEnter = (): ((session: Session) => Promise<void>) => {
  const cache = useQueryClient();
  return async (session) => {
    // An older question about the session must not answer after this.
    await cache.cancelQueries({ queryKey: sessionQuery.queryKey });
    writeStored(owedSignOut, undefined);
    startAfresh(cache, session);
    sessionNews?.postMessage('signed-in' satisfies SessionNews);
  };
};

const useEntering = <Input>(
  enter: (input: Input) => Promise<Session>,
): UseMutationResult<Session, Error, Input> => {
  const onSuccess = useEnter();
  return useMutation({ mutationFn: enter, onSuccess });
};

/** The password: whoever has a second factor is asked for it next. */
export const useSignIn = (): UseMutationResult<SignInOutcome, Error, z.input<typeof Credentials>> => {
  const enter = useEnter();
  return useMutation({
    mutationFn: (body) => call(endpoints.signIn, { body }),
    onSuccess: (answer) => (answer.outcome === 'signed-in' ? enter(answer.session) : undefined),
  });
};

export const useSecondFactor = (): UseMutationResult<Session, Error, SecondFactorProof> =>
  useEntering((body) => call(endpoints.secondFactor, { body }));

export const usePasskeySignIn = (): UseMutationResult<Session, Error, PasskeyAssertion> =>
  useEntering((assertion) => call(endpoints.passkeySignIn, { body: { assertion } }));

/** Goes on in another clinic: nothing that was read in this one is seen there. */
export const useSwitchClinic = (): UseMutationResult<Session, Error, string> =>
  useEntering((clinicId) => call(endpoints.switchClinic, { body: { clinicId } }));

/** Leaves the clinic that a platform administrator had entered. */
export const useLeaveClinic = (): UseMutationResult<Session, Error, void> =>
  useEntering(() => call(endpoints.leaveClinic));

export const useEnterClinic = (): UseMutationResult<Session, Error, z.input<typeof EntryRequest>> =>
  useEntering((body) => call(endpoints.enterClinic, { body }));

export const useRegister = (): UseMutationResult<Session, Error, z.input<typeof Registration>> =>
  useEntering((body) => call(endpoints.register, { body }));

/**
 * Ends the session here and in every tab. When the server cannot be asked it is told at the next opening,
 * before anything of the session is shown.
 */
export const useSignOut = (): UseMutationResult<unknown, Error, void> => {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => call(endpoints.signOut),
    onError: (error) => {
      if (!isProblemWith(error, 'unauthenticated', 'session-expired')) writeStored(owedSignOut, 'yes');
    },
    onSettled: () => {
      endSessionLocally(cache);
      sessionNews?.postMessage('signed-out' satisfies SessionNews);
    },
  });
};
