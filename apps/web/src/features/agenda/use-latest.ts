import { type RefObject, useLayoutEffect, useRef } from 'react';

/** The newest value for handlers that live longer than one render. */
export const useLatest = <T>(value: T): RefObject<T> => {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
};
