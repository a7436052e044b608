import type { DateOverride, Provider, TimeOff, WorkingHours } from '@topsmile/contracts';
import { useMemo, useState } from 'react';
import { dropDraft, readDraft, saveDraft } from '../../lib/drafts.ts';
import { blocksOf, hoursOf, type WeekBlock } from '../../ui/week-hours/week.ts';
import { type BoundPlace, placedHours, providerHours } from './places.ts';

export type HoursDraft = {
  blocks: readonly WeekBlock[];
  overrides: readonly DateOverride[];
  timeOff: readonly TimeOff[];
};

const isHoursDraft = (value: unknown): value is HoursDraft =>
  typeof value === 'object' &&
  value !== null &&
  'blocks' in value &&
  'overrides' in value &&
  'timeOff' in value;

const storedOf = ({ hours, overrides, timeOff }: Provider): HoursDraft => ({
  blocks: blocksOf(placedHours(hours)),
  overrides,
  timeOff,
});

/** A person's hours as they are being changed; unsaved changes outlive the page. */
export const useHoursDraft = (provider: Provider, places: readonly BoundPlace[]) => {
  const key = `hours:${provider.id}`;
  const [edited, setEdited] = useState(() => readDraft(key, isHoursDraft));
  const stored = useMemo(() => storedOf(provider), [provider]);
  const draft = edited ?? stored;

  const bodyOf = ({ blocks, overrides, timeOff }: HoursDraft): WorkingHours => ({
    rev: provider.rev,
    hours: providerHours(hoursOf(blocks), places),
    overrides: [...overrides],
    timeOff: [...timeOff],
  });
  const body = bodyOf(draft);
  const isChanged = edited !== undefined && JSON.stringify(body) !== JSON.stringify(bodyOf(stored));

  return {
    draft,
    body,
    isChanged,
    change: (part: Partial<HoursDraft>): void => {
      const next = { ...draft, ...part };
      setEdited(next);
      saveDraft(key, next);
    },
    drop: (): void => {
      setEdited(undefined);
      dropDraft(key);
    },
  };
};
