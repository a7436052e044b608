import { messageChannels, messageStates, messageTemplates } from '@topsmile/contracts';
import { NativeSelect, VisuallyHidden } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessagesAddress } from '../use-messages-address.ts';
import classes from '../messages.module.css';

type Choice = { value: string; label: string };

export const MessageFilters = ({ address }: { address: MessagesAddress }): JSX.Element => {
  const { t } = useTranslation('messages');
  const { filter, set } = address;
  const all = (label: string): Choice => ({ value: '', label });
  return (
    <fieldset className={classes.filters}>
      <VisuallyHidden component="legend">{t('filters.name')}</VisuallyHidden>
      <NativeSelect
        aria-label={t('filters.state')}
        value={filter.state ?? ''}
        data={[
          all(t('filters.anyState')),
          ...messageStates.map((value) => ({ value, label: t(`states.${value}`) })),
        ]}
        onChange={({ currentTarget }) => set('state', currentTarget.value)}
      />
      <NativeSelect
        aria-label={t('filters.channel')}
        value={filter.channel ?? ''}
        data={[
          all(t('filters.anyChannel')),
          ...messageChannels.map((value) => ({ value, label: t(`channels.${value}`) })),
        ]}
        onChange={({ currentTarget }) => set('channel', currentTarget.value)}
      />
      <NativeSelect
        className={classes.wide ?? ''}
        aria-label={t('filters.template')}
        value={filter.template ?? ''}
        data={[
          all(t('filters.anyTemplate')),
          ...messageTemplates.map((value) => ({ value, label: t(`templates.${value}`) })),
        ]}
        onChange={({ currentTarget }) => set('template', currentTarget.value)}
      />
    </fieldset>
  );
};
