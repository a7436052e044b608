import type { JSX } from 'react';
import { clockLabels } from './grid/clock-labels.ts';
import { Pinboard } from './parts/Pinboard.tsx';
import { RefusedMove } from './parts/RefusedMove.tsx';
import { TotalsBar } from './parts/TotalsBar.tsx';
import type { Screen } from './use-agenda-screen.ts';

const movable: ReadonlySet<string> = new Set(['held', 'scheduled', 'confirmed', 'checked_in']);

/** Under the grid: a refused move with its way out, parked visits, the day's totals. */
export const AgendaFooter = ({ screen }: { screen: Screen }): JSX.Element => {
  const { moves, words, place, url, data, selected, canWrite, grid, acts } = screen;
  const chairOf = ({ operatoryId }: { operatoryId: string | undefined }): string | undefined =>
    operatoryId === moves.refusal?.order.card.operatoryId
      ? undefined
      : data.operatories.find(({ id }) => id === operatoryId)?.name;
  const canMove = canWrite && selected !== undefined && movable.has(selected.status);
  return (
    <>
      <RefusedMove
        moves={moves}
        clock={clockLabels(place.zone)}
        zone={place.zone}
        day={url.day}
        canSqueeze={screen.canOverride}
        onDone={(id) => grid.current?.focusCard(id)}
        placeOf={chairOf}
      />
      {!screen.isPhone && (
        <>
          <Pinboard
            words={words}
            zone={place.zone}
            onPick={(card) => grid.current?.pick(card)}
            onPress={(event, card) => grid.current?.press(event, card)}
          />
          <TotalsBar
            totals={screen.agenda?.totals}
            isMoving={screen.isMoving}
            selected={canMove ? selected : undefined}
            onMove={() => selected !== undefined && acts.askMove(selected)}
          />
        </>
      )}
    </>
  );
};
