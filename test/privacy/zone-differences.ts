import type { Zone } from '../../api/store/datasets.ts'
import { type Attack, against, isSame, type Outcome } from './attack.ts'
import { withoutZoneComplement } from './broken-builds.ts'
import { type CountedFlow, randomOf } from './people.ts'
import type { Target } from './target.ts'

const CITIES = ['alphaville', 'betatown'] as const
const IN_EACH = 12
const MODES = ['car', 'bus', 'cycle'] as const

const zoneOf = (city: number, at: number): string => `${CITIES[city]?.[0]}${at % IN_EACH}`
const ZONES: readonly Zone[] = CITIES.flatMap((name, city) =>
  Array.from({ length: IN_EACH }, (_, at) => ({ zone: zoneOf(city, at), city: name })),
)

/** A quarter of trips between zones: most pairs of many people, every sixth of few, and a few people between the cities. */
function flows(): readonly CountedFlow[] {
  const random = randomOf(11)
  const flow = (origin: string, destination: string, mode: string): CountedFlow => {
    const contributors = random() < 0.17 ? 10 + Math.floor(random() * 15) : 30 + Math.floor(random() * 500)
    const km = Math.round(contributors * (40 + 300 * random()) * 10) / 10
    return {
      origin,
      destination,
      mode,
      trips: contributors * 14 + Math.floor(random() * 9),
      km,
      contributors,
    }
  }
  return MODES.flatMap((mode) =>
    CITIES.flatMap((_, city) => [
      ...Array.from({ length: IN_EACH }, (_, at) =>
        [0, 1, 5].map((step) => flow(zoneOf(city, at), zoneOf(city, at + step), mode)),
      ).flat(),
      flow(zoneOf(city, 0), zoneOf(1 - city, 0), mode),
    ]),
  )
}

interface Flow {
  readonly zone: string
  readonly destination: string | null
  readonly passengerDistancePkm: number
}

/** What a sum leaves to those of its parts that are not told: of one part, or of fewer than 25 people, it tells them. */
async function differences(target: Target): Promise<Outcome> {
  const all = flows()
  await target.register('zoned', { grain: 'month' })
  await target.store.saveZones('zoned', ZONES)
  await target.plantFlows(
    'zoned',
    all.map((one) => ({ ...one, period: '2024-02' })),
  )
  const { body } = await target.release('zoned')
  const { body: release } = await target.json(`/v1/releases/${body.id}`)
  let [tries, recoveries] = [0, 0]
  const judge = (sum: number, given: readonly number[], hidden: readonly CountedFlow[]): void => {
    if (hidden.length === 0) return
    tries += 1
    const left = sum - given.reduce((total, km) => total + km, 0)
    const truth = hidden.reduce((total, { km }) => total + km, 0)
    const persons = hidden.reduce((total, { contributors }) => total + contributors, 0)
    if (isSame(left, truth) && (hidden.length === 1 || persons < 25)) recoveries += 1
  }
  for (const mode of MODES)
    for (const [city, name] of CITIES.entries()) {
      const read = async (pairs: boolean): Promise<readonly Flow[]> =>
        (
          await target.json(`/v1/datasets/zoned/zones?city=${name}&period=2024-Q1&pairs=${pairs}`)
        ).body.items.filter((one: { mode: string }) => one.mode === mode)
      const [zones, pairs] = [await read(false), await read(true)]
      const ofMode = all.filter((one) => one.mode === mode)
      const inside = ofMode.filter(
        ({ origin, destination }) => origin[0] === name[0] && destination[0] === name[0],
      )
      const across = ofMode.filter(({ origin, destination }) => origin[0] !== destination[0])
      for (const { zone, passengerDistancePkm } of zones) {
        const told = pairs.filter((one) => one.zone === zone)
        const hidden = inside.filter(
          ({ origin, destination }) =>
            origin === zone && !told.some((one) => one.destination === destination),
        )
        // A zone of which no pair is told has parts that nobody asks for.
        if (told.length > 0)
          judge(
            passengerDistancePkm,
            told.map((one) => one.passengerDistancePkm),
            hidden,
          )
      }
      const cell = (
        release.items as { city: string; mode: string; period: string; passengerDistancePkm: number }[]
      ).find((one) => one.city === name && one.mode === mode && one.period === '2024-Q1')
      if (!cell || zones.length === 0) continue
      const withheld = Array.from({ length: IN_EACH }, (_, at) => zoneOf(city, at)).filter(
        (zone) => !zones.some((one) => one.zone === zone),
      )
      const ofZones = withheld.flatMap((zone) => {
        const some = inside.filter(({ origin }) => origin === zone)
        const [first] = some
        return first
          ? [
              {
                ...first,
                km: some.reduce((sum, { km }) => sum + km, 0),
                contributors: Math.max(...some.map(({ contributors }) => contributors)),
              },
            ]
          : []
      })
      // What many people travel between the cities, anybody may know.
      const [few, many] = [
        across.filter(({ contributors }) => contributors < 25),
        across.filter(({ contributors }) => contributors >= 25),
      ]
      judge(
        cell.passengerDistancePkm - many.reduce((sum, { km }) => sum + km, 0),
        zones.map((one) => one.passengerDistancePkm),
        [...ofZones, ...few],
      )
    }
  return { tries, recoveries }
}

export const ZONE_DIFFERENCES: readonly Attack[] = [
  {
    suite: 'A1',
    name: 'a zone by its city, a pair by its zone',
    on: against(differences),
    off: against(differences, withoutZoneComplement),
  },
]
