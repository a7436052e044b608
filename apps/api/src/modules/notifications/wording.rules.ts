/** How facts, secrets and links get into a text without becoming anything else there. */

const open = '\u27E6';
const close = '\u27E7';
const mark = /\u27E6(\w+)\u27E7/g;

// Breaks would start a header or a paragraph of their own; the brackets are how secrets are marked.
const notText = /[\p{Control}\p{Surrogate}\u2028\u2029\u202A-\u202E\u2066-\u2069\u27E6\u27E7]+/gu;

export const oneLine = (text: string): string => text.replace(/\s+/gu, ' ').trim();

/** Facts with every text reduced to one line of plain characters. */
export const plainFacts = <T extends object>(facts: T): T => {
  const plain = Object.entries(facts).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'string' ? oneLine(value.replace(notText, ' ')) : value,
  ]);
  return Object.assign({}, facts, Object.fromEntries(plain));
};

/** The secrets' places: `⟦code⟧`. */
export const marked = <T extends object>(secrets: T): T =>
  Object.assign(
    {},
    secrets,
    Object.fromEntries(Object.keys(secrets).map((key) => [key, `${open}${key}${close}`])),
  );

export const fillMarks = (text: string, valueOf: (name: string) => string): string =>
  text.replace(mark, (_whole, name: string) => valueOf(name));

export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** The address of a page of ours; anything that would lead elsewhere is a fault of the caller. */
export const absoluteLink = (publicUrl: string, path: string): string => {
  const base = new URL(publicUrl);
  const link = new URL(path, base);
  if (!path.startsWith('/') || link.origin !== base.origin)
    throw new Error('A message may lead to our own pages alone');
  return link.href;
};

/** What is shown in the place of a secret. */
export const cover = '•••';
export const covered = (text: string): string => fillMarks(text, () => cover);
/** A covered link leads nowhere. */
export const coveredHtml = (html: string): string => covered(html.replace(/ href="\u27E6\w+\u27E7"/g, ''));

/** `m•••a@example.com`, `(11) •••-7777`: enough to notice a wrong address, not enough to use it. */
export const hintOf = (address: string): string => {
  const [name = '', domain] = address.split('@');
  if (domain === undefined)
    return `${/^\(\d+\)/.exec(address)?.[0] ?? ''} ${cover}-${address.slice(-4)}`.trim();
  return `${name.slice(0, 1)}${cover}${name.length > 3 ? name.slice(-1) : ''}@${domain}`;
};
