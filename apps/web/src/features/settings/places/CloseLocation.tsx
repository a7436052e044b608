import { Button } from '@mantine/core';
import { changeLocation, type Location } from '@topsmile/contracts';
import { type JSX, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfigure } from '../../../lib/configuration.ts';
import { call } from '../../../lib/http.ts';
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx';

/** Takes a place out of the agenda, or brings it back; its visits and history stay. */
export const CloseLocation = ({ location }: { location: Location }): JSX.Element => {
  const { t } = useTranslation('settings');
  const [isAsking, setAsking] = useState(false);
  const { id, name, rev, isActive } = location;
  const write = useConfigure(
    (next: boolean) => call(changeLocation, { params: { locationId: id }, body: { rev, isActive: next } }),
    { isInSession: true },
  );
  return (
    <>
      <Button variant="subtle" color={isActive ? 'red' : 'petrol'} onClick={() => setAsking(true)}>
        {isActive ? t('places.retire') : t('places.reopen')}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        title={isActive ? t('places.retireAsk', { name }) : t('places.reopenAsk', { name })}
        confirmLabel={isActive ? t('places.retire') : t('places.reopen')}
        isDangerous={isActive}
        onConfirm={() => write.mutateAsync(!isActive)}
        onClose={() => setAsking(false)}
      >
        {isActive ? t('places.retireText') : undefined}
      </ConfirmDialog>
    </>
  );
};
