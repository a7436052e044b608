/** Brazil's identifiers as pure functions: each takes any usual spelling and gives the shown form, or undefined. */

const onlyDigits = (value: string): string => value.replace(/\D/g, '');

const checkDigit = (values: readonly number[], weights: readonly number[]): number => {
  const sum = weights.reduce((total, weight, at) => total + weight * (values[at] ?? 0), 0);
  const rest = sum % 11;
  return rest < 2 ? 0 : 11 - rest;
};

// Partial masks are refused: either bare digits or the whole official mask.
const cpfShape = /^(\d{11}|\d{3}\.\d{3}\.\d{3}-\d{2})$/;
const cpfWeights = [10, 9, 8, 7, 6, 5, 4, 3, 2];

/** `12345678909` or `123.456.789-09` → `123.456.789-09`; undefined when the check digits are wrong. */
export const formatCpf = (value: string): string | undefined => {
  const trimmed = value.trim();
  if (!cpfShape.test(trimmed)) return undefined;
  const digits = onlyDigits(trimmed);
  if (/^(\d)\1{10}$/.test(digits)) return undefined;
  const numbers = Array.from(digits, Number);
  const isValid =
    checkDigit(numbers, cpfWeights) === numbers[9] &&
    checkDigit(numbers, [11, ...cpfWeights]) === numbers[10];
  return isValid ? digits.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4') : undefined;
};

const cnpjShape = /^([0-9A-Z]{12}\d{2}|[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}\/[0-9A-Z]{4}-\d{2})$/;
const cnpjWeights = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

/** Numeric or alphanumeric CNPJ (a letter counts as its ASCII code − 48) → `XX.XXX.XXX/XXXX-XX`. */
export const formatCnpj = (value: string): string | undefined => {
  const trimmed = value.trim().toUpperCase();
  if (!cnpjShape.test(trimmed)) return undefined;
  const positions = trimmed.replace(/[./-]/g, '');
  if (/^(.)\1{13}$/.test(positions)) return undefined;
  const numbers = Array.from(positions, (character) => character.charCodeAt(0) - 48);
  const isValid =
    checkDigit(numbers, cnpjWeights) === numbers[12] &&
    checkDigit(numbers, [6, ...cnpjWeights]) === numbers[13];
  return isValid ? positions.replace(/(.{2})(.{3})(.{3})(.{4})(.{2})/, '$1.$2.$3/$4-$5') : undefined;
};

export const formatCep = (value: string): string | undefined => {
  const trimmed = value.trim();
  if (!/^(\d{8}|\d{5}-\d{3})$/.test(trimmed)) return undefined;
  return onlyDigits(trimmed).replace(/(\d{5})(\d{3})/, '$1-$2');
};

/** Area codes that are assigned; the first digit is the region. */
const areaCodes = new Set(
  [
    '11 12 13 14 15 16 17 18 19',
    '21 22 24 27 28',
    '31 32 33 34 35 37 38',
    '41 42 43 44 45 46 47 48 49',
    '51 53 54 55',
    '61 62 63 64 65 66 67 68 69',
    '71 73 74 75 77 79',
    '81 82 83 84 85 86 87 88 89',
    '91 92 93 94 95 96 97 98 99',
  ].flatMap((region) => region.split(' ')),
);

const nationalNumber = (value: string): string => {
  const digits = onlyDigits(value);
  const hasCountry = /^\s*\+/.test(value) || digits.length >= 12;
  const withoutCountry = hasCountry ? digits.replace(/^55/, '') : digits;
  return withoutCountry.replace(/^0/, '');
};

/**
 * A Brazilian phone in any spelling → `(11) 98888-7777` or `(11) 3888-7777`. Only assigned area codes;
 * ten digits that begin with 6–9 after the area code are an old mobile number without its leading 9.
 */
export const formatPhoneBr = (value: string): string | undefined => {
  if (!/^[\d\s()+\-.]+$/.test(value)) return undefined;
  const digits = nationalNumber(value);
  if (!areaCodes.has(digits.slice(0, 2))) return undefined;
  if (/^\d{2}9\d{8}$/.test(digits)) return digits.replace(/(\d{2})(\d{5})(\d{4})/, '($1) $2-$3');
  if (/^\d{2}[2-5]\d{7}$/.test(digits)) return digits.replace(/(\d{2})(\d{4})(\d{4})/, '($1) $2-$3');
  return undefined;
};

/** True for ten digits that lack the mobile 9: the form can say "put a 9 in front" instead of "invalid". */
export const isOldMobileBr = (value: string): boolean => /^\d{2}[6-9]\d{7}$/.test(nationalNumber(value));
