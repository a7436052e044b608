import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArrowsExchange,
  IconCalendarPlus,
  IconCheck,
  IconDots,
  IconRotate,
  IconTrash,
} from '@tabler/icons-react';
import { priorities, type Priority, type Visit } from '@topsmile/contracts';
import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../../lib/session.ts';
import { showProblemToast } from '../../../../ui/toasts.ts';
import { useProblemText } from '../../../../ui/use-problem-text.ts';
import { useChangeVisit } from '../../visit-acts.ts';
import type { VisitDialog } from '../dialogs.ts';
import { isMovable, type SideStep } from '../side-steps.ts';
import classes from './visit-menu.module.css';

type Props = {
  visit: Visit;
  side: readonly SideStep[];
  onDialog: (dialog: VisitDialog) => void;
  onConfirm: () => void;
  onBookNext: () => void;
};

const Priorities = ({ visit }: { visit: Visit }): JSX.Element => {
  const { t } = useTranslation('visits');
  const problemText = useProblemText();
  const change = useChangeVisit();
  const set = (priority: Priority): void =>
    change.mutate(
      { visitId: visit.id, rev: visit.rev, priority },
      { onError: (error) => void showProblemToast(problemText(error)) },
    );
  return (
    <>
      <Menu.Label>{t('priority.label')}</Menu.Label>
      {priorities.map((priority) => {
        const isSet = visit.priority === priority;
        return (
          <Menu.Item
            key={priority}
            aria-current={isSet || undefined}
            leftSection={isSet ? <IconCheck size={18} aria-hidden /> : <span className={classes.gap} />}
            onClick={() => set(priority)}
          >
            {t(`priority.${priority}`)}
          </Menu.Item>
        );
      })}
      <Menu.Divider />
    </>
  );
};

/** What is needed now and then: confirm, swap, another visit, reopen, delete. */
export const VisitMenu = ({ visit, side, onDialog, onConfirm, onBookNext }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const mayWrite = useCan('appointments:write');
  const mayDelete = useCan('appointments:delete');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('menu.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {side.includes('confirm') && (
          <Menu.Item leftSection={<IconCheck size={18} aria-hidden />} onClick={onConfirm}>
            {t('next.confirmed')}
          </Menu.Item>
        )}
        {side.includes('reopen') && (
          <Menu.Item leftSection={<IconRotate size={18} aria-hidden />} onClick={() => onDialog('reopen')}>
            {t('reopen.open')}
          </Menu.Item>
        )}
        {mayWrite && isMovable(visit) && (
          <Menu.Item
            leftSection={<IconArrowsExchange size={18} aria-hidden />}
            onClick={() => onDialog('swap')}
          >
            {t('swap.open')}
          </Menu.Item>
        )}
        {mayWrite && visit.patientId !== undefined && (
          <Menu.Item leftSection={<IconCalendarPlus size={18} aria-hidden />} onClick={onBookNext}>
            {t('next.another')}
          </Menu.Item>
        )}
        {mayWrite && isMovable(visit) && <Priorities visit={visit} />}
        {mayDelete && (
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={() => onDialog('delete')}
          >
            {t('delete.open')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
};
