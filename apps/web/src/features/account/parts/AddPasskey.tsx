import { Button, TextInput } from '@mantine/core';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { canUsePasskeys, wasCalledOff } from '../../../lib/passkeys.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { Form } from '../../../ui/Form.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { usePlainForm } from '../../../ui/use-contract-form.ts';
import classes from '../account.module.css';
import { useAddPasskey } from '../account.api.ts';

type Props = { onCodes: (codes: readonly string[]) => void };

/** Names a passkey and lets the device make it. */
export const AddPasskey = ({ onCodes }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const add = useAddPasskey();
  const [hasFailed, setFailed] = useState(false);
  const form = usePlainForm<{ name: string }>({
    initialValues: { name: '' },
    check: ({ name }) => (name.trim() === '' ? { name: 'required' } : {}),
  });
  if (!canUsePasskeys()) return <p className={classes.text}>{t('passkeys.unsupported')}</p>;
  const submit = async ({ name }: { name: string }): Promise<void> => {
    setFailed(false);
    try {
      const { recoveryCodes } = await add.mutateAsync(name.trim());
      form.reset();
      showToast(t('passkeys.done'));
      onCodes(recoveryCodes);
    } catch (error) {
      if (wasCalledOff(error)) return;
      if (error instanceof ApiProblem) throw error;
      setFailed(true);
    }
  };
  return (
    <Form form={form} label={t('passkeys.add')} onSubmit={submit} focusOnProblem="name">
      <TextInput
        label={t('passkeys.name')}
        description={t('passkeys.nameHelp')}
        autoComplete="off"
        maxLength={60}
        {...form.getInputProps('name')}
      />
      {hasFailed && (
        <p className={classes.failure} role="alert">
          {t('passkeys.failed')}
        </p>
      )}
      <div className={classes.acts}>
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('passkeys.add')}
        </Button>
      </div>
    </Form>
  );
};
