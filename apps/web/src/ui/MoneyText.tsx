import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '../lib/money.ts';

export const MoneyText = ({
  amountInCents,
  currency = 'BRL',
}: {
  amountInCents: number;
  currency?: string;
}): JSX.Element => {
  const { i18n } = useTranslation();
  return <>{formatMoney(amountInCents, { language: i18n.language, currency })}</>;
};
