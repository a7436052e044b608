/**
 * What each route costs until it can be used, read from the build's manifest: first-load JS (the chunks a
 * route imports, statically and as its page, plus the words it shows), styles and fonts, gzip -9. Fails over
 * budget and prints every asset, so that the one that grew can be seen. Run after `vite build`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/', import.meta.url).pathname;
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));
const say = (line) => process.stdout.write(`${line}\n`);
const kB = (bytes) => bytes / 1000;

const sizes = new Map();
const sizeOf = (file) => {
  const known = sizes.get(file);
  if (known !== undefined) return known;
  const raw = readFileSync(join(dist, file));
  // Fonts are compressed already.
  const size = file.endsWith('.woff2') ? raw.length : gzipSync(raw, { level: 9 }).length;
  sizes.set(file, size);
  return size;
};

/** Every file that one manifest key needs before it runs. */
const closure = (key, files = new Set()) => {
  const chunk = manifest[key];
  if (chunk === undefined || files.has(chunk.file)) return files;
  files.add(chunk.file);
  for (const css of chunk.css ?? []) files.add(css);
  for (const next of chunk.imports ?? []) closure(next, files);
  return files;
};

const words = (namespace) => `src/locales/pt-BR/${namespace}.json`;
const entry = ['index.html', words('common'), words('errors')];
const signIn = [...entry, 'src/features/auth/SignInPage.tsx', words('auth')];
const staff = [...entry, 'src/app/StaffLayout.tsx'];

/** `needs`: the keys without which a line makes no sense; the first line that lacks one is left out and said. */
const routes = [
  { name: 'sign-in', keys: signIn, budget: 175 },
  { name: 'register', keys: [...entry, 'src/features/auth/RegisterPage.tsx', words('auth')] },
  { name: 'staff shell', keys: staff },
  {
    name: 'agenda after sign-in',
    keys: [...signIn, ...staff],
    pages: /^src\/(features\/agenda\/AgendaPage|app\/pages\/AgendaRoute)\.tsx$/,
    namespaces: ['agenda'],
    budget: 300,
  },
  {
    name: 'patients',
    keys: staff,
    pages: /^src\/features\/patients\/\w+Page\.tsx$/,
    namespaces: ['patients'],
  },
  {
    name: 'settings',
    keys: staff,
    pages: /^src\/features\/settings\/\w+Page\.tsx$/,
    namespaces: ['settings'],
  },
  { name: 'setup', keys: entry, pages: /^src\/features\/setup\/\w+Page\.tsx$/, namespaces: ['setup'] },
];
const limits = { css: 45, fonts: 60, chunk: 120, allJs: 900 };

const failures = [];
const over = (name, size, limit) => {
  if (limit !== undefined && kB(size) > limit)
    failures.push(`${name}: ${kB(size).toFixed(1)} kB, budget ${limit}`);
};
const total = (files) => files.reduce((sum, file) => sum + sizeOf(file), 0);

for (const { name, keys, pages, namespaces = [], budget } of routes) {
  const found = pages === undefined ? [] : Object.keys(manifest).filter((key) => pages.test(key));
  if (pages !== undefined && found.length === 0) {
    say(`${name}: no page yet`);
    continue;
  }
  const files = [
    ...[...keys, ...found, ...namespaces.map(words)].reduce((set, key) => closure(key, set), new Set()),
  ];
  const js = files.filter((file) => file.endsWith('.js'));
  const css = files.filter((file) => file.endsWith('.css'));
  say(
    `${name}: JS ${kB(total(js)).toFixed(1)} kB${budget === undefined ? '' : ` of ${budget}`}, CSS ${kB(total(css)).toFixed(1)} of ${limits.css}`,
  );
  for (const file of [...js].sort((one, other) => sizeOf(other) - sizeOf(one)))
    if (sizeOf(file) > 1000) say(`    ${kB(sizeOf(file)).toFixed(1).padStart(6)}  ${file}`);
  over(`${name} JS`, total(js), budget);
  over(`${name} CSS`, total(css), limits.css);
}

const all = readdirSync(join(dist, 'assets')).map((file) => `assets/${file}`);
const js = all.filter((file) => file.endsWith('.js'));
const fonts = all.filter((file) => file.endsWith('.woff2'));
for (const file of js) over(file, sizeOf(file), limits.chunk);
over('all JS', total(js), limits.allJs);
over('fonts', total(fonts), limits.fonts);
say(
  `all JS ${kB(total(js)).toFixed(1)} of ${limits.allJs}, fonts ${kB(total(fonts)).toFixed(1)} of ${limits.fonts}`,
);

if (failures.length > 0) {
  for (const failure of failures) say(`OVER ${failure}`);
  process.exitCode = 1;
}
say(`${failures.length === 0 ? 'within' : 'over'} budget`);
