import type { Visit } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../../ui/ConfirmDialog.tsx';
import { showToast } from '../../../../ui/toasts.ts';
import type { When } from '../../use-when.ts';
import { useDeleteVisit } from '../../visit-acts.ts';
import { type ReasonDecision, reasonsOf, type VisitDialog } from '../dialogs.ts';
import type { VisitSteps } from '../use-visit-steps.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { SwapDialog } from './SwapDialog.tsx';

type Props = {
  open: VisitDialog | undefined;
  visit: Visit;
  when: When;
  steps: VisitSteps;
  /** Back to the panel. */
  onClose: () => void;
  /** The visit is no longer there to be shown. */
  onGone: () => void;
};

const useDecide = ({
  steps,
}: Pick<Props, 'steps'>): Record<ReasonDecision, (reason: string) => Promise<unknown>> => ({
  cancel: (reason) => steps.go({ status: 'cancelled', reason }),
  refuse: (reason) => steps.refuse(reason),
  restore: (reason) => steps.go({ status: 'scheduled', reason }),
  reopen: (reason) => steps.go({ status: 'in_progress', reason }),
});

type Named = { name: string; when: string };

const DeleteDialog = ({ visit, onClose, onGone, named }: Props & { named: Named }): JSX.Element => {
  const { t } = useTranslation('visits');
  const remove = useDeleteVisit();
  return (
    <ConfirmDialog
      isOpen
      title={t('delete.title', named)}
      confirmLabel={t('delete.act')}
      keepLabel={t('delete.keep')}
      isDangerous
      onClose={onClose}
      onConfirm={async () => {
        await remove.mutateAsync({ visitId: visit.id });
        showToast(t('delete.done'));
        onGone();
      }}
    >
      {t('delete.text')}
    </ConfirmDialog>
  );
};

const NoShowDialog = ({ steps, onClose, named }: Props & { named: Named }): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <ConfirmDialog
      isOpen
      title={t('noShow.title', named)}
      confirmLabel={t('noShow.act')}
      keepLabel={t('noShow.keep')}
      isDangerous
      onClose={onClose}
      onConfirm={() => steps.go({ status: 'no_show' })}
    >
      {t('noShow.text')}
    </ConfirmDialog>
  );
};

/** Every decision about a visit names it: whose, and when. */
export const VisitDialogs = (props: Props): JSX.Element | null => {
  const { open, visit, when, steps, onClose } = props;
  const { t } = useTranslation('visits');
  const decide = useDecide({ steps });
  const named = { name: visit.patientName ?? visit.typeName ?? '', when: when.dayAndTime(visit.startsAt) };
  if (open === undefined) return null;
  if (open === 'swap') return <SwapDialog visit={visit} when={when} onClose={onClose} />;
  if (open === 'delete') return <DeleteDialog {...props} named={named} />;
  if (open === 'no-show') return <NoShowDialog {...props} named={named} />;
  return (
    <ReasonDialog
      title={t(`${open}.title`, named)}
      reasons={reasonsOf[open].map((reason) => t(`reason.${reason}`))}
      confirmLabel={t(`${open}.act`)}
      keepLabel={t(`${open}.keep`)}
      isDangerous={open === 'cancel' || open === 'refuse'}
      onConfirm={decide[open]}
      onClose={onClose}
    />
  );
};
