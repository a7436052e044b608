import * as contracts from '@topsmile/contracts';
import { describe, expect, test } from 'vitest';
import openApi from '../../../docs/openapi.json';

/** What the web must never hold, looked for in every source file that is shipped. */

const all = import.meta.glob<string>('./**/*.{ts,tsx}', { eager: true, query: '?raw', import: 'default' });
const isTest = (file: string): boolean => /\.test\.tsx?$|\/testing\//.test(file);
const shipped = Object.entries(all).filter(([file]) => !isTest(file));
const page = Object.values(
  import.meta.glob<string>('../index.html', { eager: true, query: '?raw', import: 'default' }),
).join('');

const findings = (pattern: RegExp): string[] =>
  shipped.flatMap(([file, text]) => [...text.matchAll(pattern)].map(([found]) => `${file}: ${found}`));

type Named = { method: string; path: string };
const isEndpoint = (value: unknown): value is Named =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
const endpoints = new Map(
  Object.entries(contracts).flatMap(([name, value]) => (isEndpoint(value) ? [[name, value] as const] : [])),
);
const documented = new Set(
  Object.entries(openApi.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  ),
);
const inOpenApi = ({ method, path }: Named): string => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`;

describe('D-48: the paths that the client calls', () => {
  test('every contract that a shipped file names is in the OpenAPI document', () => {
    const named = shipped.flatMap(([file, text]) =>
      [...text.matchAll(/import(?! type)[^;]*?\{([^}]*)\}\s*from '@topsmile\/contracts'/g)].flatMap(
        ([, list = '']) =>
          list
            .split(',')
            .map((name) => name.trim().split(' as ')[0] ?? '')
            .flatMap((name) => {
              const endpoint = endpoints.get(name);
              return endpoint === undefined ? [] : [{ file, call: inOpenApi(endpoint) }];
            }),
      ),
    );
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(({ call }) => !documented.has(call))).toEqual([]);
  });

  test('every path written out beside the contracts is in it too', () => {
    const outlines = shipped.flatMap(([, text]) =>
      [...text.matchAll(/outline<[^>]*>\(\s*'(\w+)',\s*'([^']+)'/g)].map(([, method = '', path = '']) => ({
        method,
        path,
      })),
    );
    expect(outlines.length).toBeGreaterThan(3);
    expect(outlines.map(inOpenApi).filter((call) => !documented.has(call))).toEqual([]);
  });

  test('only the client itself fetches, and nobody writes an address of the API', () => {
    const fetching = findings(/\bfetch\(|XMLHttpRequest|new EventSource/g);
    expect(fetching.filter((one) => !one.startsWith('./lib/http.ts'))).toEqual([]);
    expect(findings(/['"`]\/api\/(?!v1['"`])[^'"`]*/g).filter((one) => !one.startsWith('./lib/'))).toEqual(
      [],
    );
  });
});

describe('D-51: no leftovers of a demonstration', () => {
  test('no alert, confirm or prompt of the browser', () => {
    expect(findings(/(?<![\w.>])(?:window\.)?(?:alert|prompt)\(|window\.confirm\(/g)).toEqual([]);
  });

  test('nothing of the mocks is shipped, and no claim that nobody proved', () => {
    expect(findings(/from 'msw|setupWorker|mockData|\/testing\//g)).toEqual([]);
    expect(findings(/500\.000|99[.,]9\s*%|LGPD Compliant|HIPAA/g)).toEqual([]);
  });

  test('the page says that it is in Portuguese, and later in the chosen language', () => {
    expect(page).toContain('<html lang="pt-BR"');
    expect(all['./lib/i18n.ts']).toContain('document.documentElement.lang = language');
  });
});

describe('D-52: tests that prove something', () => {
  test('none is skipped, focused or empty', () => {
    const tests = Object.entries(all).filter(([file]) => /\.test\.tsx?$/.test(file));
    expect(tests.length).toBeGreaterThan(10);
    const idle = tests.filter(
      ([file, text]) => file !== './defects.test.ts' && /\.(?:skip|only|todo)\(/.test(text),
    );
    expect(idle.map(([file]) => file)).toEqual([]);
    expect(tests.filter(([, text]) => !text.includes('expect(')).map(([file]) => file)).toEqual([]);
  });
});
