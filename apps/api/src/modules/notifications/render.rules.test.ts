import { messageLocales, messageTemplates, roles } from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import { render } from './render.ts';
import { hasSecret, sampleOf } from './templates/samples.ts';
import { wordingOf } from './templates/wording.ts';
import {
  absoluteLink,
  covered,
  coveredHtml,
  escapeHtml,
  fillMarks,
  hintOf,
  plainFacts,
} from './wording.rules.ts';

const publicUrl = 'https://clinica.example';
const awkward = [
  "D'Ávila & Filhos",
  '<script>alert("x")</script>',
  '</p><img src=x onerror=alert(1)>',
  '🦷 Zoë 👩🏽‍⚕️ شيماء',
  'N'.repeat(100),
  'Ana\r\nBcc: all@evil.example',
  '⟦code⟧ ⟦path⟧ {{name}} ${name} %s',
];
const cases = messageTemplates.flatMap((template) => messageLocales.map((locale) => ({ template, locale })));

/** Every text among the sample's facts replaced by the awkward one, but for what has a form of its own. */
const withText = <T extends object>(params: T, text: string): T => {
  const formed = new Set(['at', 'zone', 'path', 'role', 'change', 'startsAt', 'fromStartsAt']);
  const entries = Object.entries(params).map(([key, value]: [string, unknown]) => [
    key,
    typeof value === 'string' && !formed.has(key) ? text : value,
  ]);
  return Object.assign({}, params, Object.fromEntries(entries));
};

const tagsOf = (html: string): string[] =>
  [...html.matchAll(/<\/?([a-z!]+)/gi)].map(([, tag = '']) => tag.toLowerCase());
const ourTags = new Set(['!doctype', 'html', 'head', 'meta', 'title', 'body', 'div', 'p', 'a']);

describe.each(cases)('$template in $locale', ({ template, locale }) => {
  const { params, secrets } = sampleOf(template);

  test.each(awkward)('holds for a person and clinic called %j', (text) => {
    const common = { name: text, clinic: text, phone: '(11) 98888-7777' };
    const order = { template, locale, params: withText(params, text), secrets, common };
    const { subject, text: plain, html, sms = '' } = render(order, publicUrl);
    for (const part of [subject, plain, html, sms]) {
      expect(part).not.toMatch(/undefined|null|NaN|\[object|Invalid Date/);
    }
    expect(subject).not.toMatch(/[\r\n]/);
    expect(subject).not.toBe('');
    expect(tagsOf(html).filter((tag) => !ourTags.has(tag))).toEqual([]);
    for (const [tag] of html.matchAll(/<[^>]*>/g)) expect(tag).not.toMatch(/\s(on\w+|src)\s*=/i);
    expect(plain).not.toMatch(/^Bcc:/m);
    // No fact may stand where a secret belongs.
    const marks = [...plain.matchAll(/⟦(\w+)⟧/g)].map(([, name]) => name);
    expect([...new Set(marks)]).toEqual(Object.keys(secrets));
  });

  test('leads where it should, and only to our pages', () => {
    const { html, text } = render(
      { template, locale, params, secrets, common: { name: 'Ana', clinic: 'Ipê' } },
      publicUrl,
    );
    const hrefs = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href);
    const linked = (): string[] => {
      if ('path' in secrets) return ['⟦path⟧'];
      return 'path' in params ? [`${publicUrl}${String(params.path)}`] : [];
    };
    expect(hrefs).toEqual(linked());
    for (const link of linked()) expect(text).toContain(link);
    // A button has words.
    expect(html).not.toMatch(/<a [^>]*><\/a>/);
  });

  test('when covered, shows nothing that opens and no link to follow', () => {
    const rendered = render(
      { template, locale, params, secrets, common: { name: 'Ana', clinic: 'Ipê' } },
      publicUrl,
    );
    const shown = `${covered(rendered.text)} ${coveredHtml(rendered.html)}`;
    expect(shown).not.toContain('⟦');
    expect(shown.includes('•••')).toBe(hasSecret(template));
    for (const secret of Object.values(secrets)) expect(shown).not.toContain(String(secret));
    expect(coveredHtml(rendered.html)).not.toMatch(/href="[^"]*(⟦|•)/);
  });
});

test('every role and every amount has its words in every language', () => {
  for (const locale of messageLocales) {
    const { role, count } = wordingOf(locale);
    for (const one of roles) expect(role(one)).toMatch(/\p{L}{4,}/u);
    expect(count(1, 'one', 'many')).toBe('1 one');
    expect(count(2, 'one', 'many')).toBe('2 many');
  }
});

test('a day and time are said in the clinic’s zone', () => {
  const { when } = wordingOf('pt-BR');
  expect(when('2026-11-28T01:30:00.000Z', 'America/Sao_Paulo')).toMatch(/sexta-feira.*27.*novembro.*22:30/);
});

describe('the parts', () => {
  test.each([
    ['helena@example.com', 'h•••a@example.com'],
    ['ana@example.com', 'a•••@example.com'],
    ['(11) 98888-7777', '(11) •••-7777'],
  ])('%s is hinted at as %s', (address, hint) => expect(hintOf(address)).toBe(hint));

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', 'x', ''])(
    'the link %j is refused',
    (path) => expect(() => absoluteLink(publicUrl, path)).toThrow('our own pages'),
  );

  test('facts lose breaks, direction tricks and marks; markup is escaped', () => {
    expect(plainFacts({ name: 'a\r\nb\u202Ec⟦d⟧', amount: 3 })).toEqual({ name: 'a b c d', amount: 3 });
    expect(escapeHtml(`<a href="x" id='y'>&`)).toBe('&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;');
    expect(fillMarks('x ⟦code⟧ y', (name) => `<${name}>`)).toBe('x <code> y');
  });
});
