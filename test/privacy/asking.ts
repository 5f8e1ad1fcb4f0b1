import { type Attack, against, type Effort, inCases, inKinds, type Outcome, WHOLE } from './attack.ts'
import { withFreshNoise, withoutThreshold } from './broken-builds.ts'
import { countedBy, peopleOf, TOWNS } from './people.ts'
import { type Target, targetOf } from './target.ts'
import { namesByBounds, watchedStore, withheldInWindow } from './work.ts'

const PEOPLE = peopleOf()
const OPEN = { legalBasis: 'open-licence', licence: 'CC0' } as const
type Facts = Parameters<Target['register']>[1]

async function given(target: Target, length: number, facts: Facts = {}): Promise<void> {
  await target.register('asked', { grain: length === 10 ? 'day' : 'month', ...facts })
  await target.plant('asked', countedBy(PEOPLE, length))
  await target.release('asked')
}

/** The same question in many spellings, and releases made again: more than one value can be averaged. */
async function averaging(target: Target, { most, isUntilFound }: Effort): Promise<Outcome> {
  await given(target, 7)
  const texts = new Set<string>()
  let tries = 0
  for (let round = 0; round < Math.min(10, most) && !(isUntilFound && texts.size > 2); round += 1) {
    if (round > 0) {
      await target.plant('asked', [
        {
          period: `20${10 + round}-01`,
          city: 'elsewhere',
          mode: 'car',
          trips: 900,
          km: 4000 + round,
          contributors: 300,
        },
      ])
      await target.release('asked')
    }
    for (const query of [
      '&by=month&from=2024-03&to=2024-03',
      '&to=2024-03&from=2024-03',
      '&mode=car&from=2024-03&to=2024-03',
    ]) {
      tries += 1
      const { body } = await target.json(`/v1/cities/${TOWNS[0]}/series?dataset=asked${query}`)
      const [item] = body.items ?? []
      texts.add(
        `${query.includes('mode=') ? 'car' : 'all'} ${item?.passengerDistance?.value} ${item?.co2e?.value}`,
      )
    }
  }
  return { tries, recoveries: texts.size - 2 }
}

/** Days of a town, which link to the path of a person: by every answer that takes a day. */
const days =
  (facts: Facts) =>
  async (target: Target, effort: Effort): Promise<Outcome> => {
    await given(target, 10, facts)
    const asked = TOWNS.flatMap((town) =>
      Array.from({ length: 31 }, (_, at) => ({
        town,
        period: `2024-03-${String(at + 1).padStart(2, '0')}`,
      })),
    )
    return inCases(asked, effort, async ({ town, period }) => {
      let [tries, recoveries] = [0, 0]
      for (const url of [
        `/v1/cities/${town}/series?dataset=asked&by=day&from=${period}&to=${period}`,
        `/v1/datasets/asked/estimates?period=${period}`,
      ]) {
        tries += 1
        const { status, body } = await target.json(url)
        const items: { co2e: unknown }[] = status === 200 ? body.items : []
        if (items.some(({ co2e }) => co2e !== null)) recoveries += 1
      }
      return { tries, recoveries }
    })
  }

/** Figures per inhabitant of places that are a household, or a village, or of few contributors. */
const inhabitants =
  (facts: Facts) =>
  async (target: Target): Promise<Outcome> => {
    await given(target, 7, facts)
    let [tries, recoveries] = [0, 0]
    for (const population of [1, 2, 10, 40, 100, 1000, 4999, 10_000])
      for (const city of TOWNS) {
        tries += 1
        const answer = await target.app.inject({
          method: 'POST',
          url: '/v1/estimates',
          payload: {
            city: { name: 'Anyton', country: 'DE', population },
            period: '2024-03',
            factorSet: '2026.2',
            demand: { dataset: 'asked', city },
            uncertainty: { method: 'none' },
          },
        })
        if (answer.statusCode === 200 && answer.json().totals.perCapita) recoveries += 1
      }
    return { tries, recoveries }
  }

