import type { IntensityName } from '../estimate/intensity.ts'
import type { Sums } from '../estimate/totals.ts'

export type FigureGroup =
  | 'totals'
  | 'bySubSector'
  | 'bySector'
  | 'byMode'
  | 'byScope'
  | 'byCarrier'
  | 'byFlow'
  | 'lines'

export type FigureQuantity = keyof Sums | IntensityName | 'co2eKgPerPerson'

/**
 * The id of a figure: `totals/co2eKg`, `byMode/car/co2eKg`, `lines/L3/energyMj`.
 *
 * @param key the mode, carrier, line and so on; empty for the city
 */
export const figureId = (group: FigureGroup, key: string, quantity: FigureQuantity): string =>
  key === '' ? `${group}/${quantity}` : `${group}/${key}/${quantity}`

/** The id of one product of a line: `lines/L3/products/0`. */
export const productFigureId = (lineId: string, index: number): string => `lines/${lineId}/products/${index}`
