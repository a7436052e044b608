import { afterEach, describe, expect, test, vi } from 'vitest';
import { languageFor, startLanguage } from './i18n.ts';
import { writeStored } from './storage.ts';

afterEach(() => vi.unstubAllGlobals());

describe('the language of the first page', () => {
  test.each([
    [['pt-BR', 'en-US'], 'pt-BR'],
    [['pt-PT'], 'pt-BR'],
    [['en-GB', 'pt-BR'], 'en'],
    [['es-419'], 'es'],
    [['fr-FR', 'es'], 'es'],
    [['ja', 'de'], 'pt-BR'],
    [[], 'pt-BR'],
  ])('when the browser asks for %j, it is %s', (wanted, language) => {
    expect(languageFor(wanted)).toBe(language);
  });

  test('when the person has chosen, the browser is not asked', () => {
    vi.stubGlobal('navigator', { languages: ['en-US'] });
    expect(startLanguage()).toBe('en');
    writeStored('language', 'es');
    expect(startLanguage()).toBe('es');
  });
});
