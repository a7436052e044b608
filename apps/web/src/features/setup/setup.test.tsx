import {
  changeClinic,
  createAppointmentType,
  createOperatory,
  createProvider,
  type AppointmentType,
} from '@topsmile/contracts';
import { configure, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { claimDrafts } from '../../lib/drafts.ts';
import { endpoints } from '../../lib/session.ts';
import { SessionContext } from '../../lib/session-context.ts';
import { aSession } from '../../testing/a-session.ts';
import {
  aChair,
  aClinic,
  aLocation,
  aProvider,
  aType,
  ids,
  respondConfiguration,
} from '../../testing/configuration.ts';
import { renderUi } from '../../testing/render-app.tsx';
import { refuse, respond } from '../../testing/server.ts';
import { nextBookable } from './bookable.ts';
import { SetupPage } from './SetupPage.tsx';

// Whole forms on a busy machine.
vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 5_000 });

const session = aSession({ role: 'admin' });
const fresh = { clinic: aClinic({ isSetUp: false, rev: 0 }), chairs: [], providers: [], types: [] };
const withAddress = [aLocation({ address: { city: 'São Paulo' } })];
const open = () =>
  renderUi(
    <SessionContext value={session}>
      <SetupPage />
    </SessionContext>,
    { path: '/setup', session },
  );
const title = (name: string): Promise<HTMLElement> => screen.findByRole('heading', { level: 1, name });

// The button stands outside the form it sends; browsers send it on Enter, the simulated keyboard does not.
const goOn = (user: ReturnType<typeof open>['user']): Promise<void> =>
  user.click(screen.getByRole('button', { name: 'Continuar' }));

let tests = 0;
beforeEach(() => {
  tests += 1;
  claimDrafts(`nobody-${tests}`);
  respond(endpoints.me, session);
});

test.each([
  ['nothing yet', {}, 'Vamos abrir sua clínica'],
  ['an address', { locations: withAddress }, 'Quando a clínica abre'],
  ['chairs', { chairs: [aChair()] }, 'Quem atende'],
  ['a provider', { chairs: [aChair()], providers: [aProvider()] }, 'O que se agenda'],
])('with %s on the server, it goes on where it was left', async (_, given, expected) => {
  respondConfiguration({ ...fresh, ...given });
  open();
  expect(await title(expected)).toBeVisible();
});

test('going back and on again without a change writes nothing', async () => {
  respondConfiguration({ ...fresh, locations: withAddress });
  const { user } = open();
  await title('Quando a clínica abre');
  await user.click(screen.getByRole('button', { name: /Clínica/ }));
  expect(await title('Vamos abrir sua clínica')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Continuar' }));
  expect(await title('Quando a clínica abre')).toBeVisible();
});

test('a chair whose name is taken is marked; what was typed stays', async () => {
  respondConfiguration({ ...fresh, chairs: [aChair()] });
  const { user } = open();
  await title('Quem atende');
  await user.click(screen.getByRole('button', { name: 'Voltar' }));
  await title('Quantas cadeiras há');
  await user.click(screen.getByRole('button', { name: 'Adicionar cadeira' }));
  refuse(createOperatory, 'already-exists', { isOnce: true });
  await user.click(screen.getByRole('button', { name: 'Continuar' }));
  const second = screen.getByRole('textbox', { name: 'Nome da cadeira 2' });
  await waitFor(() => expect(second).toHaveAccessibleDescription('Já existe um igual. Use outro.'));
  expect(screen.getByText(/Este passo não salvou\./)).toBeVisible();
  expect(second).toHaveValue('Cadeira 2');
  const calls = respond(createOperatory, aChair('Sala 2', ids.chair2, 1));
  await user.clear(second);
  await user.type(second, 'Sala 2');
  await goOn(user);
  expect(await title('Quem atende')).toBeVisible();
  expect(calls.map(({ body }) => body)).toEqual([{ locationId: ids.location, name: 'Sala 2', order: 1 }]);
});

test('the first provider is asked for, begins with the person signed in, and gets the clinic’s hours', async () => {
  respondConfiguration({ ...fresh, chairs: [aChair()] });
  const calls = respond(createProvider, aProvider());
  const { user } = open();
  await title('Quem atende');
  expect(screen.getByRole('textbox', { name: 'Nome' })).toHaveValue('Paula');
  await user.type(screen.getByRole('textbox', { name: 'CRO' }), 'doze');
  await goOn(user);
  const cro = screen.getByRole('textbox', { name: 'CRO' });
  await waitFor(() => expect(cro).toHaveAccessibleDescription('Confira o número do CRO: até 7 dígitos.'));
  expect(cro).toHaveFocus();
  expect(calls).toHaveLength(0);
  await user.clear(cro);
  await user.type(cro, '48211');
  await goOn(user);
  expect(await title('O que se agenda')).toBeVisible();
  expect(calls[0]?.body).toMatchObject({
    firstName: 'Paula',
    license: { council: 'CRO', state: 'SP', number: '48211' },
    hours: [
      {
        weekdays: [1, 2, 3, 4, 5],
        startsAt: '08:00',
        endsAt: '18:00',
        locationId: ids.location,
        operatoryId: ids.chair1,
      },
    ],
  });
});

test('ticked types are created, the clinic is declared ready, and the hours to book are told', async () => {
  respondConfiguration({ ...fresh, chairs: [aChair()], providers: [aProvider()] });
  const types = respond(createAppointmentType, ({ body }) => ({ ...aType(), ...(body as AppointmentType) }));
  const clinics = respond(changeClinic, aClinic());
  const { user } = open();
  await title('O que se agenda');
  for (const name of ['Profilaxia (limpeza)', 'Restauração', 'Urgência', 'Retorno'])
    await user.click(screen.getByRole('checkbox', { name }));
  await user.click(screen.getByRole('button', { name: 'Concluir' }));
  expect(await screen.findByRole('heading', { level: 1, name: /^Pronto: 4 h agendáveis/ })).toBeVisible();
  expect(types.map(({ body }) => (body as AppointmentType).name)).toEqual(['Avaliação']);
  expect(clinics.map(({ body }) => body)).toEqual([{ rev: 0, isSetUp: true }]);
});

test('bookable time is what people and place share, and holidays have none', () => {
  const location = { hours: [{ weekdays: [1, 2], startsAt: '09:00', endsAt: '18:00' }] };
  const providers = [
    aProvider({ hours: aProvider().hours.map((block) => ({ ...block, weekdays: [1, 2] })) }),
  ];
  const asked = { location, providers, today: '2026-11-29' };
  expect(nextBookable({ ...asked, closed: [] })).toEqual({
    day: '2026-11-30',
    minutes: 180,
    isTomorrow: true,
  });
  expect(nextBookable({ ...asked, closed: ['2026-11-30'] })).toMatchObject({ day: '2026-12-01' });
  expect(nextBookable({ ...asked, providers: [], closed: [] })).toBeUndefined();
});
