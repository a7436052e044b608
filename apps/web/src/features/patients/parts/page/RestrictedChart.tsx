import { Button, Textarea } from '@mantine/core';
import { breakGlass } from '@topsmile/contracts';
import { IconLock } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type JSX, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../../../lib/http.ts';
import { queryKeys } from '../../../../lib/query-keys.ts';
import { Form } from '../../../../ui/Form.tsx';
import { useContractForm } from '../../../../ui/use-contract-form.ts';
import classes from './restricted-chart.module.css';

/** A chart that is closed to this person: the one way in is an emergency, with a reason that is kept. */
export const RestrictedChart = ({ patientId }: { patientId: string }): JSX.Element => {
  const { t } = useTranslation('patients');
  const cache = useQueryClient();
  const titleId = useId();
  const form = useContractForm({ schema: breakGlass.body, initialValues: { reason: '' } });
  const open = useMutation({
    mutationFn: (body: { reason: string }) => call(breakGlass, { params: { patientId }, body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: queryKeys.patients }),
  });
  return (
    <section className={classes.closed} aria-labelledby={titleId}>
      <h1 id={titleId}>
        <IconLock size={22} aria-hidden /> {t('restricted.title')}
      </h1>
      <p>{t('restricted.text')}</p>
      <Form form={form} onSubmit={(body) => open.mutateAsync(body)} label={t('restricted.title')}>
        <Textarea label={t('restricted.reason')} rows={2} {...form.getInputProps('reason')} />
        <Button type="submit" loading={open.isPending}>
          {t('restricted.open')}
        </Button>
      </Form>
    </section>
  );
};
