const cities: Record<string, string> = { Sao_Paulo: 'São Paulo, Brasília', Noronha: 'Fernando de Noronha' };

// biome-ignore format: the country's zones in one glance
const names = ['Sao_Paulo', 'Bahia', 'Fortaleza', 'Recife', 'Maceio', 'Belem', 'Araguaina', 'Santarem', 'Manaus', 'Cuiaba', 'Campo_Grande', 'Porto_Velho', 'Boa_Vista', 'Rio_Branco', 'Eirunepe', 'Noronha'] as const;

const accents: Record<string, string> = {
  Maceio: 'Maceió',
  Belem: 'Belém',
  Araguaina: 'Araguaína',
  Santarem: 'Santarém',
  Cuiaba: 'Cuiabá',
  Eirunepe: 'Eirunepé',
};

/** The IANA zones of Brazil by the city people know; a clock change in one of them is its own. */
export const zonesOfBrazil: { value: string; label: string }[] = names.map((name) => ({
  value: `America/${name}`,
  label: cities[name] ?? accents[name] ?? name.replaceAll('_', ' '),
}));
