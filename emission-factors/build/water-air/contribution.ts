import type { FactorRecord, FactorSetContent, Mode } from '../../domain.ts'
import type { Figures } from '../../figure-file.ts'
import type { FactorRow } from '../../table.ts'
import { NationalFigures } from '../levels/national-figures.ts'
import type { Contribution } from '../row.ts'
import { energiesOf } from './editions.ts'
import { ferries } from './ferries.ts'
import { americanFlights, FLIGHTS } from './flights.ts'
import { FUELS, isOfKnownFuel } from './known-fuel.ts'

/**
 * Ships, aircraft and hired cars of which a source publishes CO2 of a known fuel per passenger or tonne: energy, by the
 * source's own carbon content. One figure for all years: editions differ by the load of their year, which is no trend.
 */
export function waterAndAir(figures: Figures, base: FactorSetContent): Contribution {
  const national = new NationalFigures(figures.all())
  const groups = new Map<string, FactorRecord[]>()
  for (const record of base.records.filter(isOfKnownFuel)) {
    const key = [record.mode, record.vehicleClass, record.region, record.canonicalUnit].join('|')
    groups.set(key, [...(groups.get(key) ?? []), record])
  }
  const flights = americanFlights(base)
  return {
    sources: [],
    records: [
      ...[...groups.values()].flatMap((editions) => energiesOf(national, base, editions)),
      ...ferries(national, base),
      INLAND_ON_DIESEL,
    ],
    series: flights.series,
    years: flights.years,
    replaces: (row) =>
      (row.kind === 'direct-factor' && FUELS[row.mode as Mode] !== undefined) ||
      (row.kind === 'energy-intensity' &&
        (row.sourceId === FLIGHTS || (row.mode === 'ferry' && row.sourceId === NTD))),
  }
}

const NTD = 'ntd'

/** Ships of inland waters burn gas oil, where the usual ship of the sea burns fuel oil. */
const INLAND_ON_DIESEL: FactorRow = {
  id: 'class-fleet-share.cargo-ship.inland.diesel.cordon-conventions',
  kind: 'class-fleet-share',
  mode: 'cargo-ship',
  vehicleClass: 'inland',
  powertrain: 'diesel',
  region: 'GLO',
  value: 1,
  unit: 'share',
  tier: 1,
  quality: 'L',
  verification: 'unverified',
  sourceId: 'cordon-conventions',
  locator: 'conventions, usual vehicle of each mode',
  note: 'Convention: barges burn gas oil, as Directive 2009/30/EC asks of them in the European Union.',
}
