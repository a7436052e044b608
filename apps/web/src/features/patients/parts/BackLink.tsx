import { ActionIcon } from '@mantine/core';
import { IconChevronLeft } from '@tabler/icons-react';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

type Props = { to: string; label: string };

export const BackLink = ({ to, label }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  return (
    <ActionIcon component={Link} to={to} aria-label={t('backTo', { place: label })}>
      <IconChevronLeft size={22} aria-hidden />
    </ActionIcon>
  );
};
