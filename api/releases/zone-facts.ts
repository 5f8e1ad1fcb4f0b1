import {
  type CandidateZones,
  daysOf,
  type Figures,
  groupBy,
  monthsOf,
  ZONE_FIGURES,
  type ZoneFacts,
} from '../../src/index.ts'
import type { Dataset } from '../store/datasets.ts'
import type { FactStore, FlowPart } from '../store/facts.ts'
import { largestSharesOf } from './largest-shares.ts'

/** More pairs of zones are not looked at, and zones alone are given out. */
const MAX_PAIRS = 200_000

/** The facts of a dataset with zones by city, mode and quarter, as a release settles them. */
export async function releasableZones(
  dataset: Dataset,
  store: FactStore,
): Promise<readonly CandidateZones[]> {
  const byZone = await store.listFlowParts(dataset.id, 'zone')
  if (byZone.length === 0) return []
  const hasPairs = (await store.countPairs(dataset.id)) <= MAX_PAIRS
  const pairs = groupBy(
    hasPairs ? (await store.listFlowParts(dataset.id, 'pair')).filter(({ origin }) => origin !== null) : [],
    tableOf,
  )
  return [...groupBy(byZone, tableOf)].flatMap(([table, parts]) => {
    const [first] = parts
    if (!first) return []
    const ends = groupBy(pairs.get(table) ?? [], ({ origin }) => origin ?? '')
    const inside = parts.filter(({ origin }) => origin !== null)
    return [
      {
        city: first.city,
        mode: first.mode ?? '',
        period: first.quarter,
        zones: [...groupBy(inside, ({ origin }) => origin ?? '')].map(([zone, some]) => ({
          zone,
          ...toFacts(some, dataset),
          pairs: [...groupBy(ends.get(zone) ?? [], ({ destination }) => destination ?? '').values()].map(
            (ofPair) => ({ destination: ofPair[0]?.destination ?? null, ...toFacts(ofPair, dataset) }),
          ),
        })),
        rest: [
          ...groupBy(
            parts.filter(({ origin }) => origin === null),
            ({ destination }) => destination ?? '',
          ).values(),
        ].map((some) => toFacts(some, dataset)),
      },
    ]
  })
}

const tableOf = ({ city, mode, quarter }: FlowPart): string => `${city}\n${mode ?? ''}\n${quarter}`

function toFacts(parts: readonly FlowPart[], dataset: Dataset): ZoneFacts {
  const figures: Record<string, number | null> = {}
  for (const name of ZONE_FIGURES) {
    const isWhole = parts.every((part) => part[name] !== null || isNothing(part))
    figures[name] = isWhole ? parts.reduce((sum, part) => sum + (part[name] ?? 0), 0) : null
  }
  const shares = largestSharesOf(parts, parts[0]?.mode ?? null)
  return {
    figures: figures as Figures,
    parts: parts.map((part) => toPart(part, dataset)),
    ...(shares ? { shares } : {}),
  }
}

const isNothing = (part: FlowPart): boolean =>
  part.contributors === 0 && ZONE_FIGURES.every((name) => !part[name])

function toPart(part: FlowPart, { grain }: Dataset) {
  const { trips, passengerDistancePkm, vehicleDistanceVkm, tonneDistanceTkm } = part
  return {
    contributors: part.counting === 'uncounted' ? null : part.contributors,
    // Of months the whole quarter: more days need more trips for as many contributors.
    days:
      grain === 'day'
        ? part.present
        : monthsOf(part.quarter).reduce((sum, month) => sum + (daysOf(month)?.count ?? 0), 0),
    trips,
    passengerDistancePkm,
    vehicleDistanceVkm,
    tonneDistanceTkm,
  }
}
