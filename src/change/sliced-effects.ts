import type { Mode } from '../vocabulary.ts'
import { CellEffects } from './cell-effects.ts'
import type { Chain } from './chain.ts'
import type { ChainCell } from './chain-cell.ts'
import { CHANGE_FACTORS } from './change-factor.ts'
import { KeptArrays } from './kept-arrays.ts'

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

/**
 * The effects of a chain, added up in slices. Slices that no changed cell is part of are kept, so one pair of sides is
 * followed at a time.
 */
export class SlicedEffects {
  readonly slices: readonly Slice[]
  readonly #chain: Chain
  /** Of each cell, the slices that it is part of but `perInhabitant`; and of each slice its cells, in order. */
  readonly #slicesOf: readonly (readonly number[])[]
  readonly #cellsOf: readonly Int32Array[]
  readonly #perInhabitant: number
  readonly #isBroken: Uint8Array
  readonly #whole: CellEffects
  readonly #ofInhabitant: CellEffects
  readonly #isStale: Uint8Array
  /** Of each slice, `WIDTH` figures. */
  readonly #figures: Float64Array
  readonly #kept: KeptArrays

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
    const cellsOf = slices.map((): number[] => [])
    for (const [cell, some] of this.#slicesOf.entries()) for (const slice of some) cellsOf[slice]?.push(cell)
    if (this.#perInhabitant >= 0) cellsOf[this.#perInhabitant] = [...cells.keys()]
    this.#cellsOf = cellsOf.map((some) => Int32Array.from(some))
    this.#isBroken = Uint8Array.from(cells, ({ line }: ChainCell) =>
      line.mode !== undefined && broken.has(line.mode) ? 1 : 0,
    )
    this.#whole = new CellEffects(cells.length, true)
    this.#ofInhabitant = new CellEffects(cells.length, false)
    this.#isStale = new Uint8Array(slices.length).fill(1)
    this.#figures = new Float64Array(slices.length * WIDTH)
    this.#kept = new KeptArrays([
      ...chain.arrays,
      ...this.#whole.arrays,
      ...this.#ofInhabitant.arrays,
      this.#figures,
    ])
  }

  /** Begins every other pair of sides from the one that `fill` was called with last: most differ from it in a few factors. */
  keep(): void {
    this.#kept.keep()
  }

  /** Of each slice, `WIDTH` figures. @param before the factors of the side */
  figures(before: Float64Array, after: Float64Array): Float64Array {
    const out = new Float64Array(this.#figures.length)
    this.fill(out, 0, before, after)
    return out
  }

  /** The same, written to a place of others. */
  fill(out: Float64Array, at: number, before: Float64Array, after: Float64Array): void {
    const values = this.#settle(before, after)
    this.#updateWhole(values)
    if (this.#perInhabitant >= 0) this.#updateInhabitant(values)
    for (let slice = 0; slice < this.slices.length; slice += 1) this.#addUp(slice)
    out.set(this.#figures, at)
  }

  /** The `WIDTH` figures of one slice. */
  figuresOf(slice: number, before: Float64Array, after: Float64Array): Float64Array {
    const values = this.#settle(before, after)
    if (slice === this.#perInhabitant) this.#updateInhabitant(values)
    else this.#updateWhole(values)
    this.#addUp(slice)
    return this.#figures.slice(slice * WIDTH, (slice + 1) * WIDTH)
  }

  #settle(before: Float64Array, after: Float64Array): Float64Array {
    this.#restore()
    const values = this.#chain.valuesOf(before, after)
    const { isChanged } = this.#chain
    for (let cell = 0; cell < isChanged.length; cell += 1) {
      if (isChanged[cell] === 0) continue
      this.#whole.isStale[cell] = 1
      this.#ofInhabitant.isStale[cell] = 1
    }
    return values
  }

  #restore(): void {
    if (!this.#kept.restore()) return
    this.#whole.isStale.fill(0)
    this.#ofInhabitant.isStale.fill(0)
    this.#isStale.fill(0)
  }

  #updateWhole(values: Float64Array): void {
    const { changed } = this.#whole
    const count = this.#whole.update(values)
    for (let one = 0; one < count; one += 1) {
      const slices = this.#slicesOf[changed[one] as number] as readonly number[]
      for (let at = 0; at < slices.length; at += 1) this.#isStale[slices[at] as number] = 1
    }
  }

  #updateInhabitant(values: Float64Array): void {
    if (this.#ofInhabitant.update(values) > 0) this.#isStale[this.#perInhabitant] = 1
  }

  /** In the order of the cells, so that the same factors give the same bits. */
  #addUp(slice: number): void {
    if (this.#isStale[slice] === 0) return
    this.#isStale[slice] = 0
    const out = this.#figures
    const into = slice * WIDTH
    const { effects, before, after } = slice === this.#perInhabitant ? this.#ofInhabitant : this.#whole
    const cells = this.#cellsOf[slice] as Int32Array
    const all = this.#isBroken.length
    // Two factors at a time, because a sum waits for each of its additions.
    for (let k = 0; k < FACTORS; k += 2) {
      const [first, second] = [k * all, Math.min(k + 1, FACTORS - 1) * all]
      let sum = 0
      let other = 0
      for (let one = 0; one < cells.length; one += 1) {
        const cell = cells[one] as number
        sum += effects[first + cell] as number
        other += effects[second + cell] as number
      }
      out[into + k] = sum
      if (k + 1 < FACTORS) out[into + k + 1] = other
    }
    this.#addIntensity(effects, into, cells)
    let sumBefore = 0
    let sumAfter = 0
    for (let one = 0; one < cells.length; one += 1) {
      sumBefore += before[cells[one] as number] as number
      sumAfter += after[cells[one] as number] as number
    }
    out[into + BEFORE] = sumBefore
    out[into + AFTER] = sumAfter
    let change = 0
    for (let k = 0; k < FACTORS; k += 1) change += out[into + k] as number
    out[into + CHANGE] = change
  }

  /** Of modes whose figures break, it is the break. */
  #addIntensity(effects: Float64Array, into: number, cells: Int32Array): void {
    const from = INTENSITY * this.#isBroken.length
    let intensity = 0
    let broken = 0
    for (let one = 0; one < cells.length; one += 1) {
      const cell = cells[one] as number
      if (this.#isBroken[cell] === 1) broken += effects[from + cell] as number
      else intensity += effects[from + cell] as number
    }
    this.#figures[into + INTENSITY] = intensity
    this.#figures[into + BREAK] = broken
  }
}
