import type { FactorRecord, FactorSetContent, Mode } from '../../domain.ts'
import type { FactorRow } from '../../table.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { energyRow } from './energy-row.ts'
import { carbonOf, FUELS } from './known-fuel.ts'

/** Beyond the lowest and the highest edition, what a source's own rounding and fuel leave open. */
const BEYOND_EDITIONS = 0.1

/** The middle of the editions of one figure, its lowest and its highest. */
export function middle(values: readonly number[]): {
  readonly low: number
  readonly mid: number
  readonly high: number
} {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[0] as number, sorted.at(-1) as number]
  return { low, mid: sorted[Math.floor(sorted.length / 2)] as number, high }
}

/** Persons in a hired car over all its distance, empty distance included, by the same source. */
function personsPerVkm({ records }: FactorSetContent, { mode, sourceId }: FactorRecord): number | undefined {
  if (mode !== 'ride-hail') return undefined
  const of = (kind: 'occupancy' | 'deadhead-share'): number => {
    const found = records.find((one) => one.kind === kind && one.mode === mode && one.sourceId === sourceId)
    if (!found) throw new Error(`${sourceId} has no ${kind} of ${mode}`)
    return found.canonicalValue
  }
  return of('occupancy') * (1 - of('deadhead-share'))
}

/** The energy that editions of one figure of CO2 give together, for each engine that does the same work. */
export function energiesOf(
  figures: NationalFigures,
  base: FactorSetContent,
  editions: readonly FactorRecord[],
): readonly FactorRow[] {
  const newest = editions.toSorted((a, b) => (a.yearFrom ?? 0) - (b.yearFrom ?? 0)).at(-1) as FactorRecord
  const mode = newest.mode as Mode
  const { own, engines } = FUELS[mode] as NonNullable<(typeof FUELS)[Mode]>
  const { region, sourceId, locator } = newest
  const fuel = own(region)
  const carbon = carbonOf(figures, region, fuel)
  const persons = personsPerVkm(base, newest)
  const { low, mid, high } = middle(
    editions.map(({ canonicalValue }) => (canonicalValue / carbon) * (persons ?? 1)),
  )
  const per = persons === undefined ? (newest.canonicalUnit.split('/').at(-1) as string) : 'vkm'
  const years = editions.map(({ yearFrom }) => yearFrom).join(', ')
  return engines.map((engine) =>
    energyRow(mode, newest.vehicleClass, engine, region, sourceId, {
      value: mid,
      lower: low * (1 - BEYOND_EDITIONS),
      upper: high * (1 + BEYOND_EDITIONS),
      per,
      locator,
      note: `Computed: CO2 of the figures of ${years}, the middle one, ÷ ${carbon.toFixed(2)} g CO2/MJ of ${fuel} by the same publisher. Bounds: the lowest and the highest, ±10 %.${persons === undefined ? '' : ` Times ${persons.toFixed(4)} persons per vehicle-km of the same source.`}`,
    }),
  )
}
