/**
 * The factors of every cell in two or more states, as flat numbers: factor k of cell c in state t stands at
 * (t · cells + c) · factors + k. A factor that divides is given as 1/x; none is below 0.
 */
export interface Panel {
  readonly cells: number
  readonly factors: number
  readonly states: number
  readonly values: Float64Array
  /** The group that the effects of each cell are added up in, from 0; several groups for a cell are several panels. */
  readonly groupOf: Int32Array
  readonly groups: number
}

/** A smaller logarithm of a ratio needs the series of the logarithmic mean: differences lose their digits there. */
const SMALL = 1e-2

/**
 * How much each factor moved each group from one state to the next: additive LMDI-I, cell by cell, added up in groups.
 *
 * A cell that is 0 on one side only is explained by the factors that are 0 there, in equal parts: the limit for equal small
 * values (Ang, Zhang & Choi 1998; Ang & Liu 2007). Effects of a step sum to the change of the group.
 *
 * @returns effect of factor k on group g in step s (from state s to s + 1) at (s · groups + g) · factors + k
 */
export function effectsOf(panel: Panel): Float64Array {
  const effects = new Float64Array(Math.max(0, panel.states - 1) * panel.groups * panel.factors)
  addEffects(panel, effects)
  return effects
}

/** Adds them to what stands at their places. */
export function addEffects(
  { cells, factors, states, values, groupOf, groups }: Panel,
  effects: Float64Array,
): void {
  const size = factors * cells
  const changes = new Float64Array(factors)
  for (let step = 0; step < states - 1; step += 1)
    for (let c = 0; c < cells; c += 1) {
      const before = step * size + c * factors
      const after = before + size
      let from = 1
      let to = 1
      let change = 0
      for (let k = 0; k < factors; k += 1) {
        const a = values[before + k] as number
        const b = values[after + k] as number
        from *= a
        to *= b
        const moved = a === b ? 0 : logarithmicChange(a, b)
        changes[k] = moved
        change += moved
      }
      const out = (step * groups + (groupOf[c] as number)) * factors
      if (from > 0 && to > 0) {
        const mean = meanOf(from, to, change)
        for (let k = 0; k < factors; k += 1)
          effects[out + k] = (effects[out + k] as number) + mean * (changes[k] as number)
      } else if (from !== to) addLimit(effects, out, values, from > 0 ? after : before, factors, to - from)
    }
}

/** (b − a) ÷ (b + a) up to which the series below is exact to the last digits. */
const NEAR = 1 / 16

/** ln(b / a): most years are near one another, where a series costs less than a logarithm and keeps more digits. */
function logarithmicChange(a: number, b: number): number {
  const r = (b - a) / (b + a)
  if (r > NEAR || r < -NEAR) return Math.log(b / a)
  const z = r * r
  return 2 * r * (1 + z * (1 / 3 + z * (1 / 5 + z * (1 / 7 + z * (1 / 9 + z * (1 / 11 + z / 13))))))
}

/** The logarithmic mean of a and b, whose logarithms differ by `change`. */
function meanOf(a: number, b: number, change: number): number {
  if (change > SMALL || change < -SMALL) return (b - a) / change
  // (exp(x) − 1) ÷ x; the next term is below 1e-16 of the first.
  return (
    a *
    (1 +
      change *
        (1 / 2 +
          change * (1 / 6 + change * (1 / 24 + change * (1 / 120 + change * (1 / 720 + change / 5040))))))
  )
}

/** Gives the whole change of a cell to the factors that are 0 on the side where its product is. */
function addLimit(
  effects: Float64Array,
  out: number,
  values: Float64Array,
  first: number,
  factors: number,
  change: number,
): void {
  let zeros = 0
  for (let k = 0; k < factors; k += 1) if (values[first + k] === 0) zeros += 1
  for (let k = 0; k < factors; k += 1)
    if (values[first + k] === 0) effects[out + k] = (effects[out + k] as number) + change / zeros
}
