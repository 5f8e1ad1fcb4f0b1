import { type Attack, against, type Effort, inCases, inKinds, type Outcome, recoveredOf } from './attack.ts'
import { withoutLedger, withoutNesting, withoutSums } from './broken-builds.ts'
import { type Counted, countedBy, peopleOf, TOWNS } from './people.ts'
import type { Target } from './target.ts'

const PEOPLE = peopleOf()
const MONTHS = ['2024-01', '2024-02', '2024-03']

const count = (city: string, period: string, contributors: number, km: number): Counted => ({
  ...{ period, city, mode: 'car', trips: contributors * 20, km, contributors },
})

/** Two towns and a village of few, with the county that they make: in one dataset, or in that of a sibling. */
const counties = (target: Target, effort: Effort): Promise<Outcome> =>
  inCases([...Array(5).keys()], effort, (at) =>
    inKinds([true, false], effort, (isInOne) => county(target, isInOne ? 2 * at : 2 * at + 1, isInOne)),
  )

async function county(target: Target, at: number, isInOne: boolean): Promise<Outcome> {
  let [tries, recoveries] = [0, 0]
  const parts = MONTHS.flatMap((period, month) => [
    count('north', period, 500 + at, 40_000 + 37 * at + month),
    count('south', period, 400 + at, 33_000 + 41 * at + month),
    count('village', period, 10 + at, 900 + 53 * at + month),
  ])
  const whole = MONTHS.map((period) => {
    const some = parts.filter((one) => one.period === period)
    const sum = (of: (one: Counted) => number): number => some.reduce((total, one) => total + of(one), 0)
    return count(
      'county',
      period,
      sum(({ contributors }) => contributors),
      sum(({ km }) => km),
    )
  })
  const ids = isInOne ? [`one-${at}`] : [`towns-${at}`, `county-${at}`]
  for (const id of ids) {
    await target.register(id, { owner: `Owner ${at}` })
    const towns = id.startsWith('county') ? [] : parts
    await target.plant(id, [...towns, ...(isInOne || towns.length === 0 ? whole : [])])
    await target.release(id)
  }
  const places = ['north', 'south', 'county']
  const seen = (await Promise.all(ids.map((id) => target.see(id, places, ['car'])))).flat()
  for (const { period, km } of parts.filter(({ city }) => city === 'village')) {
    tries += 1
    const of = (city: string): number =>
      seen.find((one) => one.city === city && one.period === period)?.km ?? Number.NaN
    if (Math.abs(of('county') - of('north') - of('south') - km) < 0.05) recoveries += 1
  }
  return { tries, recoveries }
}

/** A town and its core beside a table of zones of somewhere else. */
async function nestedBesideZones(target: Target): Promise<Outcome> {
  const ring = [4, 9, 13]
  const large = PEOPLE.filter(({ town }) => town === TOWNS[0])
  await target.register('zoned')
  await target.store.saveZones('zoned', [{ zone: 'far', city: 'elsewhere' }])
  const core = large.filter(({ person }) => !ring.includes(person))
  await target.plant('zoned', [...countedBy(large, 7), ...countedBy(core, 7, () => 'core')])
  await target.release('zoned')
  const cars = large.filter(({ person, mode }) => ring.includes(person) && mode === 'car')
  const seen = await target.see('zoned', [TOWNS[0], 'core'], ['car'])
  return recoveredOf(
    [cars.reduce((total, { km }) => total + km, 0)],
    seen.map(({ km }) => km),
  )
}

/** A sibling whose first release was held back, and that goes on with further months. */
async function siblingInSteps(target: Target): Promise<Outcome> {
  const months = ['2024-01', '2024-02', '2024-03', '2024-04', '2024-05', '2024-06']
  const modes = months.flatMap((period, month) => [
    count('leeds', period, 400, 30_000 + month),
    { ...count('leeds', period, 300, 9000 + month), mode: 'bus' },
    { ...count('leeds', period, 12, 900 + 53 * month), mode: 'ferry' },
  ])
  await target.register('first')
  await target.plant('first', modes)
  await target.release('first')
  await target.register('second')
  for (const some of [months.slice(0, 1), months.slice(1)]) {
    const totals = some.map((period) => {
      const { mode: _, ...total } = count(
        ...(['leeds', period, 712] as const),
        modes.filter((one) => one.period === period).reduce((sum, { km }) => sum + km, 0),
      )
      return total as Counted
    })
    await target.plant('second', totals)
    await target.release('second')
  }
  const seen = await target.see('first', ['leeds'], ['car', 'bus', 'ferry'])
  const { body: list } = await target.json('/v1/datasets/second/releases')
  const totals: { period: string; passengerDistancePkm: number }[] = []
  for (const { id } of list.items) totals.push(...(await target.json(`/v1/releases/${id}`)).body.items)
  let recoveries = 0
  for (const period of months) {
    const of = (mode: string): number =>
      seen.find((one) => one.mode === mode && one.period === period)?.km ?? Number.NaN
    const total = totals.find((one) => one.period === period)?.passengerDistancePkm ?? Number.NaN
    const truth = modes.find((one) => one.mode === 'ferry' && one.period === period)?.km ?? 0
    if (Math.abs(total - of('car') - of('bus') - truth) < 0.05) recoveries += 1
  }
  return { tries: months.length, recoveries }
}

/** A file sent again whose bus has taken in the ferry under another name, and a further file that counts both once more. */
async function otherModes(target: Target): Promise<Outcome> {
  const ferry = (month: number): number => 900 + 53 * month
  const cell = (period: string, mode: string, contributors: number, km: number): Counted => ({
    ...count('leeds', period, contributors, km),
    mode,
  })
  const modes = MONTHS.flatMap((period, month) => [
    cell(period, 'car', 400, 30_000 + month),
    cell(period, 'bus', 300, 9000 + month),
    cell(period, 'ferry', 12, ferry(month)),
  ])
  const both = MONTHS.map((period, month) => cell(period, 'tram', 312, 9000 + month + ferry(month)))
  let [tries, recoveries] = [0, 0]
  for (const id of ['sent-again', 'beside']) {
    await target.register(id, { pool: id })
    const first = await target.plant(id, modes)
    await target.release(id)
    const cars = modes.filter(({ mode }) => mode === 'car')
    await (id === 'beside' ? target.plant(id, both) : target.plant(id, [...cars, ...both], first))
    await target.release(id)
    const seen = await target.see(id, ['leeds'], ['car', 'bus', 'tram'])
    for (const [month, period] of MONTHS.entries()) {
      tries += 1
      const of = (mode: string): number =>
        seen.find((one) => one.mode === mode && one.period === period)?.km ?? Number.NaN
      if (Math.abs(of('tram') - of('bus') - ferry(month)) < 0.05) recoveries += 1
    }
  }
  return { tries, recoveries }
}

export const REGIONS: readonly Attack[] = [
  {
    suite: 'A1',
    name: 'a village by its county and the towns',
    on: against(counties),
    off: against(counties, withoutNesting),
  },
  {
    suite: 'A1',
    name: 'nested cities beside zones of others',
    on: against(nestedBesideZones),
    off: against(nestedBesideZones, withoutNesting),
  },
  {
    suite: 'A1',
    name: 'a sibling that comes in steps',
    on: against(siblingInSteps),
    off: against(siblingInSteps, withoutLedger),
  },
  {
    suite: 'A1',
    name: 'a mode that is two others',
    on: against(otherModes),
    off: against(otherModes, withoutSums),
  },
]
