import type { SourceColumn } from './source-column.ts'

const MAX_HEAD = 120
/** `Fzkm/Tag`, `vehicles per day`, `Véhicules/jour`, `Kfz/24h`, at the end of a head. */
const OF_A_DAY_LAST =
  /(?:\/ ?|[ _](?:per|pro|je|par|por|al)[ _])(?:(?:average|mean|mittlerem)[ _])?(?:week|work|werk)?(?:day|tag|jour|d[ií]a|24 ?h|日|天)\)?$/iu
/** `Daily VKT`, `average daily vehicles`, `日均车公里`. */
const OF_A_DAY_FIRST =
  /^(?:(?:average|mean)[ _])?(?:daily[ _]|tägliche[rn]?[ _]|mittlere[rn]? tägliche[rn]?[ _]|日均|每日|每天)/iu
const VEHICLES =
  /^(?:(?:motor |all |number of )?vehicles?|veh|kfz|pkw|lkw|fahrzeuge|v[ée]hicules|veh[íi]culos|ve[íi]culos|车辆|辆)$/iu

/**
 * What to do with a head of figures of a day, of a format that has such figures of no column; undefined if it says nothing of a day.
 *
 * @param find the column of a head
 */
export function dayDetail(
  header: string,
  columns: readonly SourceColumn[],
  find: (header: string) => SourceColumn | undefined,
): string | undefined {
  if (header.length > MAX_HEAD || !columns.some(({ name }) => name === 'period')) return undefined
  const rest = header
    .trim()
    .replace(OF_A_DAY_LAST, '')
    .replace(OF_A_DAY_FIRST, '')
    .replace(/[(（]$/, '')
    .trim()
  if (rest === header.trim()) return undefined
  const sum = 'Write the sums of the period of each row, which are those of a mean day times its days'
  if (VEHICLES.test(rest) && columns.some(({ name }) => name === 'vehicle_distance_vkm'))
    return `The head speaks of vehicles of a day, which are no distance: multiply them by the kilometres that each of them drives there. ${sum}, and head the column vehicle_distance_vkm.`
  const column = find(rest)
  return `The head speaks of figures of a day. ${sum}${column?.role === 'measure' ? `, and head the column ${column.name}` : ', and head the column by what they are of'}.`
}
