type Option = { value: string; label: string };
type Group = { group: string; items: Option[] };

const spelled: Record<string, string> = {
  'America/Sao_Paulo': 'São Paulo, Brasília',
  'America/Maceio': 'Maceió',
  'America/Belem': 'Belém',
  'America/Araguaina': 'Araguaína',
  'America/Santarem': 'Santarém',
  'America/Cuiaba': 'Cuiabá',
  'America/Eirunepe': 'Eirunepé',
  'America/Noronha': 'Fernando de Noronha',
};

const inBrazil = (zone: string): string => spelled[zone] ?? zone.replace('America/', '').replaceAll('_', ' ');
const abroad = (zone: string): string => zone.replaceAll('_', ' ').replaceAll('/', ' · ');
// biome-ignore format: the country's zones in one glance
const brazil = ['Sao_Paulo', 'Bahia', 'Fortaleza', 'Recife', 'Maceio', 'Belem', 'Araguaina', 'Santarem', 'Manaus', 'Cuiaba', 'Campo_Grande', 'Porto_Velho', 'Boa_Vista', 'Rio_Branco', 'Eirunepe', 'Noronha'].map((name) => `America/${name}`);

/** Every IANA zone the browser knows, Brazil's first; the current one is always among them. */
export const zoneNames = (current: string): Group[] => {
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !brazil.includes(zone));
  const rest = brazil.includes(current) || others.includes(current) ? others : [current, ...others];
  return [
    { group: 'Brasil', items: brazil.map((value) => ({ value, label: inBrazil(value) })) },
    { group: '…', items: rest.map((value) => ({ value, label: abroad(value) })) },
  ];
};
