/** What a cell of a workbook may hold; null is an empty cell. */
export type Cell = string | number | null | { readonly value: string; readonly fontWeight: 'bold' }
export type Cells = readonly (readonly Cell[])[]

/** A bold cell of a head. */
export const headCell = (value: string): Cell => ({ value, fontWeight: 'bold' })
