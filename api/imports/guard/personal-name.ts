import { kindOfName } from '../../request/person-level.ts'
import { foldedName, plainName } from '../column-name.ts'

/** Words that, alone or in a compound, make a column one about a person, vehicle, device, place or moment. */
const PERSONAL_WORDS = new Set(
  (
    'id uid uuid guid imsi imei msisdn mac vin plate card token hash device user person household tripid lat latitude ' +
    'lon lng longitude geom geometry wkt wkb geojson timestamp datetime time address email phone name firstname surname ' +
    'age sex gender income passenger driver owner ticket session idfa gaid ssn hhid perid houseid vehid tdcaseid'
  ).split(' '),
)

/**
 * Whether a column's name speaks of a person, household, vehicle, device, place or moment. Case, punctuation, look-alike
 * letters and invisible characters make no difference.
 */
export function isPersonalName(name: string): boolean {
  const words = foldedName(name).split('_')
  return (
    words.some((word) => PERSONAL_WORDS.has(word) || PERSONAL_WORDS.has(word.replace(/\d+$/, ''))) ||
    words.some((word, at) => PERSONAL_WORDS.has(`${word}${words[at + 1] ?? ''}`)) ||
    kindOfName(plainName(name)) !== undefined
  )
}
