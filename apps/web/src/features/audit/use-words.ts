import type { AuditEntry } from '@topsmile/contracts';
import { useTranslation } from 'react-i18next';

/** What a row says, in words; a verb or a thing without a word of its own is shown as it is stored. */
export const useWords = () => {
  const { t } = useTranslation('audit');
  const verb = (action: string): string =>
    t(`verbs.${action}`, { defaultValue: t('verbs.other', { action }) });
  const thing = (resource: string): string => t(`things.${resource}`, { defaultValue: resource });
  return {
    verb,
    thing,
    who: ({ actor }: AuditEntry): string => actor.name ?? t(`kinds.${actor.kind}`),
    role: ({ actor }: AuditEntry): string | undefined =>
      actor.role === undefined ? undefined : t(`common:roles.${actor.role}`),
    did: ({ action, resource }: AuditEntry, count = 1): string =>
      count === 1
        ? t('did', { verb: verb(action), thing: thing(resource) })
        : t('didMany', { verb: verb(action), thing: thing(resource), count }),
  };
};
