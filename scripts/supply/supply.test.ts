import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { lockfileFindings } from '../check-lockfile.ts';
import { inRoot } from '../lib/paths.mjs';
import { isAllowed, licenceFindings, licencePage } from './licences.ts';
import { type Packages, readLockfile } from './lockfile.ts';
import { loosePins, readManifests, serverFloors } from './origin.ts';
import { knownHoles, readRepository } from './known-holes.ts';
import { stableBill } from './sbom.ts';

const textOf = (file: string): string => readFileSync(inRoot(file), 'utf8');

describe('the lockfile of this repository', () => {
  const packages = readLockfile();

  test('passes as it is', () => {
    expect(lockfileFindings(packages)).toEqual([]);
  });

  const place = 'node_modules/express';
  const express = packages[place] ?? {};
  test.each<[string, Packages, RegExp]>([
    [
      'a version below its floor',
      { [place]: { ...express, version: '4.21.2' } },
      /express 4\.21\.2 is below/,
    ],
    ['the old mongoose', { 'node_modules/mongoose': { ...express, version: '8.18.0' } }, /8\.18\.0 is below/],
    ['a package without a hash', { [place]: { version: '5.3.0' } }, /express has no SHA-512/],
    ['a weak hash', { [place]: { ...express, integrity: 'sha1-AAAA' } }, /express has no SHA-512/],
    ['a package by http', { [place]: { ...express, resolved: 'http://a.example/x.tgz' } }, /by https/],
    [
      'a package from a repository',
      { [place]: { ...express, resolved: 'git+ssh://a.example/x' } },
      /by https/,
    ],
    [
      'a second host',
      {
        [place]: { ...express, resolved: 'https://a.example/x.tgz' },
        'node_modules/other': { ...express, resolved: 'https://b.example/y.tgz' },
      },
      /b\.example as well as from a\.example/,
    ],
  ])('tampered with, %s, it is refused', (_what, change, finding) => {
    expect(lockfileFindings({ ...packages, ...change }).join('\n')).toMatch(finding);
  });
});

describe('pins', () => {
  test('every manifest names exact versions', () => {
    const manifests = readManifests();
    expect(manifests.map(({ file }) => file)).toContain('bench/controls/package.json');
    expect(loosePins(manifests)).toEqual([]);
  });

  test.each(['^1.2.3', '~1.2.3', '1.x', '*', 'latest', '>=1.2.3', '', 'github:a/b', 'file:../x'])(
    '"%s" is no pin',
    (version) => {
      expect(loosePins([{ file: 'package.json', dependencies: { tool: version } }])).toHaveLength(1);
    },
  );

  test('servers of the images are above their floors', () => {
    expect(serverFloors(textOf('compose.yml'), textOf('Dockerfile'))).toEqual([]);
    expect(serverFloors('image: mongo:8.0.16', 'FROM node:20-slim')).toHaveLength(2);
  });
});

describe('licences', () => {
  test.each([
    ['MIT', true],
    ['(MIT OR CC0-1.0)', true],
    ['MIT AND OFL-1.1', true],
    ['GPL-3.0-only OR Apache-2.0', true],
    ['MIT AND GPL-3.0-only', false],
    ['AGPL-3.0-only', false],
    ['SSPL-1.0', false],
    ['FSL-1.1-MIT', false],
    ['UNLICENSED', false],
    ['', false],
    ['(MIT OR', false],
  ])('"%s": may be in the product is %s', (expression, isFine) => {
    expect(isAllowed(expression)).toBe(isFine);
  });

  test('this lockfile passes; one copyleft package in production is named', () => {
    const packages = readLockfile();
    expect(licenceFindings(packages)).toEqual([]);
    const viral = { 'node_modules/viral': { version: '1.0.0', license: 'GPL-3.0-only' } };
    expect(licenceFindings({ ...packages, ...viral })).toEqual([
      'viral 1.0.0: GPL-3.0-only is not on the list of licences',
    ]);
    expect(licenceFindings({ 'node_modules/viral': { ...viral['node_modules/viral'], dev: true } })).toEqual(
      [],
    );
    expect(licenceFindings({ 'node_modules/nameless': { version: '1.0.0' } })).toHaveLength(1);
  });

  test('the page is the same whatever the order of the lockfile', () => {
    const packages = readLockfile();
    const reversed = Object.fromEntries(Object.entries(packages).toReversed());
    expect(licencePage(reversed)).toBe(licencePage(packages));
  });
});

describe('known holes in what browsers load', () => {
  test('this lockfile has none; a library with one is named', () => {
    const repository = readRepository();
    expect(knownHoles(readLockfile(), repository)).toEqual([]);
    const old = { 'node_modules/jquery': { version: '1.6.1' } };
    expect(knownHoles(old, repository)[0]).toMatch(/jquery 1\.6\.1 .*CVE-/);
  });
});

describe('the bill of materials', () => {
  test('two made of one lockfile are equal', () => {
    const bill = (serial: string, at: string) => ({
      serialNumber: serial,
      metadata: { timestamp: at, component: { name: 'some-folder', 'bom-ref': 'topsmile@0.1.0' } },
      components: [
        { 'bom-ref': serial === 'a' ? 'x@1' : 'y@1' },
        { 'bom-ref': serial === 'a' ? 'y@1' : 'x@1' },
      ],
      dependencies: [],
    });
    expect(stableBill(bill('a', '2026-01-01'))).toBe(stableBill(bill('b', '2027-01-01')));
  });
});

describe('workflows', () => {
  const folder = '.github/workflows';
  const files = readdirSync(inRoot(folder));

  test.each(files)(
    '%s parses, asks for no more than it needs, and says why an action is not pinned',
    (file) => {
      const text = textOf(`${folder}/${file}`);
      const { permissions, jobs } = parse(text) as { permissions?: unknown; jobs: object };
      expect(Object.keys(jobs).length).toBeGreaterThan(0);
      expect(permissions).toEqual({ contents: 'read' });
      const uses = text.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
      for (const line of uses) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$|@v\d[\w.]* # /);
    },
  );
});
