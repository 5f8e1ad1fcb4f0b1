import type { Estimate } from '../estimate/estimate.ts'
import type { Parameter } from '../estimate/parameter.ts'
import { additiveEffects } from '../kernel/decomposition.ts'
import type { Mode } from '../vocabulary.ts'
import { type Cell, cellName, cellsIn, lineName, rowName, type TermChange, termChanges } from './cell.ts'
import type { FactorEffect } from './factor-effect.ts'
import { intensityEffects } from './intensity-effect.ts'
import { listDifferences, type OriginsOf, originsIn } from './origin.ts'
import { pairUp } from './pair.ts'
import { type StructureEffect, structureEffects } from './structure.ts'

/** Why the CO2e of two estimates differs. The effects of factors and structure sum to the change. */
export interface Decomposition {
  readonly beforeKgCo2e: number
  readonly afterKgCo2e: number
  /** The largest absolute effect first, without factors that did not change. */
  readonly factors: readonly FactorEffect[]
  /** Changes that no factor explains: lines, gases or kinds of factors that only one side has. Largest first. */
  readonly structure: readonly StructureEffect[]
}

/**
 * Explains the change of CO2e between two estimates of the same input, factor by factor.
 *
 * Uses additive LMDI-I at the finest cell, a product of a line in CO2e, and then sums. The method is consistent in
 * aggregation and leaves no remainder (Ang 2005, 2015). Global warming potentials are factors like any other.
 */
export function decompose(before: Estimate, after: Estimate): Decomposition {
  const originsBefore = originsIn(before)
  const originsAfter = originsIn(after)
  const cellsBefore = cellsIn(before)
  const cellsAfter = cellsIn(after)
  const found = new FactorEffects(originsBefore, originsAfter)
  const rows = new Map<string, UnpairedRow>()
  const unpaired = (cell: Cell, side: 'before' | 'after'): void => {
    const name = rowName(cell.line)
    const row = rows.get(name) ?? { before: [], after: [] }
    rows.set(name, row)
    row[side].push(cell)
  }
  for (const lines of pairUp(before.lines, after.lines, lineName)) {
    const ofBefore = lines.before ? cellsBefore(lines.before) : []
    const ofAfter = lines.after ? cellsAfter(lines.after) : []
    for (const cells of pairUp(ofBefore, ofAfter, cellName)) {
      const changes = cells.before && cells.after && termChanges(cells.before, cells.after)
      if (changes) found.add(cells.before.line.mode, changes)
      else {
        if (cells.before) unpaired(cells.before, 'before')
        if (cells.after) unpaired(cells.after, 'after')
      }
    }
  }
  const intensities: FactorEffect[] = []
  const alone: UnpairedRow = { before: [], after: [] }
  for (const [name, row] of rows) {
    const linesOf = ({ lines }: Estimate) => lines.filter((line) => rowName(line) === name)
    const effects = intensityEffects(
      { cells: row.before, lines: linesOf(before), originsOf: originsBefore },
      { cells: row.after, lines: linesOf(after), originsOf: originsAfter },
    )
    if (effects) intensities.push(...effects)
    else {
      alone.before.push(...row.before)
      alone.after.push(...row.after)
    }
  }
  return {
    beforeKgCo2e: before.totals.co2eKg,
    afterKgCo2e: after.totals.co2eKg,
    factors: [...found.list(), ...intensities].sort(
      (a, b) => Math.abs(b.effectKgCo2e) - Math.abs(a.effectKgCo2e),
    ),
    structure: structureEffects(alone.before, alone.after, originsBefore, originsAfter),
  }
}

/** The cells of a row of the request that have no counterpart on the other side. */
interface UnpairedRow {
  readonly before: Cell[]
  readonly after: Cell[]
}

interface Gathering {
  readonly parameterBefore: Parameter | undefined
  readonly parameterAfter: Parameter | undefined
  readonly modes: Set<Mode>
  effectKgCo2e: number
}

/** Effects by parameter: a parameter that two lines share moves both. */
class FactorEffects {
  readonly #before: OriginsOf
  readonly #after: OriginsOf
  readonly #gathered = new Map<string, Gathering>()

  constructor(before: OriginsOf, after: OriginsOf) {
    this.#before = before
    this.#after = after
  }

  add(mode: Mode | undefined, changes: readonly TermChange[]): void {
    const effects = additiveEffects(changes)
    for (const [index, { parameterBefore, parameterAfter, before, after }] of changes.entries()) {
      if (before === after) continue
      const key = `${parameterBefore?.key}|${parameterAfter?.key}`
      const known = this.#gathered.get(key)
      const gathering = known ?? { parameterBefore, parameterAfter, modes: new Set(), effectKgCo2e: 0 }
      if (!known) this.#gathered.set(key, gathering)
      if (mode !== undefined) gathering.modes.add(mode)
      gathering.effectKgCo2e += effects[index] ?? 0
    }
  }

  list(): readonly FactorEffect[] {
    return [...this.#gathered.values()].map((gathering) => this.#effectOf(gathering))
  }

  #effectOf({ parameterBefore, parameterAfter, modes, effectKgCo2e }: Gathering): FactorEffect {
    const records = listDifferences(
      parameterBefore ? this.#before(parameterBefore) : [],
      parameterAfter ? this.#after(parameterAfter) : [],
    )
    const named = parameterAfter ?? parameterBefore
    if (!named) throw new Error('An effect has a parameter on one side at least.')
    return {
      name: named.name,
      unit: named.unit,
      before: parameterBefore && { value: parameterBefore.value, records: records.before },
      after: parameterAfter && { value: parameterAfter.value, records: records.after },
      effectKgCo2e,
      modes: [...modes],
    }
  }
}
