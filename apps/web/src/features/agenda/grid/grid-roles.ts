/**
 * The ARIA grid's parts. Visits stand where their time is, several abreast and across rows, which a table's
 * layout cannot do. So each column is a group of one-cell rows whose indices name the hour and the column.
 */
export const gridRoles = {
  grid: { role: 'grid' },
  rowGroup: { role: 'rowgroup' },
  row: { role: 'row' },
  columnHeader: { role: 'columnheader' },
  rowHeader: { role: 'rowheader' },
  cell: { role: 'gridcell' },
  /** A set of controls that no form groups. */
  group: { role: 'group' },
  picture: { role: 'img' },
} as const;
