import { useEffect } from 'react';

/**
 * When a dialog over the panel closes, focus goes back to what opened it; to the panel's heading when that
 * is gone (the button of a step that was just taken).
 */
export const useFocusBack = (isOpen: boolean, root: { current: HTMLElement | null }): void => {
  useEffect(() => {
    if (!isOpen) return undefined;
    const opener = document.activeElement;
    const home = root.current;
    return () => {
      const isThere = opener instanceof HTMLElement && opener !== document.body && opener.isConnected;
      const target = isThere ? opener : home?.querySelector('h2');
      target?.focus();
    };
  }, [isOpen, root]);
};
