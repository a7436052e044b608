import { Button, TextInput } from '@mantine/core';
import { IconFingerprint } from '@tabler/icons-react';
import type { SecondFactorMethod } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askForPasskey, wasCalledOff } from '../../../lib/passkeys.ts';
import { ApiProblem } from '../../../lib/problem.ts';
import { useSecondFactor } from '../../../lib/session.ts';
import { Form } from '../../../ui/Form.tsx';
import { usePlainForm } from '../../../ui/use-contract-form.ts';
import { useProblemText } from '../../../ui/use-problem-text.ts';
import { EntryColumn } from './EntryColumn.tsx';
import classes from './second-factor.module.css';

type Typed = Exclude<SecondFactorMethod, 'passkey'>;
type Props = { methods: readonly SecondFactorMethod[]; onBack: () => void };

const digits = (code: string): string => code.replace(/\s/g, '');
const isShort = (method: Typed, code: string): boolean =>
  method === 'totp' ? !/^\d{6}$/.test(digits(code)) : code.trim().length < 16;

const refusalOf = (problem: ApiProblem): 'second.refused' | undefined =>
  problem.code === 'invalid-credentials' ? 'second.refused' : undefined;

const CodeForm = ({ method }: { method: Typed }): JSX.Element => {
  const { t } = useTranslation('auth');
  const proof = useSecondFactor();
  const form = usePlainForm<{ code: string }>({
    initialValues: { code: '' },
    check: ({ code }) => (isShort(method, code) ? { code: code === '' ? 'required' : 'code' } : {}),
  });
  const isTotp = method === 'totp';
  const textOf = (problem: ApiProblem): string | undefined => {
    const key = refusalOf(problem);
    return key && t(key);
  };
  return (
    <Form
      form={form}
      label={t('second.title')}
      problemText={textOf}
      focusOnProblem="code"
      onSubmit={({ code }) => proof.mutateAsync({ method, code: isTotp ? digits(code) : code.trim() })}
    >
      <TextInput
        label={t(isTotp ? 'second.code' : 'second.recoveryCode')}
        description={t(isTotp ? 'second.totpText' : 'second.recoveryText')}
        autoComplete={isTotp ? 'one-time-code' : 'off'}
        inputMode={isTotp ? 'numeric' : 'text'}
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('code')}
      />
      <Button type="submit" fullWidth loading={proof.isPending}>
        {t('second.submit')}
      </Button>
    </Form>
  );
};

const PasskeyProof = (): JSX.Element => {
  const { t } = useTranslation('auth');
  const problemText = useProblemText();
  const proof = useSecondFactor();
  const [failure, setFailure] = useState<string>();
  const ask = async (): Promise<void> => {
    setFailure(undefined);
    try {
      await proof.mutateAsync({ method: 'passkey', assertion: await askForPasskey('second') });
    } catch (error) {
      if (wasCalledOff(error)) return;
      const isRefused = !(error instanceof ApiProblem) || error.code === 'invalid-credentials';
      setFailure(isRefused ? t('second.passkeyRefused') : problemText(error));
    }
  };
  return (
    <>
      <Button
        variant="default"
        fullWidth
        leftSection={<IconFingerprint size={20} aria-hidden />}
        loading={proof.isPending}
        onClick={() => void ask()}
      >
        {t('second.passkey')}
      </Button>
      {failure !== undefined && (
        <p className={classes.failure} role="alert">
          {failure}
        </p>
      )}
    </>
  );
};

const otherWays = { totp: 'second.useTotp', 'recovery-code': 'second.useRecovery' } as const;

/** After the password: what only its owner has. */
export const SecondFactorStep = ({ methods, onBack }: Props): JSX.Element => {
  const { t } = useTranslation('auth');
  const typed = methods.filter((method): method is Typed => method !== 'passkey');
  const [chosen, setChosen] = useState<Typed | undefined>(methods.includes('totp') ? 'totp' : undefined);
  return (
    <EntryColumn title={t('second.title')}>
      {methods.includes('passkey') && <PasskeyProof />}
      {chosen !== undefined && <CodeForm key={chosen} method={chosen} />}
      <div className={classes.ways}>
        {typed
          .filter((method) => method !== chosen)
          .map((method) => (
            <Button key={method} variant="subtle" onClick={() => setChosen(method)}>
              {t(otherWays[method])}
            </Button>
          ))}
        <Button variant="subtle" onClick={onBack}>
          {t('second.back')}
        </Button>
      </div>
    </EntryColumn>
  );
};
