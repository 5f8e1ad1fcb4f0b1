import type { Mode } from '../vocabulary.ts'
import type { OwnFactor } from './own-factor.ts'
import type {
  AnyRecord,
  FactorRecord,
  FactorSetContent,
  GasCurveRecord,
  RegionGroup,
  Source,
  SpeedCurveRecord,
} from './record.ts'
import { type FactorKind, type FactorSubject, statedParts } from './subject.ts'

/** A released set made ready for look-ups: every subject's records by region, newest first. */
export interface FactorSet {
  readonly content: FactorSetContent
  /** Records of one subject in one region, newest first; timeless ones last. */
  find(subject: FactorSubject, region: string): readonly FactorRecord[]
  /** The same of every region that has any; a look-up over many regions asks this once. */
  regionsOf(subject: FactorSubject): ByRegion
  fleetShares(mode: Mode, region: string): readonly FactorRecord[]
  /** Curves of one kind of vehicle on one carrier, in the order of the set. */
  curves(of: CurveSubject): readonly SpeedCurveRecord[]
  /** Curves of every class of vehicle. */
  gasCurves(of: GasCurveSubject): readonly GasCurveRecord[]
  /** Whether the set knows CH4 and N2O by technology, and not by fuel alone. */
  readonly hasGasCurves: boolean
  /** The modes that any figure or speed curve speaks of, kept for reference or not. */
  readonly modes: ReadonlySet<Mode>
  /** Figures of one kind, and of one mode if one is named, in the order of the set; those kept for reference too. */
  listOfKind(kind: FactorKind, mode?: Mode): readonly FactorRecord[]
  /** The regions of any figure of a kind, each where it appears first. */
  listRegions(kind: FactorKind): readonly string[]
  /** How much the set holds; no row is made for it. */
  extent(): FactorSetExtent
  /** A figure or curve as it was released, by its id; no other row is made for it. */
  findRecord(id: string): AnyRecord | undefined
  /** The ids of all figures and curves, in the order of the set. */
  listIds(): readonly string[]
  source(id: string): Source | undefined
  group(code: string): RegionGroup | undefined
  /** Where a look-up goes for a country or subnational grid, nearest first. */
  regionChain(region: string): readonly string[]
  /** What `look` gives, kept under a key that says all it depends on besides the set. */
  remember<T>(key: string, look: () => T): T
  /** A city's own factors, where some lie over the set; made by `withOverlay`. */
  readonly overlay?: {
    readonly digest: string
    /** The released set without them. */
    readonly base: FactorSet
    /** By the id of their record. */
    readonly figures: ReadonlyMap<string, OwnFactor>
  }
}

/** How many rows a set has, and of where. */
export interface FactorSetExtent {
  readonly records: number
  readonly speedCurves: number
  /** Of figures and speed curves, each once. */
  readonly regions: ReadonlySet<string>
}

/** Look-ups kept: those of a hundred countries and years or so, in a few tens of megabytes. */
const MEMORY_LIMIT = 10_000

/** Records of one subject by region; each list newest first, timeless ones last. */
export type ByRegion = Pick<ReadonlyMap<string, readonly FactorRecord[]>, 'get'>

const NONE: readonly never[] = []
const NOWHERE: ByRegion = new Map()

/** Records of years after `year` stay out; of the rest the newest comes first, timeless figures last. */
export const newestFirst = (a: FactorRecord, b: FactorRecord): number =>
  (b.yearFrom ?? Number.NEGATIVE_INFINITY) - (a.yearFrom ?? Number.NEGATIVE_INFINITY) ||
  (a.id < b.id ? -1 : 1)

/** One text for one subject. The average class and the published mix are the same as no class and no powertrain. */
export const subjectKey = (subject: FactorSubject): string =>
  `${subject.kind}|${statedParts(subject).join('|')}`

/** Where the rows of a set stand, for whoever looks one up. */
export interface FactorIndex {
  /** @param key of `subjectKey` */
  regionsOf(key: string): ByRegion | undefined
  /** In the order of the set. */
  fleetShares(mode: Mode, region: string): readonly FactorRecord[] | undefined
  /** @param key of `curveKey` */
  curves(key: string): readonly SpeedCurveRecord[] | undefined
  /** @param key of `gasCurveKey` */
  gasCurves(key: string): readonly GasCurveRecord[] | undefined
  readonly hasGasCurves: boolean
  readonly modes: ReadonlySet<Mode>
  listOfKind(kind: FactorKind, mode?: Mode): readonly FactorRecord[]
  listRegions(kind: FactorKind): readonly string[]
  extent(): FactorSetExtent
  /** But for cold starts, which are few. */
  findRow(id: string): AnyRecord | undefined
  listIds(): readonly string[]
}

export type CurveSubject = Pick<SpeedCurveRecord, 'mode' | 'vehicleClass' | 'powertrain' | 'carrier'>
export type GasCurveSubject = Pick<GasCurveRecord, 'mode' | 'powertrain' | 'carrier'>

/** One text for one kind of vehicle on a carrier. */
export const curveKey = ({ mode, vehicleClass, powertrain, carrier }: CurveSubject): string =>
  `${mode}|${vehicleClass}|${powertrain}|${carrier}`

