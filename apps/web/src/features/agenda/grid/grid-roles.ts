/**
 * The ARIA grid's parts. Visits stand where their time is, several abreast and across rows, which a table's
 * layout cannot do; the rows own their cells by `aria-owns` instead.
 */
export const gridRoles = {
  grid: { role: 'grid' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'gridcell' },
  /** A set of controls that no form groups. */
  group: { role: 'group' },
  picture: { role: 'img' },
} as const;
