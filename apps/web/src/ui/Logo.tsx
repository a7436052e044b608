import type { JSX } from 'react';

/** The mark: a tooth's crown with a smile in gum pink. The name stands beside it or is the page's title. */
export const Logo = ({ size = 38, isOnRail = false }: { size?: number; isOnRail?: boolean }): JSX.Element => (
  <svg width={size} height={size} viewBox="0 0 38 38" aria-hidden>
    <rect width="38" height="38" rx="11" fill={isOnRail ? 'var(--ts-rail-on)' : 'var(--ts-logo)'} />
    <path
      d="M9 13.5c0-1.4 1.1-2.5 2.5-2.5h15c1.4 0 2.5 1.1 2.5 2.5 0 8-4.1 14-10 14s-10-6-10-14z"
      fill="none"
      stroke="var(--ts-rail-on-text)"
      strokeWidth="2.4"
      strokeLinejoin="round"
    />
    <path
      d="M14 17.2c1.2 2.9 2.9 4.3 5 4.3s3.8-1.4 5-4.3"
      fill="none"
      stroke="var(--ts-badge)"
      strokeWidth="2.6"
      strokeLinecap="round"
    />
  </svg>
);
