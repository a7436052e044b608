import { create } from 'zustand';

export type Urgency = 'polite' | 'assertive';
type Spoken = Record<Urgency, string>;

export const useSpoken = create<Spoken>()(() => ({ polite: '', assertive: '' }));

// The same words twice would be no change, and no change is not read out.
const different = (previous: string, text: string): string => (previous === text ? `${text}\u00A0` : text);

/** Says a sentence to screen readers. Assertive only for a conflict or the end of the session. */
export const announce = (text: string, urgency: Urgency = 'polite'): void =>
  useSpoken.setState((spoken) => ({ ...spoken, [urgency]: different(spoken[urgency], text) }));
