import type { MessageTemplate } from '@topsmile/contracts';
import { generate } from 'otplib';
import { aPassword, aRegisteredClinic, type TestApp } from '../../testing/app.ts';
import { anAuthenticator } from '../../testing/authenticator.ts';
import { aBrowser, type Browser } from '../../testing/client.ts';
import { lettersTo } from '../staff/staff.fixtures.ts';

/** The last letter of a kind to an address, as it was really queued. */
export const lastLetter = async (testApp: TestApp, email: string, template: MessageTemplate) => {
  const found = (await lettersTo(testApp, email)).findLast((one) => one.template === template);
  if (found === undefined) throw new Error(`no ${template} for ${email}`);
  return found;
};

export const templatesTo = async (testApp: TestApp, email: string): Promise<string[]> =>
  (await lettersTo(testApp, email)).map(({ template }) => template);

/** The token in the fragment of a letter's link. */
export const tokenFrom = async (
  testApp: TestApp,
  email: string,
  template: MessageTemplate,
): Promise<string> => /#token=([\w-]+)/.exec((await lastLetter(testApp, email, template)).secrets)?.[1] ?? '';

/** Runs the job that looks at what strangers asked for. */
export const lookAtRequests = async ({ container }: TestApp): Promise<void> => {
  await container.jobs.find(({ name }) => name === 'account-requests')?.run();
};

/** What an authenticator app shows now, or so many 30-second steps away. */
export const codeOf = ({ clock }: TestApp, secret: string, steps = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(clock.now().getTime() / 1000) + steps * 30 });

export const withTotp = async (testApp: TestApp, browser: Browser) => {
  const setup = await browser.post('/security/mfa/setup');
  if (setup.status !== 200) throw new Error(`set-up answered ${setup.status} ${JSON.stringify(setup.body)}`);
  const secret: string = setup.body.data.secret;
  const verified = await browser.post('/security/mfa/verify', { code: await codeOf(testApp, secret) });
  if (verified.status !== 200)
    throw new Error(`verifying answered ${verified.status} ${JSON.stringify(verified.body)}`);
  const recoveryCodes: string[] = verified.body.data.recoveryCodes;
  // The code that proved it is used up.
  testApp.clock.advance(30);
  return { secret, recoveryCodes };
};

export const withPasskey = async (browser: Browser, name = 'Chave') => {
  const key = anAuthenticator();
  const options = await browser.post('/security/passkeys/options');
  if (options.status !== 200) throw new Error(`options answered ${options.status}`);
  const attestation = key.create(options.body.data);
  const added = await browser.post('/security/passkeys', { name, attestation });
  if (added.status !== 201) throw new Error(`adding answered ${added.status} ${JSON.stringify(added.body)}`);
  const passkeyId: string = added.body.data.passkey.id;
  const recoveryCodes: string[] = added.body.data.recoveryCodes;
  return { key, passkeyId, recoveryCodes };
};

/** An administrator of a clinic of their own, signed in, with an authenticator app. */
export const somebodyWithTotp = async (testApp: TestApp) => {
  const registered = await aRegisteredClinic(testApp);
  return { ...registered, ...(await withTotp(testApp, registered.browser)) };
};

/** A browser that has given the password and is asked for more. */
export const halfWayIn = async ({ app }: TestApp, email: string, password = aPassword): Promise<Browser> => {
  const browser = aBrowser(app);
  const reply = await browser.post('/auth/login', { email, password });
  if (reply.body.data?.outcome !== 'second-factor') throw new Error(`sign-in answered ${reply.status}`);
  return browser;
};
