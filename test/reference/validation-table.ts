import { readFileSync } from 'node:fs'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { toEstimateInput } from '../../api/estimate/to-input.ts'
import { type Estimate, type EstimateLine, estimateCity, type LineQuantity } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import {
  HENNEPIN,
  LEEDS_CAR_FUEL_KTOE,
  LEEDS_CO2_WITHOUT_MOTORWAYS_KT,
  LEEDS_FUEL_WITHOUT_MOTORWAYS_KTOE,
} from './published.ts'

const SET = releasedSet('2026.1')
const MJ_PER_KTOE = 41.868e6

/** An example of the project, estimated with the released set that `docs/validation.md` speaks of. */
export function example(name: string, changes: object = {}): Estimate {
  const body: unknown = { ...JSON.parse(readFileSync(`examples/${name}.json`, 'utf8')), ...changes }
  return estimateCity(toEstimateInput(estimateRequest.parse(body)), SET).estimate
}

/** The sum of a quantity over lines. */
export function sum(lines: readonly EstimateLine[], quantity: LineQuantity): number {
  return lines
    .flatMap(({ products }) => products)
    .reduce((total, one) => total + (one.quantity === quantity ? one.value : 0), 0)
}

const tonnes = (value: number): string => Math.round(value).toLocaleString('en-GB').replaceAll(',', ' ')
const apart = (ours: number, theirs: number): string => {
  const percent = (ours / theirs - 1) * 100
  return `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`
}

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

/** Ours beside the published CO2 of Hennepin County 2020, class by class. */
export function hennepinTable(): string {
  const { lines } = example('hennepin-2020')
  const classes = HENNEPIN.map(({ title, rows, publishedTCo2, why }) => {
    const ours =
      sum(
        lines.filter(({ pointer }) => rows.some((index) => pointer === `/demand/${index}`)),
        'co2',
      ) / 1000
    return { title, publishedTCo2, ours, why }
  })
  const published = classes.reduce((total, one) => total + one.publishedTCo2, 0)
  const ours = classes.reduce((total, one) => total + one.ours, 0)
  return [
    row('class', 'published t CO2', 'Cordon t CO2', 'difference', 'why'),
    '|---|---:|---:|---:|---|',
    ...classes.map((one) =>
      row(
        one.title,
        tonnes(one.publishedTCo2),
        tonnes(one.ours),
        apart(one.ours, one.publishedTCo2),
        one.why,
      ),
    ),
    row('**All of these**', tonnes(published), tonnes(ours), apart(ours, published), ''),
  ].join('\n')
}

/** Ours beside the published fuel and CO2 of Leeds 2019. */
export function leedsTable(): string {
  const { lines } = example('leeds-2019')
  const cars = lines.filter(({ mode }) => mode === 'car')
  const fuel = (carrier: string): number =>
    sum(
      cars.filter((line) => line.carrier === carrier),
      'energy',
    ) / MJ_PER_KTOE
  const kilotonnes = withoutMotorways()
  const { petrol, diesel } = LEEDS_CAR_FUEL_KTOE
  const compare = (title: string, unit: string, theirs: number, ours: number, why: string): string =>
    row(title, unit, theirs.toFixed(1), ours.toFixed(1), apart(ours, theirs), why)
  return [
    row('figure', 'unit', 'published', 'Cordon', 'difference', 'why'),
    '|---|---|---:|---:|---:|---|',
    compare(
      'Petrol of cars, from their distance',
      'ktoe',
      petrol,
      fuel('petrol'),
      'fuel split of 2015; warm engines; mean speed',
    ),
    compare(
      'Diesel of cars, from their distance',
      'ktoe',
      diesel,
      fuel('diesel'),
      'fuel split of 2015; warm engines; mean speed',
    ),
    compare(
      'Petrol and diesel of cars',
      'ktoe',
      petrol + diesel,
      fuel('petrol') + fuel('diesel'),
      'cold starts alone would add 7 to 11 %',
    ),
    compare(
      'CO2 of A and minor roads, from their fuel',
      'kt',
      LEEDS_CO2_WITHOUT_MOTORWAYS_KT,
      kilotonnes,
      'not known; fuel and CO2 are of different releases',
    ),
  ].join('\n')
}

/** CO2 of the published fuel of A and minor roads, through the service's own fuel lines [kt]. */
function withoutMotorways(): number {
  const { petrol, diesel } = LEEDS_FUEL_WITHOUT_MOTORWAYS_KTOE
  const demand = [
    { mode: 'car', energy: `${petrol} ktoe`, carrier: 'petrol' },
    { mode: 'car', energy: `${diesel} ktoe`, carrier: 'diesel' },
  ]
  return example('leeds-2019', { demand }).totals.co2Kg / 1e6
}
