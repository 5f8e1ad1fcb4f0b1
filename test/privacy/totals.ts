import { type Attack, against, isSame, type Outcome } from './attack.ts'
import { withoutClasses, withoutTotals } from './broken-builds.ts'
import { type Counted, randomOf } from './people.ts'
import type { Target } from './target.ts'

const MONTHS = ['2024-01', '2024-02', '2024-03']
const CITIES = Array.from({ length: 20 }, (_, at) => `town-${at}`)

/** A count of a month; a total has no mode. */
type Cell = Omit<Counted, 'mode'> & { readonly mode?: string }

async function released(target: Target, id: string, counted: readonly Cell[]) {
  await target.register(id)
  await target.plant(id, counted as readonly Counted[])
  const { body } = await target.release(id)
  const { items } = (await target.json(`/v1/releases/${body.id}`)).body
  return (city: string, period: string): readonly { mode: string | null; passengerDistancePkm: number }[] =>
    items.filter((one: Cell) => one.city === city && one.period === period)
}

const count = (city: string, period: string, mode: string | undefined, contributors: number, km: number) => ({
  ...{ period, city, contributors, km, trips: contributors * 20 },
  ...(mode === undefined ? {} : { mode }),
})

/** A total of all modes beside them: what it leaves is a mode of few, or one that was not sent at all. */
async function totals(target: Target): Promise<Outcome> {
  const random = randomOf(5)
  const hidden = new Map<string, number>()
  const counted = CITIES.flatMap((city, at) =>
    MONTHS.flatMap((period) => {
      const modes = ['car', 'bus', 'cycle'].map((mode) => {
        const contributors = 100 + Math.floor(300 * random())
        return count(city, period, mode, contributors, Math.round(contributors * (50 + 200 * random())))
      })
      const few = count(city, period, 'ferry', 10 + Math.floor(14 * random()), Math.round(2000 * random()))
      hidden.set(`${city} ${period}`, few.km)
      const all = [...modes, few]
      const km = all.reduce((sum, one) => sum + one.km, 0)
      const contributors = all.reduce((sum, one) => sum + one.contributors, 0)
      // Every second town does not send its few.
      return [...(at % 2 === 0 ? all : modes), count(city, period, undefined, contributors, km)]
    }),
  )
  const told = await released(target, 'totals', counted)
  let recoveries = 0
  for (const city of CITIES)
    for (const period of MONTHS) {
      const cells = told(city, period)
      const total = cells.find(({ mode }) => mode === null)
      if (!total) continue
      const left = cells.reduce(
        (km, one) => (one === total ? km : km - one.passengerDistancePkm),
        total.passengerDistancePkm,
      )
      if (isSame(left, hidden.get(`${city} ${period}`) ?? Number.NaN)) recoveries += 1
    }
  return { tries: CITIES.length * MONTHS.length, recoveries }
}

/** Towns in which all that were counted, or all but a few, go by car: zeros of the other modes say so, and so does a total. */
async function classes(target: Target): Promise<Outcome> {
  const counted = CITIES.flatMap((city, at) =>
    MONTHS.flatMap((period, month): Cell[] => {
      const [persons, km] = [600 + 31 * at + month, 90_000 + 700 * at + 13 * month]
      const car = count(city, period, 'car', persons, km)
      return at % 2 === 0
        ? [car, count(city, period, 'bus', 0, 0), count(city, period, 'cycle', 0, 0)]
        : [car, count(city, period, 'bus', 12, 700), count(city, period, undefined, persons + 12, km + 700)]
    }),
  )
  const told = await released(target, 'classes', counted)
  let recoveries = 0
  for (const city of CITIES)
    for (const period of MONTHS) {
      const cells = told(city, period)
      const car = cells.find(({ mode }) => mode === 'car')
      const others = cells.filter(({ mode }) => mode !== 'car' && mode !== null)
      const isAll = others.length > 0 && others.every((one) => one.passengerDistancePkm === 0)
      const total = cells.find(({ mode }) => mode === null)
      if (car && (isAll || total)) recoveries += 1
    }
  return { tries: CITIES.length * MONTHS.length, recoveries }
}

export const TOTALS: readonly Attack[] = [
  {
    suite: 'A2',
    name: 'a mode by the total of its city',
    on: against(totals),
    off: against(totals, withoutTotals),
  },
  {
    suite: 'A2',
    name: 'a town in which everybody goes by car',
    on: against(classes),
    off: against(classes, withoutClasses),
  },
]