/** One text for a powertrain of a mode on a carrier. */
export const gasCurveKey = ({ mode, powertrain, carrier }: GasCurveSubject): string =>
  `${mode}|${powertrain}|${carrier}`

/** Indexes a loaded set. The set is only read. */
export function indexFactors(content: FactorSetContent): FactorIndex {
  const bySubject = new Map<string, Map<string, FactorRecord[]>>()
  const fleets = new Map<string, FactorRecord[]>()
  const push = <T>(map: Map<string, T[]>, key: string, item: T): void => {
    const list = map.get(key)
    if (list) list.push(item)
    else map.set(key, [item])
  }
  const modes = new Set<Mode>()
  for (const record of content.records) {
    if (record.mode !== undefined) modes.add(record.mode)
    if (record.role === 'reference') continue
    if (record.kind === 'fleet-share') push(fleets, `${record.mode}|${record.region}`, record)
    const key = subjectKey(record)
    let byRegion = bySubject.get(key)
    if (!byRegion) {
      byRegion = new Map()
      bySubject.set(key, byRegion)
    }
    push(byRegion, record.region, record)
  }
  for (const byRegion of bySubject.values()) for (const list of byRegion.values()) list.sort(newestFirst)
  const curves = new Map<string, SpeedCurveRecord[]>()
  for (const curve of content.curves) {
    modes.add(curve.mode)
    push(curves, curveKey(curve), curve)
  }
  const gasCurves = new Map<string, GasCurveRecord[]>()
  for (const curve of content.gasCurves ?? []) push(gasCurves, gasCurveKey(curve), curve)
  let byId: ReadonlyMap<string, AnyRecord> | undefined
  return {
    regionsOf: (key) => bySubject.get(key),
    fleetShares: (mode, region) => fleets.get(`${mode}|${region}`),
    curves: (key) => curves.get(key),
    gasCurves: (key) => gasCurves.get(key),
    hasGasCurves: content.gasCurves !== undefined,
    modes,
    listOfKind: (kind, mode) =>
      content.records.filter((one) => one.kind === kind && (mode === undefined || one.mode === mode)),
    listRegions: (kind) => [
      ...new Set(content.records.flatMap((one) => (one.kind === kind ? one.region : []))),
    ],
    extent: () => ({
      records: content.records.length,
      speedCurves: content.curves.length,
      regions: new Set([...content.records, ...content.curves].map(({ region }) => region)),
    }),
    findRow: (id) => {
      // Of two rows of one id, the first one counts.
      byId ??= new Map(
        rowsOf(content)
          .toReversed()
          .map((one) => [one.id, one]),
      )
      return byId.get(id)
    },
    listIds: () => rowsOf(content).map(({ id }) => id),
  }
}

const rowsOf = ({ records, curves, gasCurves = [] }: FactorSetContent): readonly AnyRecord[] => [
  ...records,
  ...curves,
  ...gasCurves,
]

/** @param index where the rows of `content` stand, for whoever knows it already */
export function compileFactorSet(content: FactorSetContent, index = indexFactors(content)): FactorSet {
  const sources = new Map(content.sources.map((source) => [source.id, source]))
  const groups = new Map(content.groups.map((group) => [group.code, group]))
  const chains = new Map<string, readonly string[]>()

  return {
    content,
    find: (subject, region) => index.regionsOf(subjectKey(subject))?.get(region) ?? NONE,
    regionsOf: (subject) => index.regionsOf(subjectKey(subject)) ?? NOWHERE,
    fleetShares: (mode, region) => index.fleetShares(mode, region) ?? NONE,
    curves: (of) => index.curves(curveKey(of)) ?? NONE,
    gasCurves: (of) => index.gasCurves(gasCurveKey(of)) ?? NONE,
    hasGasCurves: index.hasGasCurves,
    modes: index.modes,
    listOfKind: index.listOfKind,
    listRegions: index.listRegions,
    extent: index.extent,
    findRecord: (id) => index.findRow(id) ?? content.coldStarts?.find((one) => one.id === id),
    listIds: () => [...index.listIds(), ...(content.coldStarts ?? []).map(({ id }) => id)],
    source: (id) => sources.get(id),
    group: (code) => groups.get(code),
    regionChain: (region) => {
      const known = chains.get(region)
      if (known) return known
      const country = content.subnational[region]
      const places = country === undefined ? [region] : [region, country]
      const home = country ?? region
      const chain = [
        ...places,
        ...content.groups.filter((group) => group.members.includes(home)).map((group) => group.code),
        'GLO',
        ...content.standIns,
      ]
      const unique = [...new Set(chain)]
      if (chains.size < 1000) chains.set(region, unique)
      return unique
    },
    remember: lookUpMemory(MEMORY_LIMIT),
  }
}

/** Keeps what was looked up; all of it is forgotten when there are more than `limit`. */
export function lookUpMemory(limit: number): FactorSet['remember'] {
  const memory = new Map<string, unknown>()
  return <T>(key: string, look: () => T): T => {
    const known = memory.get(key)
    if (known !== undefined || memory.has(key)) return known as T
    const found = look()
    if (memory.size >= limit) memory.clear()
    memory.set(key, found)
    return found
  }
}
