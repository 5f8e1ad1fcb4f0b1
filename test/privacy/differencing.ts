import { type Attack, against, type Effort, inCases, type Outcome, recoveredOf } from './attack.ts'
import { withoutLedger, withoutNesting } from './broken-builds.ts'
import { countedBy, peopleOf, TOWNS, type Travel } from './people.ts'
import type { Target } from './target.ts'

const MODES = ['car', 'walk', 'bus', 'cycle', 'ferry', 'rail']
const PEOPLE = peopleOf()
const sum = (travels: readonly Travel[]): number => travels.reduce((total, { km }) => total + km, 0)
const small = countedBy(PEOPLE, 7).filter(({ contributors }) => contributors < 25)

const seen = async (target: Target, datasets: readonly string[], towns: readonly string[] = TOWNS) =>
  (await Promise.all(datasets.map((id) => target.see(id, towns, MODES)))).flat().map(({ km }) => km)

/** Two tables of the same people, whose modes are drawn otherwise. */
async function siblings(target: Target): Promise<Outcome> {
  await target.register('fine')
  await target.plant('fine', countedBy(PEOPLE, 7))
  await target.release('fine')
  await target.register('coarse')
  const grouped = countedBy(PEOPLE, 7, undefined, ({ mode }) =>
    mode === 'ferry' || mode === 'cycle' || mode === 'rail' ? 'car' : mode,
  )
  await target.plant('coarse', grouped)
  await target.release('coarse')
  const others = TOWNS.map((town) =>
    sum(PEOPLE.filter((one) => one.town === town && ['ferry', 'cycle', 'rail'].includes(one.mode))),
  )
  // Largeton has 34 people on these three modes together, the other towns fewer than 25.
  const persons = TOWNS.map(
    (town) =>
      new Set(
        PEOPLE.filter((one) => one.town === town && ['ferry', 'cycle', 'rail'].includes(one.mode)).map(
          ({ person }) => person,
        ),
      ).size,
  )
  const truths = others.filter((_, at) => (persons[at] ?? 0) < 25)
  return recoveredOf([...truths, ...small.map(({ km }) => km)], await seen(target, ['fine', 'coarse']))
}

/** A file, and the same file without one person: what differs is that person. */
const versions = (target: Target, effort: Effort): Promise<Outcome> =>
  inCases([...Array(40).keys()], effort, async (person) => {
    const id = `without-${person}`
    await target.register(id, { pool: id })
    const before = await target.plant(id, countedBy(PEOPLE, 7))
    await target.release(id)
    await target.plant(
      id,
      countedBy(
        PEOPLE.filter((one) => one.person !== person),
        7,
      ),
      before,
    )
    await target.release(id)
    const { town } = PEOPLE.find((one) => one.person === person) ?? {}
    const truths = MODES.map((mode) =>
      sum(PEOPLE.filter((one) => one.person === person && one.mode === mode)),
    )
    return recoveredOf(
      truths.filter((km) => km > 0),
      (await target.see(id, town === undefined ? [] : [town], MODES)).map(({ km }) => km),
    )
  })

/** A deleted dataset, sent again without a person. */
async function deletedAndSentAgain(target: Target): Promise<Outcome> {
  const found: number[] = []
  for (const people of [PEOPLE, PEOPLE.filter((one) => one.person !== 3)]) {
    await target.register('again')
    await target.plant('again', countedBy(people, 7))
    await target.release('again')
    found.push(...(await seen(target, ['again'])))
    await target.app.inject({ method: 'DELETE', url: '/v1/datasets/again' })
  }
  const truths = MODES.map((mode) => sum(PEOPLE.filter((one) => one.person === 3 && one.mode === mode)))
  return recoveredOf(
    truths.filter((km) => km > 0),
    found,
  )
}

/** A town and its core, which lacks three people. */
async function nested(target: Target): Promise<Outcome> {
  const ring = [4, 9, 13]
  const isRing = (one: Travel): boolean => ring.includes(one.person)
  const large = PEOPLE.filter(({ town }) => town === TOWNS[0])
  await target.register('nested')
  await target.plant('nested', [
    ...countedBy(large, 7),
    ...countedBy(
      large.filter((one) => !isRing(one)),
      7,
      () => 'core',
    ),
  ])
  await target.release('nested')
  const truths = MODES.map((mode) => sum(large.filter((one) => isRing(one) && one.mode === mode)))
  return recoveredOf(
    truths.filter((km) => km > 0),
    await seen(target, ['nested'], [TOWNS[0], 'core']),
  )
}

/** Zones laid anew after the first release. */
const movedZones =
  (facts: Parameters<Target['register']>[1] = {}) =>
  async (target: Target): Promise<Outcome> => {
    await target.register('zoned', facts)
    await target.plant('zoned', countedBy(PEOPLE, 7))
    await target.release('zoned')
    let recoveries = 0
    for (let zone = 0; zone < 24; zone += 1) {
      const payload = { zones: [{ zone: `area-${zone}`, city: `alone-${zone}` }] }
      const { statusCode } = await target.app.inject({
        method: 'PUT',
        url: '/v1/datasets/zoned/zones',
        payload,
      })
      if (statusCode === 200) recoveries += 1
    }
    return { tries: 24, recoveries }
  }

export const DIFFERENCING: readonly Attack[] = [
  { suite: 'A1', name: 'sibling tables', on: against(siblings), off: against(siblings, withoutLedger) },
  {
    suite: 'A1',
    name: 'versions without a person',
    on: against(versions),
    off: against(versions, withoutLedger),
  },
  {
    suite: 'A1',
    name: 'deleted and sent again',
    on: against(deletedAndSentAgain),
    off: against(deletedAndSentAgain, withoutLedger),
  },
  { suite: 'A1', name: 'nested cities', on: against(nested), off: against(nested, withoutNesting) },
  {
    suite: 'A1',
    name: 'moved zones',
    on: against(movedZones()),
    off: against(movedZones({ legalBasis: 'open-licence', licence: 'CC0' })),
  },
]
