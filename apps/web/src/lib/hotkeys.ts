import { type KeyboardEvent, useCallback } from 'react';
import { usePreferences } from './preferences.ts';

export type Hotkey = {
  /** `n`, `?`, `Escape`, `ArrowDown`; a letter means the plain letter. */
  key: string;
  hasCtrl?: boolean;
  hasAlt?: boolean;
  hasShift?: boolean;
  run: (event: KeyboardEvent<HTMLElement>) => void;
};

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input, textarea, select, [role="combobox"], [role="textbox"]'));

const matches = (hotkey: Hotkey, event: KeyboardEvent<HTMLElement>): boolean => {
  const isSame = event.key.toLowerCase() === hotkey.key.toLowerCase();
  const isCtrl = (event.ctrlKey || event.metaKey) === (hotkey.hasCtrl ?? false);
  const isAlt = event.altKey === (hotkey.hasAlt ?? false);
  // A printed sign such as `?` needs Shift on most layouts; only letters and named keys care about it.
  const caresForShift = hotkey.key.length > 1 || /[a-z]/i.test(hotkey.key);
  return isSame && isCtrl && isAlt && (!caresForShift || event.shiftKey === (hotkey.hasShift ?? false));
};

const isSingle = (hotkey: Hotkey): boolean =>
  hotkey.key.length === 1 && !(hotkey.hasCtrl ?? false) && !(hotkey.hasAlt ?? false);

/**
 * `onKeyDown` for a component's root: its keys work only while focus is inside it, never while typing, and
 * plain letters only when the person has not switched them off.
 */
export const useHotkeysWithin = (
  hotkeys: readonly Hotkey[],
): ((event: KeyboardEvent<HTMLElement>) => void) => {
  const hasSingleKeys = usePreferences((preferences) => preferences.hasSingleKeys);
  return useCallback(
    (event) => {
      if (event.defaultPrevented) return;
      const hotkey = hotkeys.find((candidate) => matches(candidate, event));
      if (hotkey === undefined) return;
      if (isSingle(hotkey) && (!hasSingleKeys || isTyping(event.target))) return;
      event.preventDefault();
      hotkey.run(event);
    },
    [hotkeys, hasSingleKeys],
  );
};
