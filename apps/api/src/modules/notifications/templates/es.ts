import type { Catalogue } from './templates.types.ts';
import { visitLine, wordingOf } from './wording.ts';

const { role, when, briefly, count } = wordingOf('es');
const minutes = (amount: number): string => count(amount, 'minuto', 'minutos');
const hours = (amount: number): string => count(amount, 'hora', 'horas');
const days = (amount: number): string => count(amount, 'día', 'días');

const ignore = 'Si no lo pidió usted, ignore este mensaje: nada cambia.';
const notYou = 'Si no fue usted, cambie la contraseña ahora y avise a la clínica.';
const mfaChanges = {
  enabled: 'Se activó la verificación en dos pasos',
  disabled: 'Se desactivó la verificación en dos pasos',
  'codes-renewed': 'Se crearon nuevos códigos de recuperación; los anteriores ya no sirven',
} as const;

export const es: Catalogue = {
  'staff-invitation': (p) => ({
    subject: `Invitación para trabajar en ${p.clinic}`,
    body: [
      `${p.inviterName} le invitó al equipo de ${p.clinic} en TopSmile.`,
      `Su función: ${role(p.role)}.`,
    ],
    action: 'Aceptar la invitación',
    after: [`La invitación vale por ${days(p.days)} y solo se puede usar una vez.`],
  }),
  'password-reset': (p) => ({
    subject: 'Crear una nueva contraseña',
    body: ['Recibimos una solicitud para cambiar la contraseña de su cuenta en TopSmile.'],
    action: 'Crear nueva contraseña',
    after: [`El enlace vale por ${minutes(p.minutes)} y solo se puede usar una vez.`, ignore],
  }),
  'password-changed': (p) => ({
    subject: 'Su contraseña cambió',
    body: [
      `Se cambió la contraseña de su cuenta: ${when(p.at, p.zone)}. Las demás sesiones se cerraron.`,
      notYou,
    ],
    action: 'Ver la seguridad de la cuenta',
  }),
  'email-change-confirm': (p) => ({
    subject: 'Confirme su nuevo correo',
    body: ['Esta dirección se indicó como el nuevo correo de su cuenta en TopSmile.'],
    action: 'Confirmar el correo',
    after: [
      `El enlace vale por ${hours(p.hours)}. Hasta entonces la cuenta sigue con el correo anterior.`,
      ignore,
    ],
  }),
  'email-changed': (p) => ({
    subject: 'El correo de su cuenta cambió',
    body: [
      `Se cambió el correo de su cuenta: ${when(p.at, p.zone)}. Esta dirección ya no permite entrar.`,
      'Si no fue usted, hable con la clínica ahora.',
    ],
    action: 'Ver la seguridad de la cuenta',
  }),
  'sign-in-code': (p) => ({
    subject: 'Su código de acceso',
    body: ['Use este código para entrar en TopSmile:'],
    after: [
      `Vale por ${minutes(p.minutes)} y solo se puede usar una vez.`,
      'Nadie de la clínica pide este código. Si no fue usted, cambie la contraseña.',
    ],
    sms: `${p.clinic}: su código es ${p.code}. Vale por ${minutes(p.minutes)}. No lo comparta.`,
  }),
  'new-device-sign-in': (p) => ({
    subject: 'Entrada desde un dispositivo nuevo',
    body: [`Su cuenta se abrió en un dispositivo nuevo: ${p.device}, ${when(p.at, p.zone)}.`, notYou],
    action: 'Ver las sesiones',
  }),
  'session-reuse-detected': (p) => ({
    subject: 'Cerramos una sesión por seguridad',
    body: [
      `Una sesión suya se usó en dos lugares a la vez: ${when(p.at, p.zone)}. Por seguridad, la cerramos.`,
      'Entre de nuevo. Si se repite, cambie la contraseña y avise a la clínica.',
    ],
    action: 'Ver las sesiones',
  }),
  'mfa-changed': (p) => ({
    subject: 'La verificación en dos pasos cambió',
    body: [`${mfaChanges[p.change]}: ${when(p.at, p.zone)}.`, notYou],
    action: 'Ver la seguridad de la cuenta',
  }),
  'recovery-codes-used': (p) => ({
    subject: 'Se usó un código de recuperación',
    body: [
      `Un código de recuperación abrió su cuenta: ${when(p.at, p.zone)}.`,
      `Le quedan ${count(p.left, 'código', 'códigos')}.`,
      notYou,
    ],
    action: 'Crear nuevos códigos',
  }),
  'account-locked-notice': (p) => ({
    subject: 'Muchos intentos de entrar en su cuenta',
    body: [
      `Alguien se equivocó de contraseña varias veces: ${when(p.at, p.zone)}. Los nuevos intentos desde allí esperan ${minutes(p.minutes)}.`,
      'Si fue usted, espere e intente de nuevo, o cree una nueva contraseña.',
    ],
    action: 'Crear nueva contraseña',
  }),
  'role-changed': (p) => ({
    subject: `Su función en ${p.clinic} cambió`,
    body: [`Su función ahora es: ${role(p.role)}. Lo que ve y puede hacer cambia con ella.`],
    action: 'Abrir TopSmile',
  }),
  'access-removed': (p) => ({
    subject: `Su acceso a ${p.clinic} terminó`,
    body: [
      `Su cuenta ya no abre ${p.clinic}. Sus sesiones se cerraron.`,
      'Si esto no debía pasar, hable con la gerencia de la clínica.',
    ],
  }),
  'patient-verify-email': (p) => ({
    subject: 'Confirme su correo',
    body: [`Falta un paso para usar el portal de ${p.clinic}: confirmar que este correo es suyo.`],
    action: 'Confirmar el correo',
    after: [`El enlace vale por ${hours(p.hours)}.`, ignore],
  }),
  'patient-claim-code': (p) => ({
    subject: 'Su código del portal',
    body: [`Use este código para abrir su ficha en ${p.clinic}:`],
    after: [`Vale por ${minutes(p.minutes)}. No lo comparta.`, ignore],
    sms: `${p.clinic}: su código del portal es ${p.code}. Vale por ${minutes(p.minutes)}. No lo comparta.`,
  }),
  'patient-password-reset': (p) => ({
    subject: 'Crear una nueva contraseña',
    body: [`Recibimos una solicitud para cambiar su contraseña en el portal de ${p.clinic}.`],
    action: 'Crear nueva contraseña',
    after: [`El enlace vale por ${minutes(p.minutes)} y solo se puede usar una vez.`, ignore],
  }),
  'patient-welcome': (p) => ({
    subject: `Le damos la bienvenida al portal de ${p.clinic}`,
    body: ['Su acceso está listo. En el portal puede ver, reservar y cambiar sus citas.'],
    action: 'Abrir el portal',
  }),
  'visit-booked': (p) => ({
    subject: `Cita reservada: ${when(p.startsAt, p.zone)}`,
    body: [
      `Su cita está reservada para el ${when(p.startsAt, p.zone)}.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Si necesita cambiarla, hable con la clínica.'],
    sms: `${p.clinic}: cita reservada para el ${briefly(p.startsAt, p.zone)}.`,
  }),
  'visit-requested': (p) => ({
    subject: 'Recibimos su solicitud de cita',
    body: [
      `Usted pidió el ${when(p.startsAt, p.zone)}. El horario queda guardado hasta que la clínica confirme.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    sms: `${p.clinic}: recibimos su solicitud para el ${briefly(p.startsAt, p.zone)}. Avisaremos al confirmar.`,
  }),
  'visit-moved': (p) => ({
    subject: `Su cita cambió al ${when(p.startsAt, p.zone)}`,
    body: [
      `Su cita del ${when(p.fromStartsAt, p.zone)} ahora es el ${when(p.startsAt, p.zone)}.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Si el nuevo horario no le sirve, hable con la clínica.'],
    sms: `${p.clinic}: su cita cambió del ${briefly(p.fromStartsAt, p.zone)} al ${briefly(p.startsAt, p.zone)}.`,
  }),
  'visit-cancelled': (p) => ({
    subject: 'Cita cancelada',
    body: [
      `La cita del ${when(p.startsAt, p.zone)} se canceló.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Para reservar otro horario, hable con la clínica.'],
    sms: `${p.clinic}: la cita del ${briefly(p.startsAt, p.zone)} se canceló.`,
  }),
  'visit-approved': (p) => ({
    subject: `Cita aprobada: ${when(p.startsAt, p.zone)}`,
    body: [
      `La clínica aprobó su cita del ${when(p.startsAt, p.zone)}. ¡Hasta entonces!`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    sms: `${p.clinic}: su cita del ${briefly(p.startsAt, p.zone)} fue aprobada.`,
  }),
  'visit-refused': (p) => ({
    subject: 'No pudimos atender su solicitud de cita',
    body: [
      `La clínica no puede recibirle el ${when(p.startsAt, p.zone)}. El horario quedó libre.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Hable con la clínica para encontrar otro horario.'],
    sms: `${p.clinic}: no podemos atenderle el ${briefly(p.startsAt, p.zone)}. Hable con la clínica.`,
  }),
};
