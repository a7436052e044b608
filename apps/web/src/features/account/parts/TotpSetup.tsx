import { Button, TextInput } from '@mantine/core';
import type { TotpSetup as Setup } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Form } from '../../../ui/Form.tsx';
import { usePlainForm } from '../../../ui/use-contract-form.ts';
import classes from '../account.module.css';
import { useVerifyTotp } from '../account.api.ts';

type Props = {
  setup: Setup;
  onDone: (recoveryCodes: readonly string[]) => void;
  onCancel: () => void;
};

const inFours = (secret: string): string => (secret.match(/.{1,4}/g) ?? []).join(' ');

/** Scan, or type the key; then the code proves that it works. */
export const TotpSetup = ({ setup, onDone, onCancel }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const verify = useVerifyTotp();
  const form = usePlainForm<{ code: string }>({
    initialValues: { code: '' },
    check: ({ code }) => (/^\d{6}$/.test(code.replace(/\s/g, '')) ? {} : { code: 'code' }),
  });
  const submit = async ({ code }: { code: string }): Promise<void> =>
    onDone((await verify.mutateAsync(code.replace(/\s/g, ''))).recoveryCodes);
  return (
    <div className={classes.steps}>
      <p>{t('totp.scan')}</p>
      <img className={classes.qr} src={setup.qrDataUrl} alt={t('totp.qr')} />
      <p className={classes.text}>
        {t('totp.key')} <span className={classes.key}>{inFours(setup.secret)}</span>
      </p>
      <Form form={form} label={t('totp.title')} onSubmit={submit} focusOnProblem="code">
        <TextInput
          label={t('totp.enter')}
          autoComplete="one-time-code"
          inputMode="numeric"
          {...form.getInputProps('code')}
        />
        <div className={classes.acts}>
          <Button type="submit" loading={verify.isPending}>
            {t('totp.confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {t('totp.cancel')}
          </Button>
        </div>
      </Form>
    </div>
  );
};
