import {
  getMessage,
  listMessages,
  listMessageTemplates,
  listNeedsMoving,
  type Message,
  MessagePreview,
  MessageSummary,
  Message as Whole,
  previewMessageTemplate,
  retryMessage,
} from '@topsmile/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { aSession } from '../../testing/a-session.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { cut, refuse, respond } from '../../testing/server.ts';

const id = (last: string): string => last.padStart(24, '0');
const wire = {
  id: id('71'),
  channel: 'email',
  template: 'sign-in-code',
  locale: 'pt-BR',
  to: { name: "Helena D'Ávila", hint: 'h•••a@leitora.example' },
  subject: 'Seu código de acesso',
  state: 'dead',
  attempts: 8,
  createdAt: '2026-11-25T13:42:00.000Z',
  failure: 'unreachable',
  isWrittenDownOnly: false,
} as const;
const body = {
  text: 'Olá, Helena.\n\n•••',
  html: '<!doctype html><p>Olá, Helena.</p><p>•••</p>',
  hasSecret: true,
  canRetry: true,
};
const aMessage = (change: object = {}): Message => Whole.parse({ ...wire, ...body, ...change });
const aRow = (change: object = {}): MessageSummary => MessageSummary.parse({ ...wire, ...change });
const rows = [
  aRow(),
  aRow({
    id: id('72'),
    to: { name: 'Rui Sampaio', hint: '(11) •••-7777' },
    channel: 'sms',
    state: 'sent',
    failure: undefined,
    isWrittenDownOnly: true,
  }),
  aRow({
    id: id('73'),
    to: { name: 'Ana Lima', hint: 'a•••@leitora.example' },
    state: 'queued',
    failure: undefined,
  }),
];
const manager = aSession({ role: 'manager' });
const openPage = (path = '/messages', session = manager) => renderApp(path, { session });

beforeEach(() => void respond(listNeedsMoving, []));

describe('the list', () => {
  test('when messages exist, each says to whom, by which way and how far it got, in words', async () => {
    respond(listMessages, rows);
    openPage();
    const list = await screen.findByRole('list', { name: 'Mensagens' });
    const [dead, written, queued] = within(list).getAllByRole('link');
    expect(dead).toHaveAccessibleName(/Helena D'Ávila.*Seu código de acesso.*E-mail.*Não enviada/s);
    expect(written).toHaveAccessibleName(/Rui Sampaio.*SMS.*Só registrada/s);
    expect(queued).toHaveAccessibleName(/Ana Lima.*Na fila/s);
    expect(screen.getByText('Escolha uma mensagem para ler.')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1, name: 'Mensagens' })).toBeVisible();
  });

  test('when the keyboard walks, J and the arrows move between rows and Enter opens one', async () => {
    respond(listMessages, rows);
    respond(getMessage, ({ params }) => aMessage({ id: params['messageId'] }));
    const { user } = openPage();
    const [first, second, third] = within(
      await screen.findByRole('list', { name: 'Mensagens' }),
    ).getAllByRole('link');
    first?.focus();
    await user.keyboard('j');
    expect(second).toHaveFocus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(third).toHaveFocus();
    await user.keyboard('k');
    await user.keyboard('{Enter}');
    const subject = await screen.findByRole('heading', { level: 2, name: 'Seu código de acesso' });
    await waitFor(() => expect(subject).toHaveFocus());
    expect(second).toHaveAttribute('aria-current', 'true');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('heading', { level: 2 })).not.toBeInTheDocument();
    expect(second).toHaveFocus();
  });

  test('when it is filtered, the filter is asked for and stands in the address; clearing shows all', async () => {
    const asked = respond(listMessages, ({ query }) => (query.get('state') === 'failed' ? [] : rows));
    const { user } = openPage('/messages?channel=email');
    await screen.findByRole('list', { name: 'Mensagens' });
    expect(asked.at(-1)?.query.get('channel')).toBe('email');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Situação' }), 'Tentando de novo');
    expect(await screen.findByText('Nenhuma mensagem com esses filtros.')).toBeVisible();
    expect(asked.at(-1)?.query.toString()).toMatch(/state=failed/);
    await user.click(screen.getByRole('button', { name: 'Mostrar todas' }));
    await screen.findByRole('list', { name: 'Mensagens' });
    expect(screen.getByRole('combobox', { name: 'Canal' })).toHaveValue('');
  });

  test('when there is none, it says so; when it does not load, it says what is safe and tries again', async () => {
    cut(listMessages);
    const { user } = openPage();
    expect(
      await screen.findByText('As mensagens não carregaram. Nada foi enviado duas vezes.'),
    ).toBeVisible();
    respond(listMessages, []);
    await user.click(screen.getByRole('button', { name: 'Tentar de novo' }));
    expect(
      await screen.findByText('Nenhuma mensagem ainda. O que a clínica enviar aparece aqui.'),
    ).toBeVisible();
  });
});