/** Whether a withheld cell is told from one that is not there: by status, words and bytes. */
async function presence(target: Target): Promise<Outcome> {
  await given(target, 7)
  const small = countedBy(PEOPLE, 7).filter(({ contributors }) => contributors < 25)
  let recoveries = 0
  let tries = 0
  for (const { city, mode } of small) {
    const urls = (of: string, what: string): readonly string[] => [
      `/v1/cities/${of}/series?dataset=asked&mode=${what}&from=2024-03&to=2024-03`,
      `/v1/cities/${of}/series?dataset=asked&mode=${what}&by=year&from=2024&to=2024`,
    ]
    for (const [at, url] of urls(city, mode).entries()) {
      tries += 1
      const there = await target.json(url)
      const nowhere = await target.json(urls(city, 'motorcycle')[at] ?? '')
      if (plain(there.text, mode) !== plain(nowhere.text, 'motorcycle')) recoveries += 1
    }
  }
  return { tries, recoveries }
}

/** An answer without what was asked for, and without the number of the request, which is drawn. */
const plain = (text: string, mode: string): string =>
  text.replaceAll(mode, '').replace(/urn:request:[0-9a-f-]+/, '')

/** Names that are not there, before, beside and after the one that is withheld, and of its length. */
const NOWHERE = ['aaaaaaaa', 'withhelc', 'withhele', 'zzzzzzzz'] as const

/** Whether a city that is withheld, or a mode of one, takes other work than one that is not there. */
const work =
  (instead?: (sql: string) => string) =>
  async (effort: Effort = WHOLE): Promise<Outcome> => {
    const { store, workOf } = watchedStore(instead)
    const target = await targetOf(undefined, store)
    try {
      await target.register('asked')
      const cell = { period: '2024-03', mode: 'bus', trips: 900, km: 4000, contributors: 300 }
      await target.plant('asked', [
        { ...cell, city: 'given' },
        { ...cell, city: 'given', mode: 'ferry', contributors: 12 },
        ...countedBy(PEOPLE, 7, () => 'withheld').map((one) => ({ ...one, contributors: 12 })),
      ])
      await target.release('asked')
      const pairs = [
        ...NOWHERE.map((nowhere) => [{ city: 'withheld' }, { city: nowhere }] as const),
        [
          { city: 'given', mode: 'ferry' },
          { city: 'given', mode: 'metro' },
        ] as const,
      ]
      const asked = pairs.flatMap(([withheld, nowhere]) =>
        questions.map((question) => ({ question, withheld, nowhere })),
      )
      return await inKinds(asked, effort, async ({ question, withheld, nowhere }) => {
        const one = await workOf(() => question(target, withheld))
        const other = await workOf(() => question(target, nowhere))
        return { tries: 1, recoveries: one === other ? 0 : 1 }
      })
    } finally {
      await target.close()
    }
  }

/** The service as it is, which two broken builds are set beside. */
let workAsIs: Promise<Outcome> | undefined
const workOnce = (): Promise<Outcome> => {
  workAsIs ??= work()()
  return workAsIs
}

const questions: readonly ((target: Target, of: { city: string; mode?: string }) => Promise<unknown>)[] = [
  ...['', '&by=month&from=2024-03&to=2024-03', '&by=year'].map(
    (query) =>
      (target: Target, { city, mode }: { city: string; mode?: string }) =>
        target.json(
          `/v1/cities/${city}/series?dataset=asked${query}${mode === undefined ? '' : `&mode=${mode}`}`,
        ),
  ),
  (target, { city }) =>
    target.app.inject({
      method: 'POST',
      url: '/v1/estimates',
      payload: {
        city: { name: 'Anyton', country: 'DE', population: 50_000 },
        period: '2024-03',
        factorSet: '2026.2',
        demand: { dataset: 'asked', city },
        uncertainty: { method: 'none' },
      },
    }),
]

export const ASKING: readonly Attack[] = [
  {
    suite: 'A4',
    name: 'averaging repeated answers',
    on: against(averaging),
    off: against(averaging, withFreshNoise),
  },
  { suite: 'A9', name: 'days that link to paths', on: against(days({})), off: against(days(OPEN)) },
  {
    suite: 'A11',
    name: 'per inhabitant of a small place',
    on: against(inhabitants({})),
    off: against(inhabitants(OPEN)),
  },
  {
    suite: 'A13',
    name: 'withheld against not there',
    on: against(presence),
    off: against(presence, withoutThreshold),
  },
  { suite: 'A13', name: 'work for a withheld city', on: workOnce, off: work(withheldInWindow) },
  { suite: 'A13', name: 'work for a name beyond those held', on: workOnce, off: work(namesByBounds) },
]
