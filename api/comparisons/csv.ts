import { csvText } from '../http/csv.ts'
import type { Comparison } from './schema.ts'

interface Row {
  readonly step: string
  readonly of: string
  readonly kind: 'change' | 'effect' | 'method' | 'filed'
  readonly factor: string
  readonly value: number
  readonly lower: number | string
  readonly upper: number | string
  readonly unit: string
  readonly relative: number | string
  readonly ratio: number | string
}

const COLUMNS = ['step', 'of', 'kind', 'factor', 'value', 'lower', 'upper', 'unit', 'relative', 'ratio']

type Told = Pick<Comparison, 'change' | 'effects'> & Partial<Pick<Comparison, 'method'>>

/** A comparison as CSV (RFC 4180): a row for each change and each effect, of the whole, of each step and of each part. */
export function comparisonCsv(compared: Comparison): string {
  const { from, to, steps, filed, unit, endToEnd, perInhabitant } = compared
  const span = `${from.period} to ${to.period}`
  const parts: readonly (readonly [string, Told])[] = [
    ...compared.byMode.map((one) => [`mode ${one.mode}`, one] as const),
    ...compared.bySector.map((one) => [`sector ${one.sector}`, one] as const),
    ...compared.bySubSector.map((one) => [`sub-sector ${one.subSector}`, one] as const),
    ...compared.byScope.map((one) => [`scope ${one.scope}`, one] as const),
  ]
  const rows = [
    row(span, 'all', 'filed', '', { value: filed }, unit),
    ...rowsOf(span, 'all', compared),
    ...(endToEnd ? rowsOf(`${span} at once`, 'all', endToEnd) : []),
    ...steps.flatMap((step) => rowsOf(`${step.from} to ${step.to}`, 'all', step)),
    ...(perInhabitant ? rowsOf(span, 'inhabitant', perInhabitant) : []),
    ...parts.flatMap(([of, part]) => rowsOf(span, of, part)),
  ]
  return csvText(
    rows.map((one) => ({ ...one })),
    COLUMNS,
  )
}

function rowsOf(step: string, of: string, { change, effects, method = [] }: Told): readonly Row[] {
  return [
    row(step, of, 'change', '', change, change.unit),
    ...effects.map((effect) => row(step, of, 'effect', effect.factor, effect, change.unit)),
    ...method.map((effect) => row(step, of, 'method', effect.factor, effect, change.unit)),
  ]
}

function row(
  step: string,
  of: string,
  kind: Row['kind'],
  factor: string,
  figure: {
    readonly value: number
    readonly lower?: number | undefined
    readonly upper?: number | undefined
    readonly relative?: number | null
    readonly ratio?: number | null
  },
  unit: string,
): Row {
  const { value, lower, upper, relative, ratio } = figure
  return {
    step,
    of,
    kind,
    factor,
    value,
    lower: lower ?? '',
    upper: upper ?? '',
    unit,
    relative: relative ?? '',
    ratio: ratio ?? '',
  }
}
