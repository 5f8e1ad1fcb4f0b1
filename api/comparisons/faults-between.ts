import type { GivenEstimate } from '../estimate/given-estimate.ts'
import { isObject } from '../estimate/names-dataset.ts'
import type { Fault } from '../request/failure.ts'

/** What tells whether estimates can be compared at all; known of one that is refused, too. */
export interface Outline {
  readonly pointer: string
  readonly period: string
  readonly city: string
  readonly country: string
  readonly areaKm2?: number | undefined
}

export const outlineOf = ({ pointer, request: { period, city } }: GivenEstimate): Outline => ({
  pointer,
  period,
  city: city.name,
  country: city.country,
  areaKm2: city.area?.value,
})

const PERIOD = /^\d{4}(-\d{2})?$/

/** Undefined where a refused body does not tell its city and period. */
export function outlineGiven(pointer: string, value: unknown): Outline | undefined {
  const isAnswer = isObject(value) && isObject(value['request'])
  const request = isAnswer ? value['request'] : value
  if (!isObject(request) || !isObject(request['city'])) return undefined
  const { period, city } = request
  const { name, country } = city as Readonly<Record<string, unknown>>
  if (typeof period !== 'string' || !PERIOD.test(period)) return undefined
  if (typeof name !== 'string' || typeof country !== 'string') return undefined
  return { pointer: isAnswer ? `${pointer}/request` : pointer, period, city: name, country }
}

const isSameCity = (one: Outline, other: Outline): boolean =>
  one.city === other.city && one.country === other.country

/** Two areas of one city that differ by more are two boundaries. */
const MAX_AREA_STEP = 0.01

/**
 * What estimates need so that they can be compared.
 *
 * @param isSeries whether there are more than two, of which some may be left out here
 * @param per what the effects are of, as it was asked for
 */
export function faultsBetween(
  all: readonly Outline[],
  isSeries: boolean,
  per: 'city' | 'inhabitant' | undefined,
): readonly Fault[] {
  return all.slice(1).flatMap((to, index): Fault[] => {
    const from = all[index] as Outline
    const faults: Fault[] = []
    const fault = (place: string, detail: string): void => {
      faults.push({ code: 'not-comparable', pointer: `${to.pointer}${place}`, detail })
    }
    if (from.period.length !== to.period.length)
      fault(
        '/period',
        `A month and a year cannot be compared: ${from.period} comes before. Send two years or two months.`,
      )
    else if (isSameCity(from, to) && from.period > to.period)
      fault(
        '/period',
        `Years go forward: ${from.period} comes before ${to.period} here. Send the earlier one first.`,
      )
    else if (isSameCity(from, to) && isSeries && from.period === to.period)
      fault('/period', `A series has each period once; ${to.period} is there twice.`)
    if (isSeries && from.city !== to.city)
      fault('/city/name', 'A series is of one city. Compare two cities with from and to.')
    else if (isSeries && from.country !== to.country)
      fault(
        '/city/country',
        'A series is of one city, and this country is another. Compare two cities with from and to.',
      )
    const { areaKm2: before } = from
    const { areaKm2: after } = to
    const isOther =
      before !== undefined && after !== undefined && Math.abs(after / before - 1) > MAX_AREA_STEP
    if (isSameCity(from, to) && isOther && per !== 'inhabitant')
      fault(
        '/city/area',
        `The area of the city went from ${before} to ${after} km². State both years within one boundary, or compare with per: "inhabitant".`,
      )
    return faults
  })
}
