import { Button, NativeSelect, TextInput } from '@mantine/core';
import { TimeOff } from '@topsmile/contracts';
import { type JSX, type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StretchFields } from './StretchFields.tsx';
import classes from './hours.module.css';
import { useStretch } from './use-stretch.ts';

type Props = { zone: string; onAdd: (absence: TimeOff) => void; onCancel: () => void };

const kinds = ['vacation', 'sick', 'course', 'other'] as const;
type Kind = (typeof kinds)[number];

export const AddTimeOff = ({ zone, onAdd, onCancel }: Props): JSX.Element => {
  const { t } = useTranslation('settings');
  const stretch = useStretch();
  const [kind, setKind] = useState<Kind>('vacation');
  const [reason, setReason] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    const days = stretch.finish();
    if (days === undefined) return;
    onAdd(TimeOff.parse({ ...days, kind, ...(reason.trim() === '' ? {} : { reason }) }));
  };
  return (
    <form className={classes.adder} noValidate onSubmit={submit} aria-label={t('exceptions.addTimeOff')}>
      <NativeSelect
        label={t('exceptions.kind')}
        value={kind}
        data={kinds.map((value) => ({ value, label: t(`exceptions.kinds.${value}`) }))}
        onChange={(event) => setKind(kinds.find((value) => value === event.currentTarget.value) ?? 'other')}
      />
      <StretchFields stretch={stretch} zone={zone} />
      <TextInput
        label={t('exceptions.reason')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={classes.adders}>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('cancel')}
        </Button>
        <Button size="xs" type="submit" variant="light">
          {t('exceptions.add')}
        </Button>
      </div>
    </form>
  );
};