describe('one message', () => {
  test('when it is open, its mail runs in a frame that may do nothing, and its text can be read instead', async () => {
    respond(listMessages, rows);
    respond(getMessage, aMessage());
    const { user } = openPage(`/messages/${id('71')}`);
    const frame = await screen.findByTitle('O e-mail como chega');
    expect(frame).toHaveAttribute('sandbox', '');
    expect(frame).toHaveAttribute('srcdoc', body.html);
    expect(screen.getByText('O servidor de e-mail não respondeu.')).toBeVisible();
    expect(screen.getByText(/Links e códigos que abrem contas ficam cobertos/)).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Só o texto' }));
    expect(screen.getByText(/Olá, Helena\.\s+•••/)).toBeVisible();
    expect(screen.queryByTitle('O e-mail como chega')).not.toBeInTheDocument();
  });

  test('when a manager sends it again, it is back in line and the button is gone', async () => {
    respond(listMessages, rows);
    respond(getMessage, aMessage());
    const again = aMessage({ state: 'queued', attempts: 0, canRetry: false, failure: undefined });
    const calls = respond(retryMessage, again);
    const { user } = openPage(`/messages/${id('71')}`);
    const button = await screen.findByRole('button', { name: 'Enviar de novo' });
    respond(getMessage, again);
    await user.click(button);
    expect(await screen.findByText('A mensagem voltou para a fila e sai em instantes.')).toBeVisible();
    expect(calls[0]?.params).toEqual({ messageId: id('71') });
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: 'Enviar de novo' })).not.toBeInTheDocument(),
    );
  });

  test('when sending again is refused, the reason is told and the message stays open', async () => {
    respond(listMessages, rows);
    respond(getMessage, aMessage());
    refuse(retryMessage, 'wrong-state');
    const { user } = openPage(`/messages/${id('71')}`);
    await user.click(await screen.findByRole('button', { name: 'Enviar de novo' }));
    await waitFor(() => expect(document.querySelector('[data-kind="problem"]')).toBeInTheDocument());
    expect(screen.getByRole('heading', { level: 2, name: 'Seu código de acesso' })).toBeVisible();
  });

  test('when the reader may only read, there is no button; when it does not open, the list stays', async () => {
    respond(listMessages, rows);
    respond(getMessage, aMessage());
    const { unmount } = openPage(`/messages/${id('71')}`, aSession({ role: 'receptionist' }));
    await screen.findByRole('heading', { level: 2 });
    expect(screen.queryByRole('button', { name: 'Enviar de novo' })).not.toBeInTheDocument();
    unmount();
    refuse(getMessage, 'not-found');
    openPage(`/messages/${id('79')}`);
    expect(await screen.findByText('A mensagem não abriu. Nada foi enviado de novo.')).toBeVisible();
    expect(await screen.findByRole('list', { name: 'Mensagens' })).toBeVisible();
  });
});

describe('the texts', () => {
  test('when the texts are shown, one is read in the language chosen, SMS beside the mail', async () => {
    respond(listMessages, rows);
    respond(listMessageTemplates, [
      { key: 'access-removed', channels: ['email'], hasSecret: false },
      { key: 'sign-in-code', channels: ['email', 'sms'], hasSecret: true },
    ]);
    const asked = respond(previewMessageTemplate, ({ query }) =>
      MessagePreview.parse({
        key: 'sign-in-code',
        locale: query.get('locale') === 'es' ? 'es' : 'pt-BR',
        subject: query.get('locale') === 'es' ? 'Su código de acceso' : 'Seu código de acesso',
        text: 't',
        html: '<p>•••</p>',
        sms: 'SMS: •••',
      }),
    );
    const { user } = openPage();
    await user.click(await screen.findByRole('radio', { name: 'Textos' }));
    await user.click(await screen.findByRole('button', { name: /Código de acesso/ }));
    expect(await screen.findByRole('heading', { level: 2, name: 'Seu código de acesso' })).toBeVisible();
    await user.click(screen.getByRole('radio', { name: 'Espanhol' }));
    const subject = await screen.findByRole('heading', { level: 2, name: 'Su código de acceso' });
    expect(subject).toHaveAttribute('lang', 'es');
    expect(asked.at(-1)?.query.get('template')).toBe('sign-in-code');
    expect(screen.getByText('SMS: •••')).toBeVisible();
  });
});

test('when somebody lacks the right, the section is not offered and the page says so', async () => {
  openPage('/messages', aSession({ role: 'assistant' }));
  expect(await screen.findByText('Sem acesso')).toBeVisible();
  expect(screen.queryByRole('link', { name: 'Mensagens' })).not.toBeInTheDocument();
});
