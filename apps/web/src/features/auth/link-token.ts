import { useState } from 'react';

const tokenOf = (hash: string): string | undefined =>
  new URLSearchParams(hash.slice(1)).get('token') ?? undefined;

/**
 * The secret of a link from a mail. It stands in the fragment, which no server sees, and leaves the address bar at
 * once: it must not stay in the history or be sent on.
 */
export const useLinkToken = (): string | undefined => {
  const [token] = useState(() => {
    const found = tokenOf(window.location.hash);
    if (found !== undefined) window.history.replaceState(window.history.state, '', window.location.pathname);
    return found;
  });
  return token;
};
