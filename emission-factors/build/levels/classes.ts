import type { FactorRow } from '../../table.ts'

/** The edition whose classes stand to each other as those of the fleet; the newest that splits energy by class. */
const EDITION = 2024
const MODES: ReadonlySet<string> = new Set(['car', 'van', 'motorcycle', 'rigid-truck', 'articulated-truck'])
/** Britain's own, and the only ones documented in Europe. */
const REGIONS = ['GB', 'EUR'] as const
/** Plug-in hybrids differ by carrier, and a mix is no powertrain. */
const LEFT_OUT: ReadonlySet<string> = new Set(['mixed', 'plug-in-hybrid-petrol', 'plug-in-hybrid-diesel'])

/**
 * How a class stands to the mean of its mode and powertrain: the ratio of DESNZ's own figures of one edition, energy before
 * CO2. DESNZ counts by type approval with an uplift, so that its levels are not taken, and the ratios are.
 */
export function classIndices(released: readonly FactorRow[]): readonly FactorRow[] {
  const perVkm = released.filter(
    (row) =>
      row.region === 'GB' &&
      row.yearFrom === EDITION &&
      MODES.has(row.mode ?? '') &&
      !LEFT_OUT.has(row.powertrain ?? 'mixed') &&
      row.unit.endsWith('/vkm') &&
      (row.kind === 'energy-intensity' || (row.kind === 'direct-factor' && row.gas === 'co2')),
  )
  const meanOf = (row: FactorRow): FactorRow | undefined =>
    perVkm.find(
      (other) =>
        other.kind === row.kind &&
        other.mode === row.mode &&
        other.powertrain === row.powertrain &&
        other.vehicleClass === 'average',
    )
  const indices = new Map<string, FactorRow>()
  for (const row of perVkm.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))) {
    const mean = meanOf(row)
    if (row.vehicleClass === undefined || row.vehicleClass === 'average' || !mean) continue
    for (const region of REGIONS) {
      const index = indexOf(row, mean, region)
      indices.set(index.id, index)
    }
  }
  return [...indices.values()]
}

function indexOf(row: FactorRow, mean: FactorRow, region: string): FactorRow {
  const { mode, vehicleClass, powertrain, sourceId } = row
  return {
    id: `class-index.${mode}.${vehicleClass}.${powertrain}.${region.toLowerCase()}.${sourceId}`,
    kind: 'class-index',
    ...(mode === undefined ? {} : { mode }),
    ...(vehicleClass === undefined ? {} : { vehicleClass }),
    ...(powertrain === undefined ? {} : { powertrain }),
    region,
    value: Number((row.value / mean.value).toPrecision(6)),
    unit: '1',
    tier: 2,
    quality: region === 'GB' ? 'M' : 'L',
    verification: 'read',
    sourceId,
    locator: `${row.locator}, over the average of the mode`,
    note: `Computed: ${row.id} over ${mean.id}.`,
  }
}
