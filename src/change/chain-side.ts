import type { EnergyCarrier } from '../vocabulary.ts'
import { product } from './chain-cell.ts'
import type { ModeForm } from './form.ts'
import type { LineParts, Side } from './side.ts'

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
