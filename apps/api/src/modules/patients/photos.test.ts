import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import type { Browser } from '../../testing/client.ts';
import { aMember } from '../../testing/people.ts';
import { aPatient } from './patients.fixtures.ts';

let testApp: TestApp;
let browser: Browser;
let clinicId: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'photos-'));
  testApp = anApp({ TOPSMILE_UPLOAD_DIR: folder });
  ({ browser, clinicId } = await aRegisteredClinic(testApp));
});
afterAll(async () => {
  await testApp.stop();
  await rm(folder, { recursive: true, force: true });
});

const files = () => readdir(join(folder, clinicId, 'photos'));
const aPicture = (format: 'jpeg' | 'png' | 'webp') =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: '#884422' } })
    .withExif({ IFD0: { Copyright: 'canary-place' } })
    .toFormat(format)
    .toBuffer();
const pictureOf = async (id: string): Promise<Buffer> =>
  (await browser.agent.get(`/api/v1/patients/${id}/photo`).buffer(true).responseType('blob')).body as Buffer;

test.each(['jpeg', 'png', 'webp'] as const)(
  'a %s becomes a JPEG of at most 512 pixels without metadata',
  async (format) => {
    const { id } = await aPatient(browser);
    const bytes = await aPicture(format);
    const kept = await browser.upload(`/patients/${id}/photo`, bytes, '../../etc/x.png');
    expect(kept.status).toBe(200);
    expect(kept.body.data.hasPhoto).toBe(true);
    const picture = await pictureOf(id);
    const facts = await sharp(picture).metadata();
    expect(facts).toMatchObject({ format: 'jpeg', width: 512, height: 341 });
    expect(facts.exif).toBeUndefined();
    expect(picture.includes('canary-place')).toBe(false);
  },
);

test('the answer is the picture alone, and nothing a browser could run', async () => {
  const { id } = await aPatient(browser);
  await browser.upload(`/patients/${id}/photo`, await aPicture('png'), 'a.png');
  const reply = await browser.get(`/patients/${id}/photo`);
  expect(reply.headers['content-type']).toBe('image/jpeg');
  expect(reply.headers['content-security-policy']).toContain('sandbox');
});

test('replacing and removing leave no file behind', async () => {
  const before = (await files()).length;
  const { id } = await aPatient(browser);
  await browser.upload(`/patients/${id}/photo`, await aPicture('png'), 'a.png');
  await browser.upload(`/patients/${id}/photo`, await aPicture('jpeg'), 'b.jpg');
  expect(await files()).toHaveLength(before + 1);
  const gone = await browser.delete(`/patients/${id}/photo`);
  expect(gone.body.data.hasPhoto).toBe(false);
  expect(await files()).toHaveLength(before);
  expect((await browser.get(`/patients/${id}/photo`)).status).toBe(404);
});

test('what is no picture is refused, whatever its name says, and nothing is kept', async () => {
  const { id } = await aPatient(browser);
  const before = await files();
  const jpegStart = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
  for (const bytes of [svg, Buffer.from('<html>'), Buffer.concat([jpegStart, svg]), Buffer.from('GIF89a')])
    expect((await browser.upload(`/patients/${id}/photo`, bytes, 'a.jpg')).status).toBe(415);
  expect((await browser.post(`/patients/${id}/photo`, {})).status).toBe(415);
  expect(
    (await browser.upload(`/patients/${id}/photo`, Buffer.alloc(5 * 1024 * 1024 + 1), 'a.jpg')).status,
  ).toBe(413);
  expect(await files()).toEqual(before);
  expect((await browser.get(`/patients/${id}`)).body.data.hasPhoto).toBe(false);
});

test('another clinic and an assistant cannot set it', async () => {
  const { id } = await aPatient(browser);
  const { browser: stranger } = await aRegisteredClinic(testApp);
  const assistant = await aMember(testApp, clinicId, 'assistant');
  const bytes = await aPicture('png');
  expect((await stranger.upload(`/patients/${id}/photo`, bytes, 'a.png')).status).toBe(404);
  expect((await assistant.upload(`/patients/${id}/photo`, bytes, 'a.png')).status).toBe(403);
});
