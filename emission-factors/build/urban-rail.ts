import type { Mode, Source } from '../domain.ts'
import { cell, type Figure, type Figures, listSources, numberIn } from '../figure-file.ts'
import type { FactorRow } from '../table.ts'
import type { Contribution } from './row.ts'

const ACCESSED = '2026-11-28'
const PREFIX = 'urban-rail-'
const MODES: ReadonlySet<string> = new Set<Mode>(['metro', 'tram'])

/**
 * Metros and trams by energy per car-km or train-km and the persons in it, so that the electricity of the city acts. What
 * it takes over are figures per passenger that hold another country's electricity, and a model whose energy is a third of
 * what single systems use.
 */
export function urbanRail(figures: Figures): Contribution {
  const rows = figures.all().filter((figure) => cell(figure, 'sourceId').startsWith(PREFIX))
  return {
    sources: listSources(figures.sources(), PREFIX, ACCESSED),
    records: rows.map(recordOf),
    series: [],
    years: [],
    replaces: ({ kind, mode }) =>
      MODES.has(mode ?? '') && (kind === 'energy-intensity' || kind === 'direct-factor'),
  }
}

function recordOf(figure: Figure): FactorRow {
  const of = (column: string): string => cell(figure, column)
  const isEnergy = of('measure') === 'energy-per-vkm'
  const [region, mode, sourceId] = [of('region'), of('mode') as Mode, of('sourceId') as Source['id']]
  const place = region === 'GLO' ? [] : [region.toLowerCase()]
  const kind = isEnergy ? 'energy-intensity' : 'occupancy'
  return {
    id: [kind, mode, ...(isEnergy ? ['electric.electricity'] : []), ...place, sourceId].join('.'),
    kind,
    mode,
    ...(isEnergy ? { powertrain: 'electric', carrier: 'electricity' } : {}),
    region,
    value: numberIn(figure, 'value'),
    unit: of('unit'),
    lower: numberIn(figure, 'lower'),
    upper: numberIn(figure, 'upper'),
    tier: 2,
    quality: region === 'GLO' || region === 'EUR' ? 'L' : 'M',
    verification: 'secondary',
    sourceId,
    locator: of('table'),
  }
}
