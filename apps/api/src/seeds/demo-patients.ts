import { formatCep, formatCpf, formatPhoneBr } from '@topsmile/contracts';
import type { Random } from './random.ts';

// biome-ignore format: name lists read better in blocks
const female = ['Ana','Beatriz','Camila','Daniela','Eduarda','Fernanda','Gabriela','Helena','Isabela','Júlia','Larissa','Letícia','Lívia','Luíza','Marcela','Mariana','Marina','Natália','Patrícia','Rafaela','Renata','Sofia','Tatiana','Valentina','Vitória','Conceição','Antônia','Aparecida','Cláudia','Débora','Íris','Inês','Noêmia','Regina','Rosana','Sílvia','Sônia','Teresa','Vera','Zélia'] as const;
// biome-ignore format: name lists read better in blocks
const male = ['Afonso','Álvaro','André','Antônio','Bruno','Caio','Carlos','Cauã','Davi','Diego','Eduardo','Érico','Fábio','Felipe','Fernando','Francisco','Gabriel','Guilherme','Gustavo','Heitor','Henrique','Igor','Inácio','João','Joaquim','José','Leonardo','Lucas','Luís','Marcelo','Márcio','Matheus','Miguel','Otávio','Paulo','Pedro','Rafael','Ricardo','Rodrigo','Rômulo','Rui','Samuel','Sérgio','Thiago','Túlio','Vinícius'] as const;
// biome-ignore format: name lists read better in blocks
const families = ['Aguiar','Almeida','Andrade','Aragão','Assunção','Azevedo','Barbosa','Barros','Bastos','Brandão','Cândido','Cardoso','Carvalho','Coimbra','Conceição','Coutinho','Dantas',"D'Ávila",'Dias','dos Santos','Duarte','Farias','Fernandes','Ferreira','Figueira','Freire','Galvão','Gonçalves','Guedes','Lacerda','Leão','Lima','Lopes','Macedo','Magalhães','Medeiros','Meira','Mendes','Monção','Monteiro','Moraes','Moreira','Motta','Nascimento','Nogueira','Nunes','Oliveira','Paiva','Peçanha','Peixoto','Pereira','Pinto','Portela','Prates','Queiroz','Ramos','Rezende','Ribeiro','Rocha','Rodrigues','Sá','Salles','Sampaio','Sarmento','Silva','da Silva','Siqueira','Souza','Teixeira','Teles','Torres','Vasconcelos','Vieira','Vilela','Xavier'] as const;
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
export type DemoPatient = ReturnType<typeof demoPatient>;
