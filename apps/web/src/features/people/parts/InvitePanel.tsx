import { Button, NativeSelect, TextInput } from '@mantine/core';
import { InvitationDraft, listProviders, Role } from '@topsmile/contracts';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { type JSX, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { callPage, newIdempotencyKey } from '../../../lib/http.ts';
import { queryKeys } from '../../../lib/query-keys.ts';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import { useFormDraft } from '../../../ui/use-form-draft.ts';
import type { Column } from '../matrix.ts';
import { useInvite } from '../people.api.ts';
import { useRoleNames } from '../use-role-names.ts';
import { useGivable } from './RoleOfPerson.tsx';

type Props = { columns: readonly Column[]; onClose: () => void };

// A select has one value: a fixed role's name, or the id of one of the clinic's own.
const { email, firstName, lastName } = InvitationDraft.shape;
const FormValues = z.strictObject({
  email,
  firstName,
  lastName,
  providerId: z.string().optional(),
  role: z.string().min(1, 'oneRole'),
});
type FormValues = z.output<typeof FormValues>;

const bodyOf = ({ role, ...guest }: FormValues) => {
  const fixed = Role.safeParse(role);
  return InvitationDraft.parse({
    ...guest,
    ...(fixed.success ? { role: fixed.data } : { customRoleId: role }),
  });
};

const treats: ReadonlySet<string> = new Set(['dentist', 'hygienist', 'assistant']);

const providersToTie = queryOptions({
  queryKey: [...queryKeys.providers, 'to-tie'],
  queryFn: async ({ signal }) =>
    (await callPage(listProviders, { query: { limit: 100 }, signal })).items.filter(
      ({ userId }) => userId === undefined,
    ),
});

/** Name, address and role; the person chooses their own password. */
export const InvitePanel = ({ columns, onClose }: Props): JSX.Element => {
  const { t, i18n } = useTranslation('people');
  const names = useRoleNames();
  const formId = useId();
  const invite = useInvite();
  const givable = useGivable(columns);
  const providers = useQuery(providersToTie).data ?? [];
  // One key for each wording: a repeated send has one effect, a corrected one is another act.
  const sent = useRef({ words: '', key: '' });
  const form = useContractForm({
    schema: FormValues,
    initialValues: { email: '', firstName: '', lastName: '', role: 'receptionist', providerId: '' },
  });
  const draft = useFormDraft(form, 'invitation');
  const submit = async (values: FormValues): Promise<void> => {
    const locale = i18n.language === 'en' || i18n.language === 'es' ? i18n.language : 'pt-BR';
    const body = { ...bodyOf(values), locale } as const;
    const words = JSON.stringify(body);
    if (sent.current.words !== words) sent.current = { words, key: newIdempotencyKey() };
    await invite.mutateAsync({ key: sent.current.key, body });
    draft.drop();
    showToast(t('invite.sent', { email: body.email }));
    onClose();
  };
  const chosen = givable.find(({ key }) => key === form.values.role);
  return (
    <Panel
      title={t('invite.title')}
      size="form"
      onClose={onClose}
      footer={
        <Button type="submit" form={formId} fullWidth loading={invite.isPending}>
          {t('invite.submit')}
        </Button>
      }
    >
      <Form id={formId} form={form} onSubmit={submit} label={t('invite.title')}>
        <p>{t('invite.help')}</p>
        <TextInput
          label={t('invite.email')}
          type="email"
          autoComplete="off"
          inputMode="email"
          {...form.getInputProps('email')}
        />
        <TextInput label={t('invite.firstName')} autoComplete="off" {...form.getInputProps('firstName')} />
        <TextInput label={t('invite.lastName')} autoComplete="off" {...form.getInputProps('lastName')} />
        <NativeSelect
          label={t('invite.role')}
          data={givable.map(({ key, own, role }) => ({ value: key, label: own?.name ?? names.ofRole(role) }))}
          {...form.getInputProps('role')}
        />
        {chosen !== undefined && treats.has(chosen.role) && providers.length > 0 && (
          <NativeSelect
            label={t('invite.provider')}
            description={t('invite.providerHelp')}
            data={[
              { value: '', label: t('invite.noProvider') },
              ...providers.map(({ id, fullName }) => ({ value: id, label: fullName })),
            ]}
            {...form.getInputProps('providerId')}
          />
        )}
      </Form>
    </Panel>
  );
};
