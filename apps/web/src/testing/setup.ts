import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { afterAll, afterEach, beforeAll, vi } from 'vitest';
import { forgetSessionSecrets } from '../lib/http.ts';
import { server } from './server.ts';

// A busy machine may take seconds to compile a lazy page; a wait ends as soon as the thing is there.
configure({ asyncUtilTimeout: 8000 });
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const emInPx = 16;
/** Width queries are answered for a 1440 px screen (`window.innerWidth` decides); any other one is false. */
const fits = (query: string): boolean => {
  const limits = [...query.matchAll(/\((min|max)-width:\s*([\d.]+)(px|em)\)/g)];
  return (
    limits.length > 0 &&
    limits.every(([, side, size, unit]) => {
      const px = Number(size) * (unit === 'em' ? emInPx : 1);
      return side === 'min' ? window.innerWidth >= px : window.innerWidth <= px;
    })
  );
};
window.innerWidth = 1440;

// What jsdom lacks and Mantine asks for.
Object.defineProperty(window, 'matchMedia', {
  writable: true,
  value: (query: string) => ({
    matches: fits(query),
    media: query,
    onchange: null,
    addListener: () => undefined,
    removeListener: () => undefined,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    dispatchEvent: () => false,
  }),
});
class Observer {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
Object.assign(globalThis, { ResizeObserver: Observer, IntersectionObserver: Observer });
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.scrollTo = () => undefined;

type Catalogue = { default: Record<string, unknown> };
const catalogues = import.meta.glob<Catalogue>('../locales/pt-BR/*.json', { eager: true });
const nameOf = (path: string): string => path.split('/').at(-1)?.replace('.json', '') ?? '';
const words = Object.fromEntries(
  Object.entries(catalogues).map(([path, catalogue]) => [nameOf(path), catalogue.default]),
);

beforeAll(async () => {
  await i18next.use(initReactI18next).init({
    lng: 'pt-BR',
    resources: { 'pt-BR': words },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  });
  // A request that no test answers is a failure, not silence.
  server.listen({ onUnhandledRequest: 'error' });
});
afterEach(() => {
  cleanup();
  server.resetHandlers();
  forgetSessionSecrets();
  localStorage.clear();
  sessionStorage.clear();
});
afterAll(() => server.close());
