import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { MfaState, Passkey } from '@topsmile/contracts';
import { type JSX, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '../../../lib/dates.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';
import { Form } from '../../../ui/Form.tsx';
import { showToast } from '../../../ui/toasts.ts';
import { usePlainForm } from '../../../ui/use-contract-form.ts';
import classes from '../account.module.css';
import { useRemovePasskey, useRenamePasskey } from '../account.api.ts';
import { useOwnZone } from '../use-own-zone.ts';
import { AddPasskey } from './AddPasskey.tsx';
import { Card } from './Card.tsx';
import { isLastFactor } from './TotpCard.tsx';

const Rename = ({ passkey, onDone }: { passkey: Passkey; onDone: () => void }): JSX.Element => {
  const { t } = useTranslation('account');
  const rename = useRenamePasskey();
  const form = usePlainForm<{ name: string }>({
    initialValues: { name: passkey.name },
    check: ({ name }) => (name.trim() === '' ? { name: 'required' } : {}),
  });
  const submit = async ({ name }: { name: string }): Promise<void> => {
    await rename.mutateAsync({ id: passkey.id, name: name.trim() });
    onDone();
  };
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <Form form={form} label={t('passkeys.rename', { name: passkey.name })} onSubmit={submit}>
      <TextInput
        label={t('passkeys.name')}
        autoComplete="off"
        maxLength={60}
        ref={field}
        {...form.getInputProps('name')}
      />
      <div className={classes.acts}>
        <Button type="submit" variant="default">
          {t('passkeys.save')}
        </Button>
        <Button variant="subtle" onClick={onDone}>
          {t('totp.cancel')}
        </Button>
      </div>
    </Form>
  );
};

const Remove = ({ passkey, onClose }: { passkey: Passkey; onClose: () => void }): JSX.Element => {
  const { t } = useTranslation('account');
  const remove = useRemovePasskey();
  const confirm = async (): Promise<void> => {
    await remove.mutateAsync(passkey.id);
    showToast(t('passkeys.gone'));
  };
  return (
    <ConfirmDialog
      isOpen
      isDangerous
      title={t('passkeys.removeTitle', { name: passkey.name })}
      confirmLabel={t('passkeys.removeVerb')}
      keepLabel={t('passkeys.keep')}
      onConfirm={confirm}
      onClose={onClose}
    >
      {t('passkeys.removeText')}
    </ConfirmDialog>
  );
};

const Row = ({ passkey, mayGo }: { passkey: Passkey; mayGo: boolean }): JSX.Element => {
  const { t } = useTranslation('account');
  const dates = useDates(useOwnZone());
  const [doing, setDoing] = useState<'rename' | 'remove'>();
  const { name, lastUsedAt, createdAt } = passkey;
  if (doing === 'rename')
    return (
      <li className={classes.row}>
        <Rename passkey={passkey} onDone={() => setDoing(undefined)} />
      </li>
    );
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <b>{name}</b>
        <span>
          {lastUsedAt === undefined
            ? t('passkeys.created', { date: dates.instant(createdAt, 'dayShort') })
            : t('passkeys.used', { date: dates.instant(lastUsedAt, 'dayTime') })}
        </span>
      </div>
      <ActionIcon
        variant="default"
        aria-label={t('passkeys.rename', { name })}
        onClick={() => setDoing('rename')}
      >
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      {mayGo && (
        <ActionIcon
          variant="default"
          aria-label={t('passkeys.remove', { name })}
          onClick={() => setDoing('remove')}
        >
          <IconTrash size={18} aria-hidden />
        </ActionIcon>
      )}
      {doing === 'remove' && <Remove passkey={passkey} onClose={() => setDoing(undefined)} />}
    </li>
  );
};

type Props = { state: MfaState; onCodes: (codes: readonly string[]) => void };

export const PasskeysCard = ({ state, onCodes }: Props): JSX.Element => {
  const { t } = useTranslation('account');
  const isLast = isLastFactor(state);
  return (
    <Card title={t('passkeys.title')}>
      <p className={classes.text}>{t('passkeys.text')}</p>
      {state.passkeys.length === 0 ? (
        <p>{t('passkeys.none')}</p>
      ) : (
        <ul className={classes.list}>
          {state.passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} mayGo={!isLast} />
          ))}
        </ul>
      )}
      {isLast && state.passkeys.length === 1 && <p className={classes.text}>{t('lastFactor')}</p>}
      <AddPasskey onCodes={onCodes} />
    </Card>
  );
};
