const startsWith = (bytes: Buffer, signature: readonly number[], at = 0): boolean =>
  signature.every((byte, index) => bytes[at + index] === byte);

const jpeg = [0xff, 0xd8, 0xff];
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const riff = [0x52, 0x49, 0x46, 0x46];
const webp = [0x57, 0x45, 0x42, 0x50];

/** What an image is by its first bytes; its name and declared type are only claims. */
export const imageKind = (bytes: Buffer): 'jpeg' | 'png' | 'webp' | undefined => {
  if (startsWith(bytes, jpeg)) return 'jpeg';
  if (startsWith(bytes, png)) return 'png';
  return startsWith(bytes, riff) && startsWith(bytes, webp, 8) ? 'webp' : undefined;
};
