import { create } from 'zustand';
import { readStored, writeStored } from './storage.ts';

export const densities = ['compact', 'comfortable'] as const;
export type Density = (typeof densities)[number];
export const cardColourModes = ['status', 'type'] as const;
export type CardColourMode = (typeof cardColourModes)[number];

type Preferences = {
  density: Density;
  cardColourMode: CardColourMode;
  /** Single-letter shortcuts can be switched off (WCAG 2.1.4). */
  hasSingleKeys: boolean;
  /** The location the person works at; only its id is kept. */
  locationId: string | undefined;
};

const oneOf = <Value extends string>(allowed: readonly Value[], key: string, otherwise: Value): Value => {
  const stored = readStored(key);
  return allowed.find((value) => value === stored) ?? otherwise;
};

export const usePreferences = create<Preferences>()(() => ({
  density: oneOf(densities, 'density', 'compact'),
  cardColourMode: oneOf(cardColourModes, 'cardColourMode', 'status'),
  hasSingleKeys: readStored('singleKeys') !== 'off',
  locationId: readStored('locationId'),
}));

export const setDensity = (density: Density): void => {
  document.documentElement.dataset['density'] = density;
  writeStored('density', density);
  usePreferences.setState({ density });
};
export const setCardColourMode = (cardColourMode: CardColourMode): void => {
  writeStored('cardColourMode', cardColourMode);
  usePreferences.setState({ cardColourMode });
};
export const setSingleKeys = (hasSingleKeys: boolean): void => {
  writeStored('singleKeys', hasSingleKeys ? undefined : 'off');
  usePreferences.setState({ hasSingleKeys });
};
export const setLocationId = (locationId: string): void => {
  writeStored('locationId', locationId);
  usePreferences.setState({ locationId });
};
