import type { Permission } from '@topsmile/contracts';
import type { IconProps } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';
import type { AppRoute } from '../routes.tsx';

export type SearchHit = {
  /** Unique in its source. */
  id: string;
  title: string;
  detail?: string | undefined;
  icon: ComponentType<IconProps>;
  run: () => void;
  /** Ctrl-Enter. */
  secondary?: { label: string; run: () => void } | undefined;
};

export type SearchContext = {
  t: TFunction;
  language: string;
  routes: readonly AppRoute[];
  permissions: readonly Permission[];
  navigate: (path: string) => void;
  signal: AbortSignal;
};

/** Something that can be found. Sources answer in their order: people, pages, verbs. */
export type SearchSource = {
  id: string;
  /** Key of the group's heading. */
  heading: 'people' | 'pages' | 'verbs';
  permission?: Permission;
  find: (query: string, context: SearchContext) => Promise<SearchHit[]> | SearchHit[];
};

/** Text as people compare it: no accents, no case. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

export const matchesAll = (text: string, query: string): boolean =>
  plain(query)
    .split(/\s+/)
    .every((word) => plain(text).includes(word));
