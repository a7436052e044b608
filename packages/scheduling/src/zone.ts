export const canonicalZone = (name: string): string | undefined => (name.includes('/') ? name : undefined);
