import { create } from 'zustand';
import type { Section } from './sections.ts';

type Counts = Partial<Record<Section['name'], number>>;
const useCounts = create<Counts>()(() => ({}));

/** Sets the number on a section's icon; whoever reads the list keeps it current. */
export const setSectionCount = (name: Section['name'], count: number | undefined): void =>
  useCounts.setState({ [name]: count });

export const useSectionCount = (name: Section['name']): number | undefined =>
  useCounts((counts) => counts[name]);
