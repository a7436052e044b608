import type { AppointmentStatus, Operatory, Visit } from '@topsmile/contracts';
import { Button, Menu } from '@mantine/core';
import { IconBan, IconCalendarPlus, IconCalendarTime, IconRotate, IconUserOff } from '@tabler/icons-react';
import type { JSX, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../../../ui/Kbd.tsx';
import { StatusIcon } from '../../../../ui/StatusChip.tsx';
import { isMovable, type SideStep } from '../side-steps.ts';
import classes from './visit-footer.module.css';

type Props = {
  visit: Visit;
  next: AppointmentStatus | undefined;
  side: readonly SideStep[];
  operatories: readonly Operatory[];
  isWorking: boolean;
  onNext: (operatoryId?: string) => void;
  onMove: () => void;
  onBookNext: () => void;
  onDialog: (dialog: 'cancel' | 'no-show' | 'restore') => void;
};

type PrimaryProps = {
  icon: ReactNode;
  label: string;
  isWorking?: boolean;
  hasKey?: boolean;
  onClick?: () => void;
};

const Primary = ({ icon, label, isWorking = false, hasKey = false, ...rest }: PrimaryProps): JSX.Element => (
  <Button
    fullWidth
    className={classes.primary ?? ''}
    leftSection={icon}
    rightSection={hasKey ? <Kbd isOnBrand>E</Kbd> : undefined}
    aria-keyshortcuts={hasKey ? 'E' : undefined}
    loading={isWorking}
    {...rest}
  >
    {label}
  </Button>
);

const Seat = ({ operatories, isWorking, onNext }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <Menu position="top" width="target">
      <Menu.Target>
        <Button
          fullWidth
          className={classes.primary ?? ''}
          loading={isWorking}
          leftSection={<StatusIcon status="in_progress" size={19} isSilent />}
        >
          {t('next.chooseChair')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {operatories.map((chair) => (
          <Menu.Item key={chair.id} onClick={() => onNext(chair.id)}>
            {chair.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};

const NextStep = (props: Props & { next: AppointmentStatus }): JSX.Element => {
  const { visit, next, operatories, isWorking, onNext } = props;
  const { t } = useTranslation('visits');
  const chair = operatories.find((one) => one.id === visit.operatoryId)?.name ?? '';
  if (next === 'in_progress' && visit.operatoryId === undefined) return <Seat {...props} />;
  return (
    <Primary
      icon={<StatusIcon status={next} size={19} isSilent />}
      label={t(next === 'in_progress' && chair === '' ? 'next.seat' : `next.${next}`, { chair })}
      isWorking={isWorking}
      hasKey
      onClick={() => onNext()}
    />
  );
};

const AfterTheEnd = ({ visit, side, onBookNext, onDialog }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  const isDone = visit.status === 'completed';
  return (
    <>
      <Primary
        icon={<IconCalendarPlus size={19} aria-hidden />}
        label={t(isDone ? 'next.followUp' : 'next.bookAgain')}
        onClick={onBookNext}
      />
      {side.includes('restore') && (
        <div className={classes.others}>
          <Button
            variant="subtle"
            color="gray"
            size="xs"
            leftSection={<IconRotate size={16} aria-hidden />}
            onClick={() => onDialog('restore')}
          >
            {t('restore.open')}
          </Button>
        </div>
      )}
    </>
  );
};

const Others = ({ visit, side, onMove, onDialog }: Props): JSX.Element => {
  const { t } = useTranslation('visits');
  return (
    <div className={classes.others}>
      {isMovable(visit) && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          aria-keyshortcuts="R"
          leftSection={<IconCalendarTime size={16} aria-hidden />}
          onClick={onMove}
        >
          {t('move.open')}
        </Button>
      )}
      {side.includes('no-show') && (
        <Button
          variant="subtle"
          color="gray"
          size="xs"
          leftSection={<IconUserOff size={16} aria-hidden />}
          onClick={() => onDialog('no-show')}
        >
          {t('noShow.open')}
        </Button>
      )}
      {side.includes('cancel') && (
        <Button
          variant="subtle"
          color="red"
          size="xs"
          leftSection={<IconBan size={16} aria-hidden />}
          onClick={() => onDialog('cancel')}
        >
          {t('cancel.open')}
        </Button>
      )}
    </div>
  );
};

const hasEnded = ({ status }: Visit): boolean =>
  status === 'completed' || status === 'cancelled' || status === 'no_show' || status === 'expired';

/** One next step as the big button, the other ways out below it. */
export const VisitFooter = (props: Props): JSX.Element => {
  const { visit, next } = props;
  if (hasEnded(visit)) return <AfterTheEnd {...props} />;
  return (
    <>
      {next !== undefined && <NextStep {...props} next={next} />}
      <Others {...props} />
    </>
  );
};
