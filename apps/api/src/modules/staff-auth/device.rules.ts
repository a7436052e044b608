export type Device = { browser: string; os: string; kind: 'desktop' | 'phone' | 'tablet' | 'other' };

// The first that fits: every browser also claims to be the ones below it.
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S+.*\bSafari\//, 'Safari'],
];
const systems: readonly [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

const named = (list: readonly [RegExp, string][], agent: string): string =>
  list.find(([pattern]) => pattern.test(agent))?.[1] ?? '';

const kindOf = (agent: string, os: string): Device['kind'] => {
  if (os === '') return 'other';
  if (/\biPad\b/.test(agent)) return 'tablet';
  if (os === 'Android') return /\bMobile\b/.test(agent) ? 'phone' : 'tablet';
  return os === 'iOS' ? 'phone' : 'desktop';
};

/** What a browser says about itself; good enough to recognise one's own, and nothing is decided by it. */
export const deviceOf = (userAgent: string): Device => {
  const os = named(systems, userAgent);
  return { browser: named(browsers, userAgent), os, kind: kindOf(userAgent, os) };
};

export const nameOfDevice = ({ browser, os }: Device): string =>
  [browser, os].filter((part) => part !== '').join(', ') || '?';
