/** What a cell of a workbook may hold; null is an empty cell. */
export type Cell = string | number | null | { readonly value: string; readonly fontWeight: 'bold' }
export type Cells = readonly (readonly Cell[])[]

/** A cell of a head: bold. */
export const headCell = (value: string): Cell => ({ value, fontWeight: 'bold' })
