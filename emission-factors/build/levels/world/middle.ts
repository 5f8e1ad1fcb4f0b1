import type { Line } from '../line.ts'

/** A mean of all vehicles of a mode in a country or region, and how well it is known. */
export interface Middle {
  readonly values: Line
  readonly sd: number
  readonly span: readonly [number, number]
  readonly locator: string
}
