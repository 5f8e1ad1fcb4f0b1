import { ROWS, type RowPlace } from '../rows/rows.ts'
import { isObject } from './to-request.ts'

const PLACES: Readonly<Record<string, string>> = {
  '/city/name': 'city',
  '/city/country': 'country',
  '/city/population': 'population',
  '/city/area': 'area',
  '/period': 'year',
  '/electricity/grid': 'grid',
  '/travel/tripsPerPersonPerDay': 'trips-a-day',
}

/**
 * The field of the form that a place of a request was typed in, or would be; undefined where the form has none.
 *
 * @param isWithin true: a place inside a row is that of the row, where it has no field of its own
 */
export function fieldOfPointer(pointer: string, request: unknown, isWithin = true): string | undefined {
  const place = PLACES[pointer]
  if (place !== undefined) return place
  const [, part = '', index = '', field] =
    /^\/(demand|travel\/modes|fuelSales)\/(\d+)(?:\/(\w+))?/.exec(pointer) ?? []
  const one = listAt(request, part)[Number(index)]
  if (!isObject(one)) return undefined
  const fits = (wanted: (place: RowPlace) => boolean): string | undefined =>
    ROWS.find((row) => wanted(row.place))?.id
  const mode = String(one['mode'])
  if (part === 'fuelSales') return fits((at) => at.part === 'fuel-sale' && at.carrier === one['carrier'])
  if (part === 'travel/modes')
    return field === 'meanTripLength'
      ? fits((at) => at.part === 'trip-length' && at.mode === mode)
      : fits((at) => at.part === 'trip-share' && at.mode === mode)
  if (field === 'annualDistance') return fits((at) => at.part === 'annual-distance' && at.mode === mode)
  if (field !== undefined && !(field in one) && !isWithin) return undefined
  return fits(
    (at) =>
      at.part === 'demand' &&
      at.mode === mode &&
      at.field in one &&
      (at.carrier === undefined || at.carrier === one['carrier']),
  )
}

function listAt(request: unknown, part: string): readonly unknown[] {
  let at: unknown = request
  for (const name of part.split('/')) at = isObject(at) ? at[name] : undefined
  return Array.isArray(at) ? at : []
}
