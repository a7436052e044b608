import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readStored, writeStored } from './storage.ts';

export const languages = ['pt-BR', 'en', 'es'] as const;
export type Language = (typeof languages)[number];

type Catalogue = { default: Record<string, unknown> };
const catalogues = import.meta.glob<Catalogue>('../locales/*/*.json');

/** Each page loads the namespaces it names, in the reader's language, beside its own code. */
const lazyCatalogues: BackendModule = {
  type: 'backend',
  callbackApi: false,
  init: () => undefined,
  read: async (language: string, namespace: string) => {
    const load = catalogues[`../locales/${language}/${namespace}.json`];
    if (load === undefined) throw new Error(`no catalogue ${language}/${namespace}`);
    return (await load()).default;
  },
};

const primary = (tag: string): string => tag.split('-', 1)[0]?.toLowerCase() ?? '';

/** The first language that we have of those a reader's browser asks for, whatever their region; else pt-BR. */
export const languageFor = (wanted: readonly string[]): Language =>
  wanted
    .map((tag) => languages.find((language) => primary(language) === primary(tag)))
    .find((language) => language !== undefined) ?? 'pt-BR';

/** The person's choice; what the browser asks for until they make one. */
export const startLanguage = (): Language =>
  languages.find((language) => language === readStored('language')) ?? languageFor(navigator.languages);

export const initI18n = async (): Promise<void> => {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next
    .use(lazyCatalogues)
    .use(initReactI18next)
    .init({
      lng: startLanguage(),
      fallbackLng: 'pt-BR',
      supportedLngs: languages,
      load: 'currentOnly',
      ns: ['common', 'errors'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
      react: { useSuspense: true },
      returnNull: false,
    });
};

export const changeLanguage = async (language: Language): Promise<void> => {
  writeStored('language', language);
  await i18next.changeLanguage(language);
};
