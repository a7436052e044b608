import { type ImportField, importFields } from '@topsmile/contracts';
import { folded } from '../../platform/search-text.rules.ts';

/** Headers as clinics write them, in three languages, folded: without accents, case and signs. */
const headersOf: Record<Exclude<ImportField, 'ignore'>, readonly string[]> = {
  firstName: [
    'nome',
    'primeiro nome',
    'prenome',
    'first name',
    'firstname',
    'given name',
    'nombre',
    'nombres',
    'primer nombre',
  ],
  lastName: [
    'sobrenome',
    'ultimo nome',
    'last name',
    'lastname',
    'surname',
    'family name',
    'apellido',
    'apellidos',
  ],
  fullName: [
    'nome completo',
    'paciente',
    'nome do paciente',
    'nome paciente',
    'full name',
    'fullname',
    'name',
    'patient',
    'patient name',
    'nombre completo',
    'nombre y apellido',
    'nombre y apellidos',
  ],
  dateOfBirth: [
    'nascimento',
    'data de nascimento',
    'data nascimento',
    'data nasc',
    'dt nascimento',
    'dt nasc',
    'nasc',
    'aniversario',
    'date of birth',
    'birth date',
    'birthdate',
    'birthday',
    'dob',
    'fecha de nacimiento',
    'fecha nacimiento',
    'nacimiento',
  ],
  cpf: ['cpf', 'cpf do paciente', 'documento', 'documento cpf', 'tax id'],
  phone: [
    'telefone',
    'celular',
    'telefone celular',
    'tel',
    'fone',
    'whatsapp',
    'contato',
    'phone',
    'phone number',
    'mobile',
    'mobile phone',
    'cell phone',
    'telefono',
    'movil',
    'telefono movil',
  ],
  email: ['e mail', 'email', 'mail', 'correo', 'correo electronico', 'endereco de e mail', 'email address'],
  zipCode: ['cep', 'zip', 'zip code', 'zipcode', 'postal code', 'codigo postal'],
  street: ['endereco', 'rua', 'logradouro', 'street', 'address', 'direccion', 'calle'],
  number: ['numero', 'n', 'no', 'nº', 'num', 'number', 'house number'],
  complement: ['complemento', 'compl', 'apto', 'complement', 'address line 2', 'apartment'],
  neighborhood: ['bairro', 'neighborhood', 'neighbourhood', 'district', 'barrio', 'colonia'],
  city: ['cidade', 'municipio', 'city', 'town', 'ciudad'],
  state: ['uf', 'estado', 'state', 'provincia'],
  notes: [
    'observacoes',
    'observacao',
    'obs',
    'notas',
    'anotacoes',
    'notes',
    'comments',
    'remarks',
    'observaciones',
  ],
};

const fieldOfHeader = new Map(
  importFields.flatMap((field) =>
    field === 'ignore' ? [] : headersOf[field].map((header) => [header, field] as const),
  ),
);

/** `E-mail:` → `e mail`, `Nº` → `no`. */
const plain = (header: string): string =>
  folded(header.normalize('NFKD'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** A guess for every column; a field is given once, what nobody knows is ignored. */
export const guessColumns = (headers: readonly string[]): ImportField[] => {
  const given = new Set<ImportField>();
  const guessed = headers.map((header): ImportField => {
    const field = fieldOfHeader.get(plain(header)) ?? 'ignore';
    if (given.has(field)) return 'ignore';
    given.add(field);
    return field;
  });
  // "Nome" alone holds the whole name.
  if (given.has('lastName') || given.has('fullName')) return guessed;
  return guessed.map((field) => (field === 'firstName' ? 'fullName' : field));
};

/** Whether a person's mapping is usable: as many columns, no field twice. */
export const isUsable = (fields: readonly ImportField[], columns: number): boolean => {
  const named = fields.filter((field) => field !== 'ignore');
  return fields.length === columns && new Set(named).size === named.length;
};
