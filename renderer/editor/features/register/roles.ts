// The roles of a table that is drawn in part. Rows that stand at a height of their own cannot be a native table's; assistive tools get the
// same from these, with each row's number among all.

export const COLUMNS = 7

export const ROWS = { role: 'rowgroup' } as const
export const HEAD = { role: 'columnheader' } as const
export const CELL = { role: 'gridcell' } as const
export const WHOLE_ROW = { role: 'gridcell', 'aria-colspan': COLUMNS } as const

/** `number`: among all rows, the head being 1. */
export function row(number: number) {
  return { role: 'row', 'aria-rowindex': number } as const
}
