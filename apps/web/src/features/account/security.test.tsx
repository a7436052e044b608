import {
  addPasskey,
  changePassword,
  disableTotp,
  endSession,
  listSessions,
  me,
  mfaState,
  type MfaState,
  passwordPolicy,
  PasskeyId,
  prove,
  renewRecoveryCodes,
  SessionId,
  setupTotp,
  type SignedInPlace,
  verifyTotp,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { startStepUp, useStepUp } from '../../lib/step-up.ts';
import { aSession } from '../../testing/a-session.ts';
import { renderApp, renderUi } from '../../testing/render-app.tsx';
import { cut, refuse, respond } from '../../testing/server.ts';
import { useToasts } from '../../ui/toasts.ts';
import { SecurityPage } from './SecurityPage.tsx';
import { StepUpDialog } from './StepUpDialog.tsx';

const noFactor: MfaState = {
  totp: { isEnrolled: false },
  passkeys: [],
  recoveryCodesLeft: 0,
  isRequired: false,
  email: 'paula@example.com',
};
const withTotp: MfaState = {
  ...noFactor,
  totp: { isEnrolled: true, since: '2026-11-20T12:00:00.000Z' },
  recoveryCodesLeft: 7,
};
const aPasskey = {
  id: PasskeyId.parse('d1'.padStart(24, '0')),
  name: 'Celular',
  createdAt: '2026-11-20T12:00:00.000Z',
  isSynced: true,
};
const codes = ['AAAA-BBBB-CCCC-DDDD', 'EEEE-FFFF-GGGG-HHHH'];
const aPlace = (last: string, more: Partial<SignedInPlace> = {}): SignedInPlace => ({
  id: SessionId.parse(last.padStart(24, '0')),
  isCurrent: false,
  browser: 'Firefox',
  os: 'Linux',
  kind: 'desktop',
  address: '203.0.113.4',
  signedInAt: '2026-11-25T12:00:00.000Z',
  lastSeenAt: '2026-11-25T13:30:00.000Z',
  expiresAt: '2026-11-25T23:00:00.000Z',
  ...more,
});

const session = aSession({ role: 'hygienist' });

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  respond(me, session);
  respond(mfaState, noFactor);
  respond(passwordPolicy, { minimumLength: 15, maximumLength: 128, remembered: 5, mustChange: false });
  respond(listSessions, [aPlace('e1', { isCurrent: true })]);
});
const open = () => renderUi(<SecurityPage />, { session, path: '/account/security' });
const card = async (name: string) => within(await screen.findByRole('region', { name }));

