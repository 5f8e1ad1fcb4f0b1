import type { Source } from '../domain.ts'
import type { ColdStartRow, CurveRow, FactorRow, GasCurveRow } from '../table.ts'

/** What one publisher or topic contributes to a set. */
export interface Contribution {
  readonly sources: readonly Source[]
  readonly records: readonly FactorRow[]
  readonly curves?: readonly CurveRow[]
  readonly gasCurves?: readonly GasCurveRow[]
  readonly coldStarts?: readonly ColdStartRow[]
  /** What was read and left out, for the README: reason → count. */
  readonly leftOut?: Readonly<Record<string, number>>
}

/** A record before it is named; undefined means absent. */
export type Draft = {
  readonly [K in Exclude<keyof FactorRow, 'id' | 'kind' | 'region' | 'value' | 'unit' | 'sourceId'>]?:
    | FactorRow[K]
    | undefined
} & Pick<
  FactorRow,
  'kind' | 'region' | 'value' | 'unit' | 'sourceId' | 'locator' | 'tier' | 'quality' | 'verification'
>

const SUB_SECTOR_WORDS = {
  'II.1': 'road',
  'II.2': 'rail',
  'II.3': 'water',
  'II.4': 'air',
  'II.5': 'off-road',
}

/**
 * A named record.
 *
 * The id is built of what the record is about, so the same figure has the same id in every set.
 *
 * @param more what tells it apart where the subject, region and year do not, such as `per-pkm`
 */
export function record(draft: Draft, more?: string): FactorRow {
  const { kind, mode, vehicleClass, powertrain, emissionStandard, carrier, gas, subSector, gwpSet } = draft
  const parts = [
    kind,
    mode,
    vehicleClass,
    powertrain,
    emissionStandard,
    carrier === powertrain ? undefined : carrier,
    subSector && SUB_SECTOR_WORDS[subSector],
    gas === 'co2e' ? undefined : gas,
    kind === 'gwp' ? gwpSet?.toLowerCase() : undefined,
    more,
    draft.region === 'GLO' ? undefined : draft.region.toLowerCase(),
    draft.yearFrom,
    draft.sourceId,
  ]
  const id = parts.filter((part) => part !== undefined).join('.')
  return { id, ...stripped(draft) } as FactorRow
}

function stripped<T extends object>(draft: T): Partial<T> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as Partial<T>
}

/** `the unit/pkm` → `per-pkm`: part of the id of figures that a source gives per several distances. */
export function perOf(unit: string): string {
  const denominator = unit.split('/').at(-1) ?? ''
  const known: Readonly<Record<string, string>> = {
    vkm: 'per-vkm',
    pkm: 'per-pkm',
    tkm: 'per-tkm',
    'vehicle-mile': 'per-vkm',
    'passenger-mile': 'per-pkm',
    'short-ton-mile': 'per-tkm',
  }
  const per = known[denominator]
  if (per === undefined) throw new Error(`'${unit}' is not per distance`)
  return per
}

/** Repository and commit of the copy that a figure was read in, without its path. */
export function copyRead(readFrom: string): string {
  const match = /github(?:\.com\/| )([\w.-]+\/[\w.-]+).*?@\s?([0-9a-f]{7,12})/.exec(readFrom)
  return match ? `copy read: ${match[1]}@${match[2]}` : 'copy read: a public transcription'
}

/** The accessed date of every figure of this set. */
export const ACCESSED = '2026-11-23'

const GASES_OF_UNIT = /^(k?g|lb|t)(CO2e|CO2|CH4|N2O)/

/** A published unit in the spelling of the unit catalogue: `kgCO2/vehicle-mile` → `kg CO2/vehicle-mile`. */
export function spelled(unit: string): string {
  return unit
    .replace(GASES_OF_UNIT, '$1 $2')
    .replace('short ton-mile', 'short-ton-mile')
    .replace(/^percent.*$/, '%')
    .replace(/^fraction.*$/, 'share')
    .replace('/100vkm', '/100km')
    .replace('/train-km', '/vkm')
    .replace('passenger/vehicle', 'persons/vehicle')
    .replace('tonne/vehicle', 't/vehicle')
}
