import { useEffect } from 'react';
import type { SetupPreview } from './setup-preview.ts';

/** Shows in the miniature what is being typed, whenever it differs. `onPreview` must be stable. */
export const usePreview = (
  onPreview: (part: Partial<SetupPreview>) => void,
  part: Partial<SetupPreview>,
): void => {
  const told = JSON.stringify(part);
  useEffect(() => {
    const shown: Partial<SetupPreview> = JSON.parse(told);
    onPreview(shown);
  }, [onPreview, told]);
};
