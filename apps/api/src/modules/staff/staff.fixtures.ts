import { anApp, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import { eventually } from '../../testing/api-process.ts';
import type { Browser } from '../../testing/client.ts';
import type { StaffLetter } from './ports.ts';

/** The application, and the letters that it queued. */
export const anAppWithLetters = () => {
  const letters: StaffLetter[] = [];
  const testApp = anApp({}, { letters: async (_tx, letter) => void letters.push(letter) });
  return { testApp, letters };
};

/** The token in the link of the last invitation to an address. */
export const tokenFor = (letters: readonly StaffLetter[], email: string): string => {
  const letter = letters.findLast((one) => one.template === 'staff-invitation' && one.to.email === email);
  if (letter?.template !== 'staff-invitation') throw new Error(`no invitation to ${email}`);
  return letter.secretParams.path.replace('/convite#token=', '');
};

export type StaffClinic = { admin: Browser; adminId: string; clinicId: string; adminEmail: string };

export const aStaffClinic = async (testApp: TestApp): Promise<StaffClinic> => {
  const { browser, clinicId, session, email } = await aRegisteredClinic(testApp);
  return { admin: browser, adminId: session.user.id, clinicId, adminEmail: email };
};

export const revOf = async (browser: Browser, userId: string): Promise<number> =>
  (await browser.get(`/users/${userId}`)).body.data.rev;

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