test('the authenticator app: the picture, its key as text, a code, and the recovery codes once', async () => {
  respond(setupTotp, {
    secret: 'ABCDEFGHIJKLMNOP',
    otpauthUri: 'otpauth://totp/TopSmile:paula',
    qrDataUrl: 'data:image/svg+xml;base64,PHN2Zy8+',
    expiresAt: '2026-11-25T14:00:00.000Z',
  });
  const verified = respond(verifyTotp, { recoveryCodes: codes });
  const { user } = open();
  const totp = await card('Aplicativo autenticador');
  await user.click(totp.getByRole('button', { name: 'Configurar o aplicativo' }));
  expect(await totp.findByRole('img', { name: /Código QR/ })).toHaveAttribute(
    'src',
    'data:image/svg+xml;base64,PHN2Zy8+',
  );
  expect(totp.getByText('ABCD EFGH IJKL MNOP')).toBeVisible();
  await user.type(totp.getByLabelText('2. Digite o código que ele mostra'), '123 456');
  await user.click(totp.getByRole('button', { name: 'Ligar' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Guarde estes códigos agora' }));
  expect(verified[0]?.body).toEqual({ code: '123456' });
  for (const code of codes) expect(dialog.getByText(code)).toBeVisible();
  await user.keyboard('{Escape}');
  expect(screen.getByRole('dialog', { name: 'Guarde estes códigos agora' })).toBeVisible();
  await user.click(dialog.getByRole('button', { name: 'Já guardei' }));
  await waitFor(() => expect(screen.queryByText(codes[0] ?? '')).toBeNull());
});

test('a wrong code keeps the picture and says to wait for the next one', async () => {
  respond(setupTotp, {
    secret: 'ABCDEFGHIJKLMNOP',
    otpauthUri: 'otpauth://totp/TopSmile:paula',
    qrDataUrl: 'data:image/svg+xml;base64,PHN2Zy8+',
    expiresAt: '2026-11-25T14:00:00.000Z',
  });
  refuse(verifyTotp, 'invalid-request', { issues: [{ path: 'code', message: 'codeWrong' }] });
  const { user } = open();
  const totp = await card('Aplicativo autenticador');
  await user.click(totp.getByRole('button', { name: 'Configurar o aplicativo' }));
  await user.type(await totp.findByLabelText('2. Digite o código que ele mostra'), '123456');
  await user.click(totp.getByRole('button', { name: 'Ligar' }));
  expect((await totp.findAllByText(/Espere o próximo/))[0]).toBeVisible();
  expect(totp.getByLabelText('2. Digite o código que ele mostra')).toHaveValue('123456');
});

test('turning it off asks first; where it is the last one of a clinic that asks, it says why it stays', async () => {
  respond(mfaState, withTotp);
  const calls = respond(disableTotp, noFactor);
  const { user, unmount } = open();
  const totp = await card('Aplicativo autenticador');
  await user.click(totp.getByRole('button', { name: 'Desligar' }));
  const dialog = within(await screen.findByRole('dialog'));
  expect(calls).toHaveLength(0);
  await user.click(dialog.getByRole('button', { name: 'Desligar' }));
  await waitFor(() => expect(calls).toHaveLength(1));
  unmount();
  respond(mfaState, { ...withTotp, isRequired: true });
  open();
  const again = await card('Aplicativo autenticador');
  expect(await again.findByText(/configure outra antes/)).toBeVisible();
  expect(again.queryByRole('button', { name: 'Desligar' })).toBeNull();
});

test('recovery codes say how many are left and are renewed', async () => {
  respond(mfaState, withTotp);
  respond(renewRecoveryCodes, { recoveryCodes: codes });
  const { user } = open();
  const region = await card('Códigos de recuperação');
  expect(region.getByText(/Restam 7 códigos/)).toBeVisible();
  await user.click(region.getByRole('button', { name: 'Criar novos códigos' }));
  expect(await screen.findByText(codes[1] ?? '')).toBeVisible();
});

test('a browser without passkeys says so; one that is there can be renamed and removed', async () => {
  respond(mfaState, { ...noFactor, passkeys: [aPasskey] });
  refuse(addPasskey, 'internal');
  open();
  const region = await card('Chaves de acesso');
  expect(region.getByText('Este navegador não usa chaves de acesso.')).toBeVisible();
  expect(region.getByText(/Criada em 20\/11\/2026, ainda sem uso/)).toBeVisible();
  expect(region.getByRole('button', { name: 'Mudar o nome de Celular' })).toBeVisible();
  expect(region.getByRole('button', { name: 'Remover Celular' })).toBeVisible();
});

test('the password: what is wrong stands at its field and nothing typed is lost', async () => {
  refuse(changePassword, 'invalid-request', {
    issues: [{ path: 'newPassword', message: 'password.ownWords' }],
  });
  const { user } = open();
  const region = await card('Senha');
  expect(await region.findByText('Pelo menos 15 caracteres. Uma frase serve.')).toBeVisible();
  await user.type(region.getByLabelText('Senha atual'), 'correct horse battery');
  await user.type(region.getByLabelText('Nova senha'), 'paula-moreira-2026');
  await user.click(region.getByRole('button', { name: 'Trocar a senha' }));
  expect((await region.findAllByText(/Não use seu nome/))[0]).toBeVisible();
  expect(region.getByLabelText('Senha atual')).toHaveValue('correct horse battery');
  const calls = respond(changePassword, { isChanged: true });
  await user.click(region.getByRole('button', { name: 'Trocar a senha' }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(await screen.findByText('Senha trocada. As outras sessões terminaram.')).toBeVisible();
});

test('sessions name device, time and address; another one is ended', async () => {
  respond(listSessions, [
    aPlace('e1', { isCurrent: true }),
    aPlace('e2', { browser: 'Safari', os: 'iOS', kind: 'phone' }),
  ]);
  const ended = respond(endSession, { id: SessionId.parse('e2'.padStart(24, '0')) });
  const { user } = open();
  const region = await card('Onde você está conectado');
  expect(await region.findByText('Esta sessão')).toBeVisible();
  expect(region.getAllByText(/de 203.0.113.4/)).toHaveLength(2);
  await user.click(region.getByRole('button', { name: 'Encerrar Safari, iOS' }));
  await waitFor(() => expect(ended[0]?.params['sessionId']).toMatch(/e2$/));
});

test('when the state does not load, it says that nothing changed and tries again', async () => {
  cut(mfaState);
  const { user } = open();
  expect(await screen.findByText('A segurança da conta não carregou. Nada mudou.')).toBeVisible();
  respond(mfaState, noFactor);
  await user.click(screen.getByRole('button', { name: 'Tentar de novo' }));
  expect(await card('Senha')).toBeDefined();
});

test('a step that asks for a fresh proof asks the person and then goes on by itself', async () => {
  const stop = startStepUp();
  respond(mfaState, withTotp);
  const renewed = respond(renewRecoveryCodes, { recoveryCodes: codes });
  refuse(renewRecoveryCodes, 'reauth-required', { isOnce: true });
  const proofs = respond(prove, { provedUntil: '2026-11-25T14:00:00.000Z' });
  const Dialog = () => (useStepUp(({ isOpen }) => isOpen) ? <StepUpDialog /> : null);
  const { user } = renderUi(
    <>
      <SecurityPage />
      <Dialog />
    </>,
    { session },
  );
  const region = await card('Códigos de recuperação');
  await user.click(region.getByRole('button', { name: 'Criar novos códigos' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Confirme que é você' }));
  await user.type(dialog.getByLabelText('Sua senha'), 'correct horse battery');
  await user.click(dialog.getByRole('button', { name: 'Confirmar' }));
  expect(await screen.findByText(codes[0] ?? '')).toBeVisible();
  expect(proofs[0]?.body).toEqual({ method: 'password', password: 'correct horse battery' });
  expect(renewed).toHaveLength(1);
  stop();
});

test('whoever does not want to confirm stays where they are, told why', async () => {
  const stop = startStepUp();
  respond(mfaState, withTotp);
  const refused = refuse(renewRecoveryCodes, 'reauth-required');
  const Dialog = () => (useStepUp(({ isOpen }) => isOpen) ? <StepUpDialog /> : null);
  const { user } = renderUi(
    <>
      <SecurityPage />
      <Dialog />
    </>,
    { session },
  );
  const region = await card('Códigos de recuperação');
  await user.click(region.getByRole('button', { name: 'Criar novos códigos' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Confirme que é você' }));
  const [, notNow] = dialog.getAllByRole('button', { name: 'Agora não' });
  await user.click(notNow ?? dialog.getByRole('button'));
  expect(await region.findByText('Confirme que é você para continuar.')).toBeVisible();
  expect(refused).toHaveLength(1);
  stop();
});

test('a duty leads to its page from anywhere, and the way is free when it is done', async () => {
  const owing = aSession({ duty: 'second-factor', secondFactor: { isEnrolled: false, isRequired: true } });
  renderApp('/patients', { session: owing });
  expect(await screen.findByRole('heading', { name: 'Proteja sua conta' })).toBeVisible();
  expect(screen.getByText(/Clínica Ipê Branco pede uma segunda prova/)).toBeVisible();
  expect(screen.queryByRole('navigation')).toBeNull();
  expect(screen.getByRole('button', { name: 'Sair' })).toBeVisible();
});
