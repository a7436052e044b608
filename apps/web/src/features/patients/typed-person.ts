import { formatCpf, formatPhoneBr } from '@topsmile/contracts';

export type TypedPerson = { firstName: string; lastName: string; phone: string; cpf: string };

const small = new Set(['da', 'de', 'do', 'das', 'dos', 'e', 'di', 'du', 'la', 'y', 'van', 'von']);

const capital = (word: string, at: number): string => {
  const lower = word.toLocaleLowerCase();
  if (at > 0 && small.has(lower)) return lower;
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
};

/** What was typed into the search, as the beginning of a record: a name, a phone or a CPF. */
export const personFrom = (typed: string): TypedPerson => {
  const text = typed.trim();
  const nobody = { firstName: '', lastName: '', phone: '', cpf: '' };
  const cpf = formatCpf(text);
  if (cpf !== undefined) return { ...nobody, cpf };
  if (/^[\d\s()+\-.]+$/.test(text)) return { ...nobody, phone: formatPhoneBr(text) ?? text };
  const [firstName = '', ...rest] = text.split(/\s+/).map(capital);
  return { ...nobody, firstName, lastName: rest.join(' ') };
};
