import { messages } from '../notifications/message.model.ts';
import { createSecretBox } from '../../platform/crypto/secret-box.ts';
import { runAsSystem } from '../../platform/tenancy/context.ts';
import { aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import { eventually } from '../../testing/api-process.ts';
import type { Browser } from '../../testing/client.ts';

/** What was really queued for an address, secrets opened, the oldest first. */
export const lettersTo = async ({ container }: TestApp, email: string) => {
  const box = createSecretBox(container.config.TOPSMILE_INDEX_SECRET, 'messages');
  const stored = await runAsSystem('staff-test', () => messages().find({}).sort({ _id: 1 }).toArray());
  return stored
    .filter(({ to }) => box.open(to.sealedAddress) === email)
    .map(({ template, text, sealedSecrets }) => ({
      template,
      text,
      secrets: sealedSecrets === undefined ? '' : box.open(sealedSecrets),
    }));
};

/** The token in the link of the last invitation to an address. */
export const tokenFor = async (testApp: TestApp, email: string): Promise<string> => {
  const letters = await lettersTo(testApp, email);
  const letter = letters.findLast(({ template }) => template === 'staff-invitation');
  const token = /\/convite#token=([\w-]+)/.exec(letter?.secrets ?? '')?.[1];
  if (token === undefined) throw new Error(`no invitation to ${email}`);
  return token;
};

export type StaffClinic = { admin: Browser; adminId: string; clinicId: string; adminEmail: string };

export const aStaffClinic = async (testApp: TestApp): Promise<StaffClinic> => {
  const { browser, clinicId, session, email } = await aRegisteredClinic(testApp);
  return { admin: browser, adminId: session.user.id, clinicId, adminEmail: email };
};

/** Waits until a process hears of changes; what it hears of a collection from then on resolves `news`. */
export const listening = async (
  { container }: TestApp,
  collection: string,
): Promise<{ news: Promise<void> }> => {
  await eventually(async () => Promise.resolve(container.feed.isLive()));
  const news = new Promise<void>((resolve) => {
    container.feed.on(
      collection,
      () => resolve(),
      () => undefined,
    );
  });
  return { news };
};
