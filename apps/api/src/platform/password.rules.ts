import { commonPasswords } from './common-passwords.rules.ts';

/** With a second factor the password is one proof of two. */
export const minimumLength = 12;
/** A password that is the only proof of who somebody is must be longer (NIST SP 800-63B-4, 3.1.1.2). */
export const minimumLengthAlone = 15;
export const maximumLength = 128;
/** A new password may be none of so many last ones. */
export const rememberedPasswords = 5;

export type PasswordContext = {
  /** Nothing but the password will prove who this person is. */
  isOnlyFactor: boolean;
  /** Words somebody who knows the person or the clinic would try first: names, the e-mail, the clinic. */
  words: readonly string[];
};

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const leet: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};
const unleet = (text: string): string => text.replace(/[0134577@$]/g, (sign) => leet[sign] ?? sign);

const withoutEnds = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

/** `abcabcabc` is `abc`. */
const withoutRepetition = (text: string): string => {
  for (let length = 1; length <= text.length / 2; length += 1)
    if (text.length % length === 0 && text.slice(0, length).repeat(text.length / length) === text)
      return text.slice(0, length);
  return text;
};

const isCommon = (password: string): boolean => {
  const lower = plain(password);
  const forms = [lower, unleet(lower)].flatMap((form) => [form, withoutEnds(form)]);
  return forms.some((form) => commonPasswords.has(form) || commonPasswords.has(withoutRepetition(form)));
};

const fewestDifferent = 5;
const ladders = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm'];

/** A run along the alphabet, the digits or the keyboard, or the same few signs over and over. */
const isMonotonous = (password: string): boolean => {
  const lower = plain(password);
  const unit = withoutRepetition(lower);
  const backwards = Array.from(lower).reverse().join('');
  return (
    new Set(lower).size < fewestDifferent ||
    (unit.length < lower.length && unit.length < fewestDifferent) ||
    ladders.some((ladder) => ladder.includes(lower) || ladder.includes(backwards))
  );
};

const shortestWord = 4;
const ownPart = 8;

/** What is left when the words everybody would try are taken out must still be a password. */
const leansOn = (password: string, words: readonly string[]): boolean => {
  const parts = words.flatMap((word) => plain(word).split(/[^\p{L}\p{N}]+/u));
  const known = parts
    .filter((part) => part.length >= shortestWord)
    .sort((one, other) => other.length - one.length);
  const lower = plain(password);
  const rest = known.reduce((text, word) => text.replaceAll(word, ''), lower);
  return rest !== lower && Array.from(rest.replace(/[^\p{L}\p{N}]/gu, '')).length < ownPart;
};

const product = 'topsmile';

/** What is wrong with a password that somebody wants to use, as a key of the catalogues; undefined: nothing. */
export const problemOfPassword = (
  password: string,
  { isOnlyFactor, words }: PasswordContext,
): string | undefined => {
  const { length } = Array.from(password);
  if (length < minimumLength) return 'password.tooShort';
  if (length > maximumLength) return 'password.tooLong';
  if (isOnlyFactor && length < minimumLengthAlone) return 'password.tooShortAlone';
  if (isCommon(password) || isMonotonous(password)) return 'password.common';
  return leansOn(password, [product, ...words]) ? 'password.ownWords' : undefined;
};
