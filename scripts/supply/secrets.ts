import { existsSync, lstatSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, root } from '../lib/paths.mjs';
import { run, tryRun } from '../lib/run.mjs';
import { conclude, isCommand, placeOf, type Source } from '../lib/sources.ts';

/** Looks for secrets in what is under version control: secretlint's preset, and patterns for what it misses. */

type Pattern = { what: string; form: RegExp };
const PATTERNS: readonly Pattern[] = [
  { what: 'a live Stripe key', form: /\b[sr]k_live_[0-9A-Za-z]{10,}/g },
  { what: 'a SendGrid key', form: /\bSG\.[\w-]{16,32}\.[\w-]{30,50}/g },
  { what: 'a Twilio account with its token', form: /\bAC[0-9a-f]{32}\b[^]{0,200}?\b[0-9a-f]{32}\b/g },
  { what: 'a private key', form: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----/g },
  { what: 'a signed token', form: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{16,}/g },
  { what: 'an AWS key id', form: /\b(?:AKIA|ASIA|AROA|AIDA)[0-9A-Z]{16}\b/g },
  {
    what: 'an encryption key',
    form: /\bTOPSMILE_ENCRYPTION_KEYS\b["']?\s*[:=]\s*["'`]?[\w-]+:[A-Za-z0-9+/]{42,}=*/g,
  },
  {
    what: 'a MongoDB address with a password',
    form: /mongodb(?:\+srv)?:\/\/[^\s/:@'"`$]+:[^\s/@'"`$]+@(?!127\.0\.0\.1|localhost)/g,
  },
];

/** Where the text holds something like a secret; never the secret itself. */
export const secretsIn = (source: Source): string[] =>
  PATTERNS.flatMap(({ what, form }) =>
    [...source.text.matchAll(form)].map(({ index }) => `${placeOf(source, index)} ${what}`),
  );

const binary = /\.(png|jpe?g|webp|ico|woff2?|ttf|pdf|zip|gz|docx|xlsx)$/i;
// Hashes by the thousand and other people's patterns; both are looked at by our own patterns alone.
const bulk = new Set([
  'package-lock.json',
  'bench/controls/package-lock.json',
  'scripts/supply/jsrepository.json',
]);

/** Files under version control, and those about to be. */
const trackedFiles = async (folder: string): Promise<string[]> => {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const { stdout } = await run('git', args, { cwd: folder });
  return [...new Set(stdout.split('\0'))].filter((file) => {
    const place = path.join(folder, file);
    return file !== '' && !binary.test(file) && existsSync(place) && lstatSync(place).isFile();
  });
};

/** The preset's findings, with what it found masked. */
export const presetFindings = async (folder: string, files: readonly string[]): Promise<string[]> => {
  const list = files.filter((file) => !bulk.has(file));
  if (list.length === 0) return [];
  const config = [
    '--secretlintrc',
    inRoot('.secretlintrc.json'),
    '--no-glob',
    '--no-color',
    '--format',
    'unix',
  ];
  const { code, output } = await tryRun(inRoot('node_modules', '.bin', 'secretlint'), [...config, ...list], {
    cwd: folder,
    limitMs: 120_000,
  });
  return code === 0 ? [] : output.trim().split('\n').filter(Boolean);
};

/** Everything found in a folder under version control. */
export const scanForSecrets = async (folder: string): Promise<string[]> => {
  const files = await trackedFiles(folder);
  const own = files.flatMap((file) =>
    secretsIn({ file, text: readFileSync(path.join(folder, file), 'utf8') }),
  );
  return [...own, ...(await presetFindings(folder, files))];
};

if (isCommand(import.meta.url)) conclude(await scanForSecrets(root), 'nothing like a secret');
