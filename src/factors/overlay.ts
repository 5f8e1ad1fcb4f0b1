import { SUB_SECTORS } from '../vocabulary.ts'
import { type ByRegion, type FactorSet, lookUpMemory, newestFirst, subjectKey } from './factor-set.ts'
import type { Overlay, OwnFactor } from './own-factor.ts'
import type { FactorRecord } from './record.ts'
import type { FactorSubject } from './subject.ts'

/** Look-ups kept for one overlay: those of some estimates of one city, in about two megabytes. */
const MEMORY_LIMIT = 1000

/**
 * A set with a city's own factors over it. Only the subjects that they speak of are indexed anew, so this is cheap
 * whatever the size of the set, which stays as it is.
 *
 * A figure that replaces a record stands exactly where the record stood. One that speaks of a subject, or replaces a
 * record kept for reference, comes first among the figures of its subject and region; `select.ts` decides of which years.
 *
 * @param base a released set; not one with an overlay
 */
export function withOverlay(base: FactorSet, { digest, figures }: Overlay): FactorSet {
  const bySubject = new Map<string, ByRegion>()
  const regionsOf = (subject: FactorSubject): ByRegion =>
    bySubject.get(subjectKey(subject)) ?? base.regionsOf(subject)
  const fleets = new Map<string, readonly FactorRecord[]>()
  for (const figure of figures) {
    const { record } = figure
    for (const subject of subjectsOf(figure)) {
      const regions = regionsOf(subject)
      const own = placed(figure, regions.get(record.region) ?? [])
      const get: ByRegion['get'] = (region) => (region === record.region ? own : regions.get(region))
      bySubject.set(subjectKey(subject), { get })
    }
    if (record.kind === 'fleet-share' && record.mode !== undefined) {
      const key = fleetKey(record.mode, record.region)
      fleets.set(key, placed(figure, fleets.get(key) ?? base.fleetShares(record.mode, record.region)))
    }
  }
  const sources = new Map(figures.map(({ source }) => [source.id, source]))
  return {
    ...base,
    find: (subject, region) => regionsOf(subject).get(region) ?? [],
    regionsOf,
    fleetShares: (mode, region) => fleets.get(fleetKey(mode, region)) ?? base.fleetShares(mode, region),
    source: (sourceId) => sources.get(sourceId) ?? base.source(sourceId),
    remember: lookUpMemory(MEMORY_LIMIT),
    overlay: {
      digest,
      base,
      figures: new Map(figures.map((figure) => [figure.record.id, figure])),
    },
  }
}

const fleetKey = (mode: string, region: string): string => `${mode}|${region}`

function placed(
  { record, replaces }: OwnFactor,
  published: readonly FactorRecord[],
): readonly FactorRecord[] {
  if (replaces && replaces.role !== 'reference')
    return published.map((one) => (one.id === replaces.id ? record : one))
  return [...published, record].sort(newestFirst)
}

/** A fuel's factor that leaves the sub-sector open speaks of every sub-sector. */
function subjectsOf({ record, replaces }: OwnFactor): readonly FactorSubject[] {
  if (replaces || record.kind !== 'fuel-factor' || record.subSector !== undefined) return [record]
  return [record, ...SUB_SECTORS.map((subSector) => ({ ...record, subSector }))]
}
