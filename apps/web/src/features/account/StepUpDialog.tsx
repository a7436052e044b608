import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import type { Proof, prove as proveContract } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call, outline } from '../../lib/http.ts';
import { askForPasskey, canUsePasskeys, wasCalledOff } from '../../lib/passkeys.ts';
import { ApiProblem, isProblemWith } from '../../lib/problem.ts';
import { useSession } from '../../lib/session.ts';
import { useStepUp } from '../../lib/step-up.ts';
import { Form } from '../../ui/Form.tsx';
import { usePlainForm } from '../../ui/use-contract-form.ts';
import { useProblemText } from '../../ui/use-problem-text.ts';
import classes from './account.module.css';

const proveRoute = outline<typeof proveContract>('post', '/auth/prove');
const give = (proof: Proof): Promise<unknown> => call(proveRoute, { body: proof });

type Typed = 'password' | 'totp';
const proofOf = (method: Typed, value: string): Proof =>
  method === 'password' ? { method, password: value } : { method, code: value.replace(/\s/g, '') };

const TypedProof = ({ method, onProven }: { method: Typed; onProven: () => void }): JSX.Element => {
  const { t } = useTranslation('account');
  const form = usePlainForm<{ value: string }>({
    initialValues: { value: '' },
    check: ({ value }) => (value === '' ? { value: 'required' } : {}),
  });
  const submit = async ({ value }: { value: string }): Promise<void> => {
    await give(proofOf(method, value));
    onProven();
  };
  const textOf = (problem: ApiProblem): string | undefined =>
    isProblemWith(problem, 'invalid-credentials', 'invalid-request') ? t('stepUp.refused') : undefined;
  return (
    <Form form={form} label={t('stepUp.title')} onSubmit={submit} problemText={textOf} focusOnProblem="value">
      {method === 'password' ? (
        <PasswordInput
          label={t('stepUp.password')}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t('showPassword'), tabIndex: 0 }}
          data-autofocus
          {...form.getInputProps('value')}
        />
      ) : (
        <TextInput
          label={t('stepUp.code')}
          autoComplete="one-time-code"
          inputMode="numeric"
          data-autofocus
          {...form.getInputProps('value')}
        />
      )}
      <Button type="submit">{t('stepUp.submit')}</Button>
    </Form>
  );
};

const PasskeyProof = ({ onProven }: { onProven: () => void }): JSX.Element => {
  const { t } = useTranslation('account');
  const problemText = useProblemText();
  const [failure, setFailure] = useState<string>();
  const ask = async (): Promise<void> => {
    setFailure(undefined);
    try {
      await give({ method: 'passkey', assertion: await askForPasskey('prove') });
      onProven();
    } catch (error) {
      if (wasCalledOff(error)) return;
      const isRefused = !(error instanceof ApiProblem) || error.code === 'invalid-credentials';
      setFailure(isRefused ? t('stepUp.refused') : problemText(error));
    }
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFingerprint size={20} aria-hidden />}
        onClick={() => void ask()}
      >
        {t('stepUp.passkey')}
      </Button>
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      )}
    </>
  );
};

/** Opened by any step that asks for a fresh proof; what was under way goes on when it is given. */
export const StepUpDialog = (): JSX.Element => {
  const { t } = useTranslation('account');
  const settle = useStepUp((asking) => asking.settle);
  const { isEnrolled } = useSession().secondFactor;
  const [method, setMethod] = useState<Typed>('password');
  const other: Typed = method === 'password' ? 'totp' : 'password';
  const proven = (): void => settle(true);
  return (
    <Modal
      opened
      onClose={() => settle(false)}
      title={t('stepUp.title')}
      centered
      size={400}
      closeButtonProps={{ 'aria-label': t('stepUp.cancel') }}
      transitionProps={{ duration: 0 }}
    >
      <div className={classes.steps}>
        <p className={classes.text}>{t('stepUp.text')}</p>
        <TypedProof key={method} method={method} onProven={proven} />
        {isEnrolled && canUsePasskeys() && <PasskeyProof onProven={proven} />}
        <div className={classes.acts}>
          {isEnrolled && (
            <Button variant="subtle" onClick={() => setMethod(other)}>
              {t(other === 'totp' ? 'stepUp.useCode' : 'stepUp.usePassword')}
            </Button>
          )}
          <Button variant="subtle" onClick={() => settle(false)}>
            {t('stepUp.cancel')}
          </Button>
        </div>
      </div>
    </Modal>
  );
};
