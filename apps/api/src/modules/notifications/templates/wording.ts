import type { MessageLocale, Role } from '@topsmile/contracts';

const roleNames: Record<MessageLocale, Record<Role, string>> = {
  'pt-BR': {
    super_admin: 'Suporte da plataforma',
    admin: 'Administração',
    manager: 'Gerência',
    dentist: 'Dentista',
    hygienist: 'Higienista',
    receptionist: 'Recepção',
    lab_technician: 'Laboratório',
    assistant: 'Auxiliar',
  },
  en: {
    super_admin: 'Platform support',
    admin: 'Administrator',
    manager: 'Manager',
    dentist: 'Dentist',
    hygienist: 'Hygienist',
    receptionist: 'Front desk',
    lab_technician: 'Laboratory',
    assistant: 'Assistant',
  },
  es: {
    super_admin: 'Soporte de la plataforma',
    admin: 'Administración',
    manager: 'Gerencia',
    dentist: 'Odontología',
    hygienist: 'Higiene dental',
    receptionist: 'Recepción',
    lab_technician: 'Laboratorio',
    assistant: 'Asistencia',
  },
};

const dayAndTime: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
};
/** For SMS: letters that fit one part. */
const brief: Intl.DateTimeFormatOptions = {
  day: '2-digit',
  month: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
};

/** The words and dates of one language. */
export const wordingOf = (locale: MessageLocale) => {
  const format = (options: Intl.DateTimeFormatOptions) => (instant: string, zone: string) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(new Date(instant));
  const plurals = new Intl.PluralRules(locale);
  return {
    role: (role: Role): string => roleNames[locale][role],
    when: format(dayAndTime),
    briefly: format(brief),
    /** `1 minuto`, `10 minutos` */
    count: (amount: number, one: string, many: string): string =>
      `${amount} ${plurals.select(amount) === 'one' ? one : many}`,
  };
};

/** The facts of a visit that are known, one a line. */
export const visitLine = (...parts: (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ');
