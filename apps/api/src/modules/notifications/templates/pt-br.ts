import type { Catalogue } from './templates.types.ts';
import { visitLine, wordingOf } from './wording.ts';

const { role, when, briefly, count } = wordingOf('pt-BR');
const minutes = (amount: number): string => count(amount, 'minuto', 'minutos');
const hours = (amount: number): string => count(amount, 'hora', 'horas');
const days = (amount: number): string => count(amount, 'dia', 'dias');

const ignore = 'Se não foi você que pediu, ignore esta mensagem: nada muda.';
const notYou = 'Se não foi você, troque a senha agora e avise a clínica.';
const mfaChanges = {
  enabled: 'A verificação em duas etapas foi ligada',
  disabled: 'A verificação em duas etapas foi desligada',
  'codes-renewed': 'Novos códigos de recuperação foram criados; os antigos não valem mais',
} as const;

export const ptBr: Catalogue = {
  'staff-invitation': (p) => ({
    subject: `Convite para trabalhar na ${p.clinic}`,
    body: [
      `${p.inviterName} convidou você para a equipe da ${p.clinic} no TopSmile.`,
      `Seu papel: ${role(p.role)}.`,
    ],
    action: 'Aceitar o convite',
    after: [`O convite vale por ${days(p.days)} e só pode ser usado uma vez.`],
  }),
  'password-reset': (p) => ({
    subject: 'Criar uma nova senha',
    body: ['Recebemos um pedido para trocar a senha da sua conta no TopSmile.'],
    action: 'Criar nova senha',
    after: [`O link vale por ${minutes(p.minutes)} e só pode ser usado uma vez.`, ignore],
  }),
  'password-changed': (p) => ({
    subject: 'Sua senha foi trocada',
    body: [
      `A senha da sua conta foi trocada: ${when(p.at, p.zone)}. As outras sessões foram encerradas.`,
      notYou,
    ],
    action: 'Ver a segurança da conta',
  }),
  'email-change-confirm': (p) => ({
    subject: 'Confirme seu novo e-mail',
    body: ['Este endereço foi indicado como o novo e-mail da sua conta no TopSmile.'],
    action: 'Confirmar o e-mail',
    after: [`O link vale por ${hours(p.hours)}. Até lá, a conta continua com o e-mail antigo.`, ignore],
  }),
  'email-changed': (p) => ({
    subject: 'O e-mail da sua conta mudou',
    body: [
      `O e-mail da sua conta foi trocado: ${when(p.at, p.zone)}. Este endereço não entra mais.`,
      'Se não foi você, fale com a clínica agora.',
    ],
    action: 'Ver a segurança da conta',
  }),
  'sign-in-code': (p) => ({
    subject: 'Seu código de acesso',
    body: ['Use este código para entrar no TopSmile:'],
    after: [
      `Ele vale por ${minutes(p.minutes)} e só pode ser usado uma vez.`,
      'Ninguém da clínica pede este código. Se não foi você, troque a senha.',
    ],
    sms: `${p.clinic}: seu código é ${p.code}. Vale por ${minutes(p.minutes)}. Não passe a ninguém.`,
  }),
  'new-device-sign-in': (p) => ({
    subject: 'Entrada em um aparelho novo',
    body: [`Sua conta foi aberta em um aparelho novo: ${p.device}, ${when(p.at, p.zone)}.`, notYou],
    action: 'Ver as sessões',
  }),
  'session-reuse-detected': (p) => ({
    subject: 'Encerramos uma sessão por segurança',
    body: [
      `Uma sessão sua foi usada em dois lugares ao mesmo tempo: ${when(p.at, p.zone)}. Por segurança, nós a encerramos.`,
      'Entre de novo. Se isso se repetir, troque a senha e avise a clínica.',
    ],
    action: 'Ver as sessões',
  }),
  'mfa-changed': (p) => ({
    subject: 'A verificação em duas etapas mudou',
    body: [`${mfaChanges[p.change]}: ${when(p.at, p.zone)}.`, notYou],
    action: 'Ver a segurança da conta',
  }),
  'recovery-codes-used': (p) => ({
    subject: 'Um código de recuperação foi usado',
    body: [
      `Um código de recuperação abriu sua conta: ${when(p.at, p.zone)}.`,
      `Você ainda tem ${count(p.left, 'código', 'códigos')}.`,
      notYou,
    ],
    action: 'Criar novos códigos',
  }),
  'account-locked-notice': (p) => ({
    subject: 'Muitas tentativas de entrar na sua conta',
    body: [
      `Alguém errou sua senha várias vezes: ${when(p.at, p.zone)}. Novas tentativas de lá esperam ${minutes(p.minutes)}.`,
      'Se foi você, espere e tente de novo, ou crie uma nova senha.',
    ],
    action: 'Criar nova senha',
  }),
  'role-changed': (p) => ({
    subject: `Seu papel na ${p.clinic} mudou`,
    body: [`Seu papel agora é: ${role(p.role)}. O que você vê e pode fazer muda junto.`],
    action: 'Abrir o TopSmile',
  }),
  'access-removed': (p) => ({
    subject: `Seu acesso à ${p.clinic} terminou`,
    body: [
      `Sua conta não abre mais a ${p.clinic}. Suas sessões foram encerradas.`,
      'Se isso não devia ter acontecido, fale com a gerência da clínica.',
    ],
  }),
  'patient-verify-email': (p) => ({
    subject: 'Confirme seu e-mail',
    body: [`Falta um passo para usar o portal da ${p.clinic}: confirmar que este e-mail é seu.`],
    action: 'Confirmar o e-mail',
    after: [`O link vale por ${hours(p.hours)}.`, ignore],
  }),
  'patient-claim-code': (p) => ({
    subject: 'Seu código do portal',
    body: [`Use este código para abrir seu cadastro na ${p.clinic}:`],
    after: [`Ele vale por ${minutes(p.minutes)}. Não passe a ninguém.`, ignore],
    sms: `${p.clinic}: seu código do portal é ${p.code}. Vale por ${minutes(p.minutes)}. Não passe a ninguém.`,
  }),
  'patient-password-reset': (p) => ({
    subject: 'Criar uma nova senha',
    body: [`Recebemos um pedido para trocar sua senha no portal da ${p.clinic}.`],
    action: 'Criar nova senha',
    after: [`O link vale por ${minutes(p.minutes)} e só pode ser usado uma vez.`, ignore],
  }),
  'patient-welcome': (p) => ({
    subject: `Boas-vindas ao portal da ${p.clinic}`,
    body: ['Seu acesso está pronto. No portal você vê, marca e muda suas consultas.'],
    action: 'Abrir o portal',
  }),
  'visit-booked': (p) => ({
    subject: `Consulta marcada: ${when(p.startsAt, p.zone)}`,
    body: [
      `Sua consulta está marcada para ${when(p.startsAt, p.zone)}.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Se precisar mudar, fale com a clínica.'],
    sms: `${p.clinic}: consulta marcada para ${briefly(p.startsAt, p.zone)}.`,
  }),
  'visit-requested': (p) => ({
    subject: 'Recebemos seu pedido de consulta',
    body: [
      `Você pediu ${when(p.startsAt, p.zone)}. O horário está guardado até a clínica confirmar.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    sms: `${p.clinic}: pedido de consulta para ${briefly(p.startsAt, p.zone)} recebido. Avisamos ao confirmar.`,
  }),
  'visit-moved': (p) => ({
    subject: `Sua consulta mudou para ${when(p.startsAt, p.zone)}`,
    body: [
      `Sua consulta de ${when(p.fromStartsAt, p.zone)} agora é ${when(p.startsAt, p.zone)}.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Se o novo horário não servir, fale com a clínica.'],
    sms: `${p.clinic}: sua consulta mudou de ${briefly(p.fromStartsAt, p.zone)} para ${briefly(p.startsAt, p.zone)}.`,
  }),
  'visit-cancelled': (p) => ({
    subject: 'Consulta desmarcada',
    body: [
      `A consulta de ${when(p.startsAt, p.zone)} foi desmarcada.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Para marcar outro horário, fale com a clínica.'],
    sms: `${p.clinic}: a consulta de ${briefly(p.startsAt, p.zone)} foi desmarcada.`,
  }),
  'visit-approved': (p) => ({
    subject: `Consulta aprovada: ${when(p.startsAt, p.zone)}`,
    body: [
      `A clínica aprovou sua consulta de ${when(p.startsAt, p.zone)}. Até lá!`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    sms: `${p.clinic}: sua consulta de ${briefly(p.startsAt, p.zone)} foi aprovada.`,
  }),
  'visit-refused': (p) => ({
    subject: 'Seu pedido de consulta não pôde ser atendido',
    body: [
      `A clínica não pode receber você em ${when(p.startsAt, p.zone)}. O horário foi liberado.`,
      visitLine(p.typeName, p.providerName, p.placeName),
    ],
    after: ['Fale com a clínica para encontrar outro horário.'],
    sms: `${p.clinic}: não foi possível atender em ${briefly(p.startsAt, p.zone)}. Fale com a clínica.`,
  }),
};
