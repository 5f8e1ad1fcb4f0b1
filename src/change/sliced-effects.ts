import type { Mode } from '../vocabulary.ts'
import type { Chain } from './chain.ts'
import type { ChainCell } from './chain-cell.ts'
import { CHANGE_FACTORS } from './change-factor.ts'
import { effectsOf } from './lmdi.ts'

/** A group of cells whose change is told by itself. */
export interface Slice {
  readonly key: 'total' | 'perInhabitant' | 'mode' | 'sector' | 'subSector' | 'scope'
  readonly value: string
}

const FACTORS = CHANGE_FACTORS.length
/** Behind the effects of a slice: what a break does, the figure on both sides, and the change that effects sum to. */
export const BREAK = FACTORS
export const BEFORE = FACTORS + 1
export const AFTER = FACTORS + 2
export const CHANGE = FACTORS + 3
/** Figures of a slice. */
export const WIDTH = FACTORS + 4

const INTENSITY = CHANGE_FACTORS.indexOf('energy-intensity')
const POPULATION = CHANGE_FACTORS.indexOf('population')

/** The effects of a chain, added up in slices. */
export class SlicedEffects {
  readonly slices: readonly Slice[]
  readonly #chain: Chain
  /** Of each cell, the slices that it is part of but `perInhabitant`. */
  readonly #slicesOf: readonly (readonly number[])[]
  readonly #perInhabitant: number
  readonly #isBroken: readonly boolean[]
  readonly #ownGroup: Int32Array

  /** @param broken the modes whose figures break: what their intensity does is none of their vehicles */
  constructor(chain: Chain, broken: ReadonlySet<Mode>) {
    this.#chain = chain
    const { cells } = chain
    const names = new Map<string, number>()
    const slices: Slice[] = []
    const sliceOf = (key: Slice['key'], value: string): number => {
      const name = `${key}|${value}`
      const known = names.get(name)
      if (known !== undefined) return known
      names.set(name, slices.length)
      return slices.push({ key, value }) - 1
    }
    const total = sliceOf('total', '')
    this.#perInhabitant = chain.hasPopulation ? sliceOf('perInhabitant', '') : -1
    this.#slicesOf = cells.map(({ line, scope }) => [
      total,
      sliceOf('mode', line.mode ?? 'not-split'),
      sliceOf('sector', line.sector ?? 'not-split'),
      sliceOf('subSector', line.subSector),
      sliceOf('scope', scope ?? 'not-split'),
    ])
    this.slices = slices
    this.#isBroken = cells.map(({ line }: ChainCell) => line.mode !== undefined && broken.has(line.mode))
    this.#ownGroup = Int32Array.from(cells, (_, index) => index)
  }

  /** Of each slice, `WIDTH` figures. @param before the factors of the side */
  figures(before: Float64Array, after: Float64Array): Float64Array {
    const values = this.#chain.valuesOf(before, after)
    const out = new Float64Array(this.slices.length * WIDTH)
    this.#add(out, values, (cell) => this.#slicesOf[cell] as readonly number[])
    if (this.#perInhabitant >= 0) {
      withoutPopulation(values)
      const only = [this.#perInhabitant]
      this.#add(out, values, () => only)
    }
    return summed(out)
  }

  /** The `WIDTH` figures of one slice. */
  figuresOf(slice: number, before: Float64Array, after: Float64Array): Float64Array {
    const values = this.#chain.valuesOf(before, after)
    const out = new Float64Array(WIDTH)
    const only = [0]
    if (slice === this.#perInhabitant) withoutPopulation(values)
    const isAll = slice === this.#perInhabitant
    this.#add(out, values, (cell) => (isAll || this.#slicesOf[cell]?.includes(slice) ? only : NONE))
    return summed(out)
  }

  #add(out: Float64Array, values: Float64Array, slicesOf: (cell: number) => readonly number[]): void {
    const cells = this.#ownGroup.length
    const effects = effectsOf({
      cells,
      factors: FACTORS,
      states: 2,
      values,
      groupOf: this.#ownGroup,
      groups: cells,
    })
    for (let cell = 0; cell < cells; cell += 1) {
      const from = cell * FACTORS
      const isBroken = this.#isBroken[cell] === true
      const before = productOf(values, from)
      const after = productOf(values, (cells + cell) * FACTORS)
      for (const slice of slicesOf(cell)) {
        const into = slice * WIDTH
        for (let k = 0; k < FACTORS; k += 1) {
          const at = into + (isBroken && k === INTENSITY ? BREAK : k)
          out[at] = (out[at] as number) + (effects[from + k] as number)
        }
        out[into + BEFORE] = (out[into + BEFORE] as number) + before
        out[into + AFTER] = (out[into + AFTER] as number) + after
      }
    }
  }
}

const NONE: readonly number[] = []

function withoutPopulation(values: Float64Array): void {
  for (let at = POPULATION; at < values.length; at += FACTORS) values[at] = 1
}

/** Each slice with the change that its effects sum to. */
function summed(out: Float64Array): Float64Array {
  for (let at = 0; at < out.length; at += WIDTH)
    for (let k = 0; k < FACTORS; k += 1)
      out[at + CHANGE] = (out[at + CHANGE] as number) + (out[at + k] as number)
  return out
}

function productOf(values: Float64Array, from: number): number {
  let product = 1
  for (let k = 0; k < FACTORS; k += 1) product *= values[from + k] as number
  return product
}
