import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../../lib/session.ts';
import { ShortcutsDialog } from '../../../../ui/ShortcutsDialog.tsx';

type Props = { isOpen: boolean; onClose: () => void };

/** The keys of the list, opened with `?`. */
export const ListKeysDialog = ({ isOpen, onClose }: Props): JSX.Element => {
  const { t } = useTranslation('patients');
  const mayCreate = useCan('patients:write');
  return (
    <ShortcutsDialog
      isOpen={isOpen}
      title={t('keys.title')}
      onClose={onClose}
      shortcuts={[
        { keys: ['/'], label: t('keys.search') },
        { keys: ['↑', '↓'], label: t('keys.walk') },
        { keys: ['Enter'], label: t('keys.open') },
        ...(mayCreate ? [{ keys: ['N'], label: t('keys.new') }] : []),
        { keys: ['?'], label: t('keys.help') },
      ]}
    />
  );
};
