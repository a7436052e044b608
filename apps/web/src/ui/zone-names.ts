type Option = { value: string; label: string };
type Group = { group: string; items: Option[] };

const labelOf = (zone: string): string => zone.replaceAll('_', ' ').replaceAll('/', ' · ');
// biome-ignore format: the country's zones in one glance
const brazil = ['Sao_Paulo', 'Bahia', 'Fortaleza', 'Recife', 'Maceio', 'Belem', 'Araguaina', 'Santarem', 'Manaus', 'Cuiaba', 'Campo_Grande', 'Porto_Velho', 'Boa_Vista', 'Rio_Branco', 'Eirunepe', 'Noronha'].map((name) => `America/${name}`);

const optionOf = (zone: string): Option => ({ value: zone, label: labelOf(zone) });

/** Every IANA zone the browser knows, Brazil's first; the current one is always among them. */
export const zoneNames = (current: string): Group[] => {
  const others = Intl.supportedValuesOf('timeZone').filter((zone) => !brazil.includes(zone));
  const rest = brazil.includes(current) || others.includes(current) ? others : [current, ...others];
  return [
    { group: 'Brasil', items: brazil.map(optionOf) },
    { group: '…', items: rest.map(optionOf) },
  ];
};
