import { settleTask } from '../../api/releases/settle-task.ts'
import type { Settle } from '../../api/releases/settle-thread.ts'
import { monthsOf, type OpenMover } from '../../src/index.ts'
import { type Attack, against, type Effort, inKinds, isSame, type Outcome, WHOLE } from './attack.ts'
import { withoutComplement, withoutFiles } from './broken-builds.ts'
import { type Counted, countedBy, peopleOf, randomOf, TOWNS } from './people.ts'
import type { Seen, Target } from './target.ts'

const MODES = ['car', 'bus', 'ferry', 'rail']
const MONTHS = monthsOf('2023')

/** Twelve months of some modes of some cities, every fifth month of few people. */
export function yearOf(seed: number, cities: readonly string[]): readonly Counted[] {
  const random = randomOf(seed)
  return cities.flatMap((city) =>
    MODES.flatMap((mode) =>
      MONTHS.map((period) => {
        const contributors = random() < 0.2 ? 10 + Math.floor(random() * 15) : 25 + Math.floor(random() * 400)
        const km = Math.round(contributors * (20 + 280 * random()) * 10) / 10
        return { period, city, mode, trips: contributors * 20, km, contributors }
      }),
    ),
  )
}

/** The least and the greatest that a month can be, for whoever knows what was given out of its tree. */
export function rangeOf(known: ReadonlyMap<string, number>, month: string): readonly [number, number] {
  const given = known.get(month)
  if (given !== undefined) return [given, given]
  const year = month.slice(0, 4)
  const quarters = [1, 2, 3, 4].map((at) => `${year}-Q${at}`)
  const quarter = quarters.find((one) => monthsOf(one).includes(month)) ?? ''
  const rest = (total: number, parts: readonly string[]): readonly [number, readonly string[]] => [
    total - parts.reduce((sum, part) => sum + (known.get(part) ?? 0), 0),
    parts.filter((part) => !known.has(part)),
  ]
  const whole = known.get(quarter)
  if (whole !== undefined) {
    const [left, unknown] = rest(whole, monthsOf(quarter))
    return unknown.length === 1 ? [left, left] : [0, left]
  }
  const all = known.get(year)
  if (all === undefined) return [0, Number.POSITIVE_INFINITY]
  const [left, unknownQuarters] = rest(all, quarters)
  const [mine, months] = rest(left, unknownQuarters.flatMap(monthsOf))
  return months.length === 1 ? [mine, mine] : [0, mine]
}

const byCell = (seen: readonly Seen[]): ReadonlyMap<string, ReadonlyMap<string, number>> => {
  const cells = new Map<string, Map<string, number>>()
  for (const { city, mode, period, km } of seen) {
    const known = cells.get(`${city} ${mode}`) ?? new Map<string, number>()
    if (!known.has(period)) known.set(period, km)
    cells.set(`${city} ${mode}`, known)
  }
  return cells
}

/** Sensitive months of which less than ±30 % is left open. */
async function intervals(target: Target): Promise<Outcome> {
  const cities = Array.from({ length: 25 }, (_, at) => `town-${at}`)
  const counted = yearOf(3, cities)
  await target.register('year')
  await target.plant('year', counted)
  await target.release('year')
  const { body: list } = await target.json('/v1/datasets/year/releases')
  const { body } = await target.json(`/v1/releases/${list.items[0]?.id}`)
  const known = byCell(
    (body.items ?? []).map((cell: Seen & { passengerDistancePkm: number }) => ({
      ...cell,
      km: cell.passengerDistancePkm,
    })),
  )
  const sensitive = counted.filter(({ contributors }) => contributors < 25)
  const open = sensitive.filter(({ city, mode, period, km }) => {
    const [low, high] = rangeOf(known.get(`${city} ${mode}`) ?? new Map(), period)
    return low <= 0.7 * km && high >= 1.3 * km
  })
  return { tries: sensitive.length, recoveries: sensitive.length - open.length }
}

/** A large file beside a small one, of the same cells; and a person's distance that states nobody. */
async function padding(target: Target): Promise<Outcome> {
  const small = countedBy(peopleOf(), 7).filter(({ contributors }) => contributors < 25)
  const pads = small.map((cell) => ({ ...cell, km: 1000.5, trips: 5000, contributors: 500 }))
  let [tries, recoveries] = [0, 0]
  for (const [id, planted] of [
    ['padded', small],
    ['nobody', small.map((cell) => ({ ...cell, contributors: 0 }))],
  ] as const) {
    await target.register(id, { pool: id })
    await target.plant(id, planted)
    await target.plant(id, pads)
    await target.release(id)
    const seen = await target.see(id, TOWNS, ['car', 'walk', 'bus', 'cycle', 'ferry', 'rail'])
    for (const cell of small) {
      tries += 1
      const same = (one: Seen): boolean =>
        one.city === cell.city && one.mode === cell.mode && isSame(one.km - 1000.5, cell.km)
      if (seen.some(same)) recoveries += 1
    }
  }
  return { tries, recoveries }
}

/** Solvers that end too late, that know no number, that find nothing, and that lie. */
const FAULTY: readonly OpenMover[] = [
  () => ({
    setCost: () => undefined,
    close: () => undefined,
    move: () => {
      throw new Error('out of time')
    },
  }),
  ({ falls }) => ({
    setCost: () => undefined,
    close: () => undefined,
    move: () => falls.map(() => Number.NaN),
  }),
  () => ({ setCost: () => undefined, close: () => undefined, move: () => undefined }),
  ({ falls }) => ({
    setCost: () => undefined,
    close: () => undefined,
    move: (cell, amount) => falls.map((_, at) => (at === cell ? amount : 0)),
  }),
]

const solvers =
  (build: (mover: OpenMover) => Settle) =>
  (effort: Effort = WHOLE): Promise<Outcome> =>
    inKinds(FAULTY, effort, (mover) => against(intervals, build(mover))(effort))

/** Gives out what is left if the solver fails. */
const failsOpen =
  (mover: OpenMover): Settle =>
  (task) =>
    settleTask(task, mover).catch(() => withoutComplement(task))

export const SUPPRESSION: readonly Attack[] = [
  {
    suite: 'A2',
    name: 'a month by its quarter and year',
    on: against(intervals),
    off: against(intervals, withoutComplement),
  },
  { suite: 'A2', name: 'padding a small cell', on: against(padding), off: against(padding, withoutFiles) },
  {
    suite: 'A12',
    name: 'late, silent and lying solvers',
    on: solvers((mover) => (task) => settleTask(task, mover)),
    off: solvers(failsOpen),
  },
]
