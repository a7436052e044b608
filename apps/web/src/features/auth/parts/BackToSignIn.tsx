import { Anchor } from '@mantine/core';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

export const BackToSignIn = (): JSX.Element => {
  const { t } = useTranslation('auth');
  return (
    <p>
      <Anchor component={Link} to="/sign-in" inherit underline="always">
        {t('backToSignIn')}
      </Anchor>
    </p>
  );
};
