import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { codeOf } from '../probes/lib/totp.ts';
import { signIn } from './day.ts';

const mailFolder = path.join(import.meta.dirname, '..', '.topsmile', 'e2e-mail');
const admin = 'admin@demo.topsmile.example';
const screens = process.env['TOPSMILE_E2E_SCREENS'] ?? '../test-results/screens';
const shot = (page: Page, name: string) => page.screenshot({ path: `${screens}/${name}.png` });

type Letter = { to: string | { email?: string }; subject: string; text: string };

/** The link in the newest letter to an address. */
const linkTo = async (email: string): Promise<string> => {
  let link = '';
  await expect
    .poll(
      async () => {
        const names = await readdir(mailFolder).catch(() => []);
        const texts = await Promise.all(names.map((name) => readFile(path.join(mailFolder, name), 'utf8')));
        const letter = texts
          .filter((text) => text.includes(email))
          .map((text) => JSON.parse(text) as Letter)
          .at(-1);
        link = /https?:\/\/\S+#token=[\w-]+/.exec(letter?.text ?? '')?.[0] ?? '';
        return link;
      },
      { timeout: 20_000 },
    )
    .not.toBe('');
  return link;
};

const anAuthenticatorIn = async (page: Page): Promise<void> => {
  const client = await page.context().newCDPSession(page);
  await client.send('WebAuthn.enable');
  await client.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};

test('a hygienist is invited, protects her account, works on two devices and loses a right while she works', async ({
  page,
  browser,
}) => {
  test.setTimeout(150_000);
  const email = `rita.${Date.now()}@demo.topsmile.example`;
  const password = 'quatro luas sobre o rio';

  await signIn(page, admin);
  await page.goto('/people');
  await page.getByRole('button', { name: 'Convidar' }).first().click();
  const form = page.getByRole('complementary').or(page.getByRole('dialog'));
  await form.getByLabel('E-mail').fill(email);
  await form.getByLabel('Nome', { exact: true }).fill('Rita');
  await form.getByLabel('Sobrenome').fill("D'Ávila");
  await form.getByLabel('Perfil de acesso').selectOption('hygienist');
  await shot(page, 'invite');
  await form.getByRole('button', { name: 'Enviar convite' }).click();
  await expect(page.getByText(`Convite enviado para ${email}.`).first()).toBeVisible();

  const rita = await (await browser.newContext()).newPage();
  await anAuthenticatorIn(rita);
  await rita.goto(await linkTo(email));
  await expect(rita.getByText(/convidou você para/)).toBeVisible();
  expect(rita.url()).not.toContain('token');
  await rita.getByLabel('Senha', { exact: true }).fill(password);
  await rita.getByRole('button', { name: 'Aceitar convite' }).click();
  await rita.waitForURL(/\/agenda/);

  await rita.goto('/account/security');
  await rita.getByRole('button', { name: 'Configurar o aplicativo' }).click();
  const key = (
    (await rita.getByText('Se não der para ler, digite esta chave:').locator('span').textContent()) ?? ''
  ).replaceAll(/[^A-Z2-7]/g, '');
  expect(key.length).toBeGreaterThanOrEqual(16);
  await shot(rita, 'totp-setup');
  await rita.getByLabel(/Digite o código que ele mostra/).fill(codeOf(key));
  await rita.getByRole('button', { name: 'Ligar' }).click();
  await rita.getByRole('button', { name: 'Já guardei' }).click();

  await rita.getByLabel('Nome da chave').fill('computador da sala');
  await rita.getByRole('button', { name: 'Criar chave de acesso' }).click();
  await expect(rita.getByText('computador da sala').first()).toBeVisible();
  await shot(rita, 'security');

  const phone = await (
    await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'pt-BR' })
  ).newPage();
  await phone.goto('/sign-in');
  await phone.getByLabel('E-mail').fill(email);
  await phone.getByLabel('Senha', { exact: true }).fill(password);
  await phone.getByRole('button', { name: 'Entrar', exact: true }).click();
  await expect(phone.getByRole('heading', { name: 'Confirme que é você' })).toBeVisible();
  await shot(phone, 'second-factor-phone');
  // The code of the enrolment is used up: the next one counts.
  await phone.getByLabel('Código do aplicativo').fill(codeOf(key, 1));
  await phone.getByRole('button', { name: 'Continuar' }).click();
  await phone.waitForURL(/\/agenda/);

  await rita.reload();
  await rita
    .getByRole('button', { name: /^Encerrar (?!as outras)/ })
    .first()
    .click();
  await expect(rita.getByText('Sessão encerrada.').first()).toBeVisible();
  await phone.goto('/patients');
  await phone.waitForURL(/\/sign-in/);

  await rita.goto('/patients');
  await expect(
    rita
      .getByRole('link', { name: 'Novo paciente' })
      .or(rita.getByRole('button', { name: 'Novo paciente' }))
      .first(),
  ).toBeVisible();
  const person = (await (await page.request.get('/api/v1/users')).json()) as {
    data: { id: string; email: string; rev: number }[];
  };
  const found = person.data.find((one) => one.email === email);
  if (found === undefined) throw new Error('She is in the list');
  const token = (await (await page.request.get('/api/v1/csrf-token')).json()) as { csrfToken: string };
  const lowered = await page.request.patch(`/api/v1/users/${found.id}`, {
    headers: { 'x-csrf-token': token.csrfToken },
    data: { role: 'assistant', rev: found.rev },
  });
  expect(lowered.status()).toBe(200);
  const ritaToken = (await (await rita.request.get('/api/v1/csrf-token')).json()) as { csrfToken: string };
  const refused = await rita.request.post('/api/v1/patients', {
    headers: { 'x-csrf-token': ritaToken.csrfToken },
    data: { firstName: 'Ana', lastName: 'Lima', phone: '(11) 97777-1234' },
  });
  expect(refused.status()).toBe(403);

  // A row has its place in the chain within a few seconds.
  await expect(async () => {
    await page.goto('/audit');
    await expect(page.getByText(/Teve o acesso recusado/).first()).toBeVisible({ timeout: 3000 });
  }).toPass({ timeout: 30_000 });
  await page
    .getByText(/Teve o acesso recusado/)
    .first()
    .click();
  await shot(page, 'audit');
});
