import { Button, NativeSelect, TextInput } from '@mantine/core';
import { ClinicRoleDraft, grantablePermissions, Role } from '@topsmile/contracts';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import { useSession } from '../../../lib/session.ts';
import { Form } from '../../../ui/Form.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { useContractForm } from '../../../ui/use-contract-form.ts';
import type { Column } from '../matrix.ts';
import { useCreateRole } from '../people.api.ts';
import { useRoleNames } from '../use-role-names.ts';

type Props = { columns: readonly Column[]; onClose: () => void };

const FormValues = z.strictObject({ name: ClinicRoleDraft.shape.name, base: z.string().min(1, 'oneRole') });

/** A copy of a role, to be changed in the table. */
export const NewRolePanel = ({ columns, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('people');
  const names = useRoleNames();
  const { permissions } = useSession();
  const formId = useId();
  const create = useCreateRole();
  const bases = columns.filter(({ own, role }) => own !== undefined || role !== 'super_admin');
  const form = useContractForm({ schema: FormValues, initialValues: { name: '', base: 'manager' } });
  const submit = async ({ name, base }: z.output<typeof FormValues>): Promise<void> => {
    const source = bases.find(({ key }) => key === base);
    const held = [...(source?.held ?? [])].filter(
      (permission) => permissions.includes(permission) && grantablePermissions.includes(permission),
    );
    await create.mutateAsync({ name, base: Role.parse(source?.role ?? base), permissions: held });
    showToast(t('role.created', { name }));
    onClose();
  };
  return (
    <Panel
      title={t('role.newTitle')}
      size="form"
      onClose={onClose}
      footer={
        <Button type="submit" form={formId} fullWidth loading={create.isPending}>
          {t('role.create')}
        </Button>
      }
    >
      <Form id={formId} form={form} onSubmit={submit} label={t('role.newTitle')}>
        <p>{t('role.help')}</p>
        <TextInput label={t('role.name')} autoComplete="off" {...form.getInputProps('name')} />
        <NativeSelect
          label={t('role.base')}
          data={bases.map(({ key, own, role }) => ({ value: key, label: own?.name ?? names.ofRole(role) }))}
          {...form.getInputProps('base')}
        />
      </Form>
    </Panel>
  );
};
