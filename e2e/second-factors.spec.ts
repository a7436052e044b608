import { expect, type Page, test } from '@playwright/test';
import { codeOf } from '../probes/lib/totp.ts';

/** One person proves who they are: with an app, with a passkey, with a code kept on paper. */

const hygienist = 'luana@demo.topsmile.example';
const password = 'TopSmile-demo-2026';

const givePassword = async (page: Page): Promise<void> => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(hygienist);
  await page.getByLabel('Senha', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Entrar', exact: true }).click();
};

/** Wherever they were before: somebody who signs in goes on there. */
const inside = (page: Page): Promise<void> =>
  page.waitForURL(({ pathname }) => pathname !== '/sign-in' && pathname !== '/');

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Você e suas preferências' }).click();
  await page.getByRole('menuitem', { name: 'Sair' }).click();
  await page.waitForURL(/\/sign-in/);
};

const keepCodes = async (page: Page): Promise<string[]> => {
  const dialog = page.getByRole('dialog', { name: 'Guarde estes códigos agora' });
  await expect(dialog.getByRole('listitem')).toHaveCount(10);
  const codes = await dialog.getByRole('listitem').allTextContents();
  await dialog.getByRole('button', { name: 'Já guardei' }).click();
  return codes;
};

test.describe.configure({ mode: 'serial' });

let secret = '';
let recoveryCodes: string[] = [];

test('the hygienist sets up an authenticator app and signs in with it', async ({ page }) => {
  await givePassword(page);
  await inside(page);
  await page.getByRole('button', { name: 'Você e suas preferências' }).click();
  await page.getByRole('menuitem', { name: 'Segurança da conta' }).click();
  const totp = page.getByRole('region', { name: 'Aplicativo autenticador' });
  await totp.getByRole('button', { name: 'Configurar o aplicativo' }).click();
  await expect(totp.getByRole('img', { name: /Código QR/ })).toBeVisible();
  const shown = await totp.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).textContent();
  secret = (shown ?? '').replaceAll(' ', '');
  await totp.getByLabel('2. Digite o código que ele mostra').fill(codeOf(secret));
  await totp.getByRole('button', { name: 'Ligar' }).click();
  recoveryCodes = await keepCodes(page);
  await expect(totp.getByText(/^Ligado desde/)).toBeVisible();
  await signOut(page);

  await givePassword(page);
  await expect(page.getByRole('heading', { name: 'Confirme que é você' })).toBeVisible();
  expect((await page.request.get('/api/v1/auth/me')).status()).toBe(401);
  await page.getByLabel('Código do aplicativo').fill(codeOf(secret, 1));
  await page.getByRole('button', { name: 'Continuar' }).click();
  await inside(page);
});

test('without the phone, a recovery code opens the account once', async ({ page }) => {
  const [code = ''] = recoveryCodes;
  await givePassword(page);
  await page.getByRole('button', { name: 'Usar um código de recuperação' }).click();
  await page.getByLabel('Código de recuperação').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Continuar' }).click();
  await inside(page);
  await signOut(page);

  await givePassword(page);
  await page.getByRole('button', { name: 'Usar um código de recuperação' }).click();
  await page.getByLabel('Código de recuperação').fill(code);
  await page.getByRole('button', { name: 'Continuar' }).click();
  await expect(page.getByText('O código não confere. Confira e tente de novo.')).toBeVisible();
});

test('a passkey leads in with no e-mail and no password', async ({ page }) => {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await givePassword(page);
  await page.getByRole('button', { name: 'Usar um código de recuperação' }).click();
  await page.getByLabel('Código de recuperação').fill(recoveryCodes[1] ?? '');
  await page.getByRole('button', { name: 'Continuar' }).click();
  await inside(page);
  await page.goto('/account/security');
  const passkeys = page.getByRole('region', { name: 'Chaves de acesso' });
  await passkeys.getByLabel('Nome da chave').fill('Celular da Luana');
  await passkeys.getByRole('button', { name: 'Criar chave de acesso' }).click();
  await expect(passkeys.getByText('Celular da Luana')).toBeVisible();
  await signOut(page);

  await page.getByRole('button', { name: 'Entrar com chave de acesso' }).click();
  await inside(page);
  await page.goto('/account/security');
  await expect(passkeys.getByText(/^Usada em/)).toBeVisible();
});
