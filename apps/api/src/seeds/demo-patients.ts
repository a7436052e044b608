import { formatCep, formatCpf, formatPhoneBr } from '@topsmile/contracts';
import { families, female, male } from './demo-names.ts';
import type { Random } from './random.ts';

const streets = [
  'Rua Itapicuru',
  'Rua Cardoso de Almeida',
  'Rua Monte Alegre',
  'Rua Ministro Godói',
  'Avenida Sumaré',
  'Rua Turiaçu',
  'Rua Apinajés',
] as const;

const cpfFrom = (nine: number): string => {
  const base = String(nine).padStart(9, '0');
  const digit = (digits: string): number => {
    const sum = Array.from(digits, Number).reduce(
      (total, value, at) => total + value * (digits.length + 1 - at),
      0,
    );
    return sum % 11 < 2 ? 0 : 11 - (sum % 11);
  };
  const first = digit(base);
  const formatted = formatCpf(`${base}${first}${digit(`${base}${first}`)}`);
  if (formatted === undefined) throw new Error('A made-up CPF must be valid');
  return formatted;
};

const bornBetween = (random: Random, { fromYear, toYear }: { fromYear: number; toYear: number }): string => {
  const year = fromYear + random.below(toYear - fromYear + 1);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${year}-${two(1 + random.below(12))}-${two(1 + random.below(28))}`;
};

const must = (value: string | undefined): string => {
  if (value === undefined) throw new Error('Made-up data must be well formed');
  return value;
};

/**
 * A plausible Brazilian patient whose contacts are visibly invented: phones of the shape (11) 90000-nnnn
 * and addresses at example.com reach nobody.
 */
export const demoPatient = (random: Random, { at, thisYear }: { at: number; thisYear: number }) => {
  const isFemale = random.chance(0.56);
  const isChild = random.chance(0.16);
  const first = isFemale ? random.pick(female) : random.pick(male);
  const second = random.chance(0.25) ? ` ${random.pick(families)}` : '';
  const serial = String(at % 10_000).padStart(4, '0');
  const years = isChild
    ? { fromYear: thisYear - 13, toYear: thisYear - 3 }
    : { fromYear: thisYear - 88, toYear: thisYear - 14 };
  return {
    firstName: first,
    lastName: `${random.pick(families)}${second}`,
    gender: isFemale ? ('female' as const) : ('male' as const),
    dateOfBirth: bornBetween(random, years),
    cpf: isChild ? undefined : cpfFrom(100_000 + at * 37),
    phone: must(formatPhoneBr(`119${String(Math.floor(at / 10_000)).padStart(4, '0')}${serial}`)),
    email: random.chance(0.7) ? `paciente${at}@example.com` : undefined,
    address: {
      street: random.pick(streets),
      number: String(10 + random.below(1900)),
      neighborhood: 'Perdizes',
      city: 'São Paulo',
      state: 'SP' as const,
      zipCode: must(formatCep('05014000')),
    },
    isChild,
  };
};
