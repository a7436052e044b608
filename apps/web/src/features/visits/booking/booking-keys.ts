import type { SlotOffer } from '@topsmile/contracts';
import type { KeyboardEvent } from 'react';

type Keys = {
  slots: readonly SlotOffer[];
  onChoose: (slot: SlotOffer) => void;
  onBook: () => void;
};

const choosable = 6;

/** Alt+1–6 takes a free time (by the key's place, so that a Mac's Option works too), Ctrl-Enter books. */
export const bookingKeys =
  ({ slots, onChoose, onBook }: Keys) =>
  (event: KeyboardEvent): void => {
    if (event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onBook();
      return;
    }
    if (!event.altKey || event.ctrlKey || !event.code.startsWith('Digit')) return;
    const place = Number(event.code.slice(-1));
    const slot = place <= choosable ? slots[place - 1] : undefined;
    if (slot === undefined) return;
    event.preventDefault();
    onChoose(slot);
  };
