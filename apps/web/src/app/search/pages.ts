import { sectionsFor } from '../sections.ts';
import { matchesAll, type SearchSource } from './sources.ts';

export const pages: SearchSource = {
  id: 'pages',
  heading: 'pages',
  find: (query, { t, routes, permissions, navigate }) =>
    sectionsFor(routes, permissions)
      .map(({ path, name, icon }) => ({
        id: path,
        title: t(`shell.sections.${name}`),
        icon,
        run: () => navigate(path),
      }))
      .filter(({ title }) => matchesAll(title, query)),
};
