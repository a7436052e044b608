import type { Specialty } from '@topsmile/contracts';

/** The words a Brazilian clinic types for a specialty, beside its code. */
const specialtyWords: Record<Specialty, string> = {
  general_dentistry: 'clínico geral clínica odontologia',
  orthodontics: 'ortodontia ortodontista',
  oral_surgery: 'cirurgia cirurgião bucomaxilofacial',
  periodontics: 'periodontia periodontista',
  endodontics: 'endodontia endodontista',
  prosthodontics: 'prótese protesista',
  pediatric_dentistry: 'odontopediatria odontopediatra',
  oral_pathology: 'patologia bucal estomatologia',
  dental_hygiene: 'higiene bucal higienista',
};

type Person = {
  title?: string | null | undefined;
  firstName: string;
  lastName: string;
  specialties: readonly Specialty[];
};

/** What a search for a provider looks into: title, names and specialties. */
export const searchTextOf = ({ title, firstName, lastName, specialties }: Person): string =>
  [
    title ?? '',
    firstName,
    lastName,
    ...specialties.flatMap((one) => [one.replaceAll('_', ' '), specialtyWords[one]]),
  ].join(' ');
