import { useEffect, useState } from 'react';

const linkOf = (target: EventTarget | null): HTMLAnchorElement | null =>
  target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;

const isPlainClick = (event: MouseEvent): boolean =>
  event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

/** The place within the application that a click would go to. */
const destinationOf = (event: MouseEvent): string | undefined => {
  const link = linkOf(event.target);
  if (link === null || link.target === '_blank' || !isPlainClick(event)) return undefined;
  const url = new URL(link.href);
  return url.origin === window.location.origin && url.hash === ''
    ? `${url.pathname}${url.search}`
    : undefined;
};

type LeaveGuard = {
  /** Where the person wants to go, waiting for an answer. */
  destination: string | undefined;
  ask: (destination: string) => void;
  stay: () => void;
};

/**
 * While there are changes, links and the window's own close button ask first. Browser back is not held: the
 * draft stays in memory and the form finds it again.
 */
export const useLeaveGuard = (hasChanges: boolean): LeaveGuard => {
  const [destination, setDestination] = useState<string>();
  useEffect(() => {
    if (!hasChanges) return undefined;
    const onClick = (event: MouseEvent): void => {
      const wanted = destinationOf(event);
      if (wanted === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      setDestination(wanted);
    };
    const onUnload = (event: BeforeUnloadEvent): void => event.preventDefault();
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [hasChanges]);
  return { destination, ask: setDestination, stay: () => setDestination(undefined) };
};
