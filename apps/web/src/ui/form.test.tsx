import { Button, TextInput } from '@mantine/core';
import { PatientDraft } from '@topsmile/contracts';
import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ApiProblem } from '../lib/problem.ts';
import { renderUi } from '../testing/render-app.tsx';
import { Form } from './Form.tsx';
import { CpfField, PhoneField } from './TypedField.tsx';
import { useContractForm } from './use-contract-form.ts';

const schema = PatientDraft.pick({ firstName: true, lastName: true, phone: true, cpf: true, email: true });
type Draft = typeof schema._zod.output;

const PersonForm = ({ onSubmit }: { onSubmit: (values: Draft) => Promise<unknown> }) => {
  const form = useContractForm({
    schema,
    initialValues: { firstName: '', lastName: '', phone: '', cpf: '', email: '' },
  });
  return (
    <Form form={form} onSubmit={onSubmit} label="Cadastro">
      <TextInput label="Nome" {...form.getInputProps('firstName')} />
      <TextInput label="Sobrenome" {...form.getInputProps('lastName')} />
      <PhoneField label="Telefone" {...form.getInputProps('phone')} />
      <CpfField label="CPF" {...form.getInputProps('cpf')} />
      <Button type="submit">Salvar</Button>
    </Form>
  );
};

const fill = async (user: ReturnType<typeof renderUi>['user']): Promise<void> => {
  await user.type(screen.getByLabelText('Nome'), 'João');
  await user.type(screen.getByLabelText('Sobrenome'), 'Figueira');
  await user.type(screen.getByLabelText('Telefone'), '11 988887777');
};
const save = (user: ReturnType<typeof renderUi>['user']): Promise<void> =>
  user.click(screen.getByRole('button', { name: 'Salvar' }));

test('when fields are wrong, all are listed, focus goes to the first and nothing is sent', async () => {
  const onSubmit = vi.fn<(values: Draft) => Promise<unknown>>();
  const { user } = renderUi(<PersonForm onSubmit={onSubmit} />);
  await user.type(screen.getByLabelText('CPF'), '123');
  await save(user);
  expect(screen.getByText('Confira 4 campos.', { ignore: '[data-testid]' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Nome: Preencha este campo.' })).toBeVisible();
  expect(screen.getByLabelText('Nome')).toHaveFocus();
  expect(screen.getByLabelText('CPF')).toHaveAccessibleDescription('Confira os 11 números do CPF.');
  expect(screen.getByTestId('assertive')).toHaveTextContent('Confira 4 campos.');
  expect(onSubmit).not.toHaveBeenCalled();
});

test('when it is right, blanks are left out and the contract has put values in order', async () => {
  const onSubmit = vi.fn<(values: Draft) => Promise<unknown>>().mockResolvedValue(undefined);
  const { user } = renderUi(<PersonForm onSubmit={onSubmit} />);
  await fill(user);
  await save(user);
  expect(onSubmit).toHaveBeenCalledExactlyOnceWith({
    firstName: 'João',
    lastName: 'Figueira',
    phone: '(11) 98888-7777',
  });
});

test('when the server lists issues, they stand at their fields, foreign ones above, and nothing is cleared', async () => {
  const issues = [
    { path: 'phone', message: 'phone' },
    { path: 'address.zipCode', message: 'cep' },
  ];
  const onSubmit = (): Promise<never> =>
    Promise.reject(new ApiProblem({ code: 'invalid-request', status: 400, issues }));
  const { user } = renderUi(<PersonForm onSubmit={onSubmit} />);
  await fill(user);
  await save(user);
  await waitFor(() => expect(screen.getByLabelText('Telefone')).toHaveFocus());
  expect(screen.getByLabelText('Telefone')).toHaveAccessibleDescription('Confira o telefone e inclua o DDD.');
  expect(screen.getByText('Confira os 8 números do CEP.')).toBeVisible();
  expect(screen.getByLabelText('Nome')).toHaveValue('João');
});

test('while it is being sent, the fields are disabled and a second Enter sends nothing', async () => {
  let finish: (value?: unknown) => void = () => undefined;
  const sent = new Promise((resolve) => {
    finish = resolve;
  });
  const onSubmit = vi.fn<(values: Draft) => Promise<unknown>>().mockReturnValue(sent);
  const { user } = renderUi(<PersonForm onSubmit={onSubmit} />);
  await fill(user);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.getByLabelText('Nome')).toBeDisabled());
  await user.keyboard('{Enter}');
  finish();
  await waitFor(() => expect(screen.getByLabelText('Nome')).toBeEnabled());
  expect(onSubmit).toHaveBeenCalledOnce();
});

test('when the connection is gone, the form says so above its fields and keeps what was typed', async () => {
  const offline = new ApiProblem({ code: 'unavailable', status: 0, isOffline: true });
  const { user } = renderUi(<PersonForm onSubmit={() => Promise.reject(offline)} />);
  await fill(user);
  await save(user);
  expect(await screen.findByText('Sem conexão. O que você digitou está guardado.')).toBeVisible();
  expect(screen.getByLabelText('Telefone')).toHaveValue('(11) 98888-7777');
});
