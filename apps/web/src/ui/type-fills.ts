/** The eight fills an appointment type may take, as stored; the dark scheme has its own for each. */
// biome-ignore format: the palette in one glance
export const typeFills = ['#DCEFFA', '#FBEBCF', '#D6F0E6', '#FAF5CC', '#D6E6F5', '#FBE0D2', '#F5E3EE', '#E9EEF0'] as const;

/** The CSS fill of a stored colour; one of our eight follows the scheme, any other is tinted on the surface. */
export const typeFillOf = (colour: string | undefined): string => {
  const at = typeFills.findIndex((fill) => fill.toLowerCase() === colour?.toLowerCase());
  if (at >= 0) return `var(--ts-type-${at})`;
  return colour === undefined ? 'var(--ts-type-7)' : `color-mix(in srgb, ${colour} 22%, var(--ts-surface))`;
};

/** The bar of a provider, by the index stored with them. */
export const providerBarOf = (colorIndex: number | undefined): string =>
  `var(--ts-provider-${(colorIndex ?? 0) % 5})`;
