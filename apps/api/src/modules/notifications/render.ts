import type { MessageLocale, MessageTemplate } from '@topsmile/contracts';
import { htmlOf, type Letter, textOf } from './letter.ts';
import { en } from './templates/en.ts';
import { es } from './templates/es.ts';
import { ptBr } from './templates/pt-br.ts';
import type {
  Catalogue,
  Common,
  Copy,
  TemplateParams,
  TemplateSecrets,
} from './templates/templates.types.ts';
import { absoluteLink, marked, oneLine, plainFacts } from './wording.rules.ts';

const catalogues: Record<MessageLocale, Catalogue> = { 'pt-BR': ptBr, en, es };

export type Order<K extends MessageTemplate> = {
  template: K;
  locale: MessageLocale;
  params: TemplateParams<K>;
  secrets: TemplateSecrets<K>;
  common: Common & { phone?: string };
};

/** A message as it is kept: where a secret belongs stands a mark, which is filled in at the last moment. */
export type Rendered = { subject: string; text: string; html: string; sms: string | undefined };

const copyOf = <K extends MessageTemplate>(order: Order<K>, secretMarks: TemplateSecrets<K>): Copy => {
  const write = catalogues[order.locale][order.template];
  return write({ ...plainFacts(order.params), ...secretMarks, ...plainFacts(order.common) });
};

const pathIn = (bag: object): string | undefined =>
  'path' in bag && typeof bag.path === 'string' ? bag.path : undefined;

/** Writes a message in a language. Facts are text, never markup; links lead to `publicUrl` alone. */
export const render = <K extends MessageTemplate>(order: Order<K>, publicUrl: string): Rendered => {
  const marks = marked(order.secrets);
  const copy = copyOf(order, marks);
  const openPath = pathIn(order.params);
  const href = pathIn(marks) ?? (openPath === undefined ? undefined : absoluteLink(publicUrl, openPath));
  const letter: Letter = {
    locale: order.locale,
    copy,
    href,
    code: 'code' in marks && typeof marks.code === 'string' ? marks.code : undefined,
    common: plainFacts(order.common),
  };
  return {
    subject: oneLine(copy.subject),
    text: textOf(letter),
    html: htmlOf(letter),
    sms: copy.sms === undefined ? undefined : oneLine(copy.sms),
  };
};
