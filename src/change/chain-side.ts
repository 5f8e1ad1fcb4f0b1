import type { EnergyCarrier } from '../vocabulary.ts'
import { product } from './chain-cell.ts'
import type { ModeForm } from './form.ts'
import type { LineParts } from './line-parts.ts'
import type { Side } from './side.ts'

export const told = ({ vehicleClass, powertrain, emissionStandard }: LineParts['line'], { has }: ModeForm) =>
  [
    has.vehicleClass ? vehicleClass : 'all',
    has.powertrain ? powertrain : 'all',
    has.emissionStandard ? emissionStandard : 'all',
  ] as const

export const vehicleOf = ({ line }: LineParts, form: ModeForm): string =>
  [line.mode, ...told(line, form)].join('|')

/** Whether both sides tell the same flows of what emits; else all flows are one. */
export function tellsSameFlows(before: Side, after: Side): boolean {
  const [a, b] = [before, after].map(({ lines }) =>
    [...new Set(lines.filter(({ emissions }) => emissions.length > 0).map(({ line }) => `${line.flow}`))]
      .sort()
      .join(),
  )
  return a === b
}

/** The kinds of vehicle of which a line knows no carrier, so that carriers do not tell their lines apart. */
export function untoldCarriers(
  before: Side,
  after: Side,
  forms: ReadonlyMap<ModeForm['mode'], ModeForm>,
): ReadonlySet<string> {
  const found = new Map<string, Set<EnergyCarrier | undefined>>()
  for (const { lines } of [before, after])
    for (const parts of lines) {
      if (parts.emissions.length === 0) continue
      const key = vehicleOf(parts, forms.get(parts.line.mode) as ModeForm)
      found.set(key, (found.get(key) ?? new Set()).add(parts.line.carrier))
    }
  return new Set(
    [...found].filter(([, carriers]) => carriers.has(undefined) && carriers.size > 1).map(([key]) => key),
  )
}

export function annualKm(
  sides: readonly [Side, Side],
  forms: ReadonlyMap<ModeForm['mode'], ModeForm>,
): ReadonlyMap<ModeForm['mode'], number> {
  const lengths = new Map<ModeForm['mode'], number[]>()
  for (const side of sides) {
    const factors = side.published()
    for (const { line, length } of side.lines)
      if (forms.get(line.mode)?.counts === 'vehicles')
        lengths.set(line.mode, [...(lengths.get(line.mode) ?? []), product(length, factors)])
  }
  return new Map(
    [...lengths].map(([mode, some]) => [mode, some.reduce((sum, one) => sum + one, 0) / some.length]),
  )
}

const fuelOf = ({ line: { mode, subSector, carrier } }: LineParts): string =>
  `${mode}|${subSector}|${carrier}`

/**
 * Energy in a unit of each fuel whose amount alone is known, by mode: the mean of all lines. The same litres are the same
 * activity, whatever a litre holds in either year. Fuels that are stated in other units on one side have none.
 */
export function fuelContents(
  sides: readonly [Side, Side],
  forms: ReadonlyMap<ModeForm['mode'], ModeForm>,
): (parts: LineParts) => number | undefined {
  const found = new Map<string, { unit: string; contents: number[] } | 'mixed'>()
  for (const side of sides) {
    const factors = side.published()
    for (const parts of side.lines) {
      if (!parts.energy || forms.get(parts.line.mode)?.distance !== undefined) continue
      const known = found.get(fuelOf(parts)) ?? { unit: parts.contentUnit, contents: [] }
      if (known === 'mixed' || known.unit !== parts.contentUnit) found.set(fuelOf(parts), 'mixed')
      else {
        known.contents.push(product(parts.content, factors))
        found.set(fuelOf(parts), known)
      }
    }
  }
  return (parts) => {
    const known = found.get(fuelOf(parts))
    if (known === undefined || known === 'mixed' || known.unit === '') return undefined
    return known.contents.reduce((sum, one) => sum + one, 0) / known.contents.length
  }
}
