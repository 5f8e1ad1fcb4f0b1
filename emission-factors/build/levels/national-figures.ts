import type { Splice } from '../../domain.ts'
import { cell, type Figure, numberIn } from '../../figure-file.ts'
import type { Points } from './line.ts'

/** What a figure is about; an absent part is the whole. */
export interface About {
  readonly measure: string
  readonly mode?: string
  readonly vehicleClass?: string
  readonly powertrain?: string
  readonly region: string
}

/** A figure of one year. */
export interface YearFigure {
  readonly year: number
  readonly value: number
  readonly splice: Splice
}

/** Units of the figures → what turns them into the unit that levels are computed in. */
const PER_UNIT: Readonly<Record<string, number>> = {
  'MJ/vkm': 1,
  'kWh/vkm': 3.6,
  'kWh_net/vkm': 3.6,
}

/** The share of one class and powertrain, year by year. */
interface Share {
  readonly vehicleClass: string
  readonly powertrain: string
  readonly list: readonly YearFigure[]
}

/** The figures that levels are made of, by what they are about. */
export class NationalFigures {
  readonly #known = new Map<string, YearFigure[]>()
  /** By mode and region. */
  readonly #shares = new Map<string, Share[]>()

  constructor(figures: readonly Figure[]) {
    for (const figure of figures) {
      const of = (column: string): string => cell(figure, column)
      // Several numbers in a cell are no figure of one year.
      if (of('value').includes(' ')) continue
      const key = [of('measure'), of('mode'), of('vehicleClass'), of('powertrain'), of('region')].join('|')
      const list = this.#known.get(key) ?? []
      if (list.length === 0 && of('measure') === 'distance-share') {
        const place = `${of('mode')}|${of('region')}`
        const share = { vehicleClass: of('vehicleClass'), powertrain: of('powertrain'), list }
        this.#shares.set(place, [...(this.#shares.get(place) ?? []), share])
      }
      this.#known.set(key, list)
      list.push({
        year: of('year') === '' ? Number.NaN : numberIn(figure, 'year'),
        value: numberIn(figure, 'value') * (PER_UNIT[of('unit')] ?? 1),
        splice: of('splice') as Splice,
      })
    }
  }

  /** Every year of a figure; none where there is none. */
  list({ measure, mode = '', vehicleClass = '', powertrain = '', region }: About): readonly YearFigure[] {
    return this.#known.get([measure, mode, vehicleClass, powertrain, region].join('|')) ?? []
  }

  points(about: About): Map<number, number> {
    return new Map(this.list(about).map(({ year, value }) => [year, value]))
  }

  /** The values of every class of a figure. */
  listClasses({
    measure,
    mode = '',
    powertrain = '',
    region,
  }: Omit<About, 'vehicleClass'>): readonly number[] {
    return [...this.#known].flatMap(([key, list]) => {
      const [one, of, , fuel, where] = key.split('|')
      const isAsked = one === measure && of === mode && fuel === powertrain && where === region
      return isAsked ? list.map(({ value }) => value) : []
    })
  }

  /**
   * @param year absent: of the only one
   * @throws {Error} if there is no such figure
   */
  get(about: About, year?: number): number {
    const list = this.list(about)
    const found = year === undefined ? list.at(-1) : list.find((one) => one.year === year)
    if (found) return found.value
    throw new Error(`the figures lack ${Object.values(about).join(' ')} of ${year ?? 'any year'}`)
  }

  /** Powertrains and classes of the shares of a mode's distance in a country. */
  shares(
    mode: string,
    region: string,
  ): readonly { vehicleClass: string; powertrain: string; points: Points }[] {
    return (this.#shares.get(`${mode}|${region}`) ?? []).map(({ vehicleClass, powertrain, list }) => ({
      vehicleClass,
      powertrain,
      points: new Map(list.map(({ year, value }) => [year, value])),
    }))
  }
}
