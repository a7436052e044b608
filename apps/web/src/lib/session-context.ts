import type { Session } from '@topsmile/contracts';
import { createContext, useContext } from 'react';

/**
 * The session under which a page was opened. It stays until the page has gone, so that nothing on it finds
 * nobody signed in between the end of the session and the way to sign-in.
 */
export const SessionContext = createContext<Session | undefined>(undefined);

/** The session of a page that only signed-in people reach. */
export const useSession = (): Session => {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs a signed-in person');
  return session;
};
