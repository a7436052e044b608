import type { MessageLocale } from '@topsmile/contracts';
import type { Common, Copy } from './templates/templates.types.ts';
import { escapeHtml } from './wording.rules.ts';

export type Letter = {
  locale: MessageLocale;
  copy: Copy;
  href: string | undefined;
  code: string | undefined;
  common: Common & { phone?: string };
};

const greetings: Record<MessageLocale, (name: string) => string> = {
  'pt-BR': (name) => `Olá, ${name}.`,
  en: (name) => `Hello, ${name}.`,
  es: (name) => `Hola, ${name}.`,
};

const said = (lines: readonly string[] = []): string[] => lines.filter((line) => line !== '');
const signatureOf = ({ clinic, phone }: Letter['common']): string =>
  [clinic, phone].filter(Boolean).join(' · ');

/** The message as plain text. */
export const textOf = ({ locale, copy, href, code, common }: Letter): string =>
  [
    greetings[locale](common.name),
    ...said(copy.body),
    ...(code === undefined ? [] : [code]),
    ...(href === undefined ? [] : [`${copy.action ?? ''}:\n${href}`]),
    ...said(copy.after),
    `-- \n${signatureOf(common)}`,
  ].join('\n\n');

// Mail programs know neither stylesheets nor custom properties: plain colours of the light theme, inline.
const style = {
  page: 'margin:0;padding:24px;background:#ffffff;color:#12262a;font:16px/1.5 Arial,Helvetica,sans-serif',
  column: 'max-width:560px;margin:0 auto',
  line: 'margin:0 0 16px',
  code: 'margin:0 0 16px;font:bold 28px/1.2 monospace;letter-spacing:4px',
  button:
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#0b4a52;color:#ffffff;font-weight:bold;text-decoration:none',
  small: 'margin:0 0 16px;font-size:14px;color:#41565a;word-break:break-all',
  foot: 'margin:24px 0 0;padding-top:16px;border-top:1px solid #c9d6d8;font-size:14px;color:#41565a',
} as const;

const element = (tag: 'p', css: string, text: string): string => `<${tag} style="${css}">${text}</${tag}>`;
const paragraph = (line: string): string => element('p', style.line, escapeHtml(line));

/** A button, and the address below it for programs that show no links. */
const linkOf = (href: string, label: string): string => {
  const address = escapeHtml(href);
  return [
    element('p', style.line, `<a href="${address}" style="${style.button}">${escapeHtml(label)}</a>`),
    element('p', style.small, address),
  ].join('\n');
};

/** The message as a page: every fact escaped, no image, no script, nothing fetched from anywhere. */
export const htmlOf = ({ locale, copy, href, code, common }: Letter): string => {
  const parts = [
    paragraph(greetings[locale](common.name)),
    ...said(copy.body).map(paragraph),
    ...(code === undefined ? [] : [element('p', style.code, escapeHtml(code))]),
    ...(href === undefined ? [] : [linkOf(href, copy.action ?? '')]),
    ...said(copy.after).map(paragraph),
    element('p', style.foot, escapeHtml(signatureOf(common))),
  ];
  return `<!doctype html>
<html lang="${locale}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(copy.subject)}</title></head>
<body style="${style.page}"><div style="${style.column}">
${parts.join('\n')}
</div></body>
</html>`;
};
