import { VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import { useSpoken } from './announcer.ts';

/** The two live regions of the page. They stand from the start: a region added with its text stays silent. */
export const Announcer = (): JSX.Element => {
  const { polite, assertive } = useSpoken();
  return (
    <VisuallyHidden>
      <output aria-live="polite" data-testid="polite">
        {polite}
      </output>
      <div role="alert" aria-live="assertive" data-testid="assertive">
        {assertive}
      </div>
    </VisuallyHidden>
  );
};
