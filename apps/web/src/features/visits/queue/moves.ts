import type { NeedsMoving, SlotOffer, VisitCard } from '@topsmile/contracts';
import type { StrandedMove } from '../visit-acts.ts';

export type Outcome = 'moved' | 'taken' | 'stale' | 'refused';

/** Where a stranded visit would go: what the person chose, else what was suggested. */
export const targetOf = (row: NeedsMoving, chosen: ReadonlyMap<string, SlotOffer>): SlotOffer | undefined =>
  chosen.get(row.visit.id) ?? row.suggestion;

/** The moves of the selected rows; a row without a time cannot be moved. */
export const movesOf = (
  rows: readonly NeedsMoving[],
  selected: ReadonlySet<string>,
  chosen: ReadonlyMap<string, SlotOffer>,
): StrandedMove[] =>
  rows
    .filter(({ visit }) => selected.has(visit.id))
    .flatMap((row) => {
      const target = targetOf(row, chosen);
      if (target === undefined) return [];
      const { startsAt, providerId, operatoryId } = target;
      return [{ id: row.visit.id, rev: row.visit.rev, startsAt, providerId, operatoryId }];
    });

type Asked = Pick<VisitCard, 'locationId' | 'typeId' | 'providerId' | 'durationMinutes' | 'id'>;

/** The question for other times of the same visit: same type, length and provider, its own time free. */
export const searchFor = ({ locationId, typeId, providerId, durationMinutes, id }: Asked) =>
  typeId === undefined
    ? undefined
    : {
        locationId,
        typeId,
        durationMinutes,
        excludeId: id,
        days: 4,
        perDay: 3,
        ...(providerId === undefined ? {} : { providerId }),
      };
