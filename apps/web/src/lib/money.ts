/** Integer cents → text in the reader's language and the clinic's currency. */
export const formatMoney = (
  amountInCents: number,
  { language, currency = 'BRL' }: { language: string; currency?: string },
): string =>
  new Intl.NumberFormat(language, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).format(
    amountInCents / 100,
  );
