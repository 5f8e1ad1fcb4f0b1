import type { Refusal } from '../../src/index.ts'
import { pointerTo } from './pointer.ts'

/**
 * The guard at the door: Cordon takes aggregates and nothing about a person, household, vehicle or device.
 *
 * It looks at names and at the shape of texts. What it finds is named by place and kind; values are never
 * repeated, neither in answers nor in logs.
 */

/** Field names, written without case and punctuation, that speak of one person, vehicle, device or moment. */
const PERSONAL_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'an identifier':
      'id uid uuid guid identifier personid userid customerid memberid subscriberid participantid respondentid travellerid travelerid tripid journeyid traceid sessionid householdid houseid vehicleid vehid deviceid cardid ticketid imei imsi msisdn sim mac macaddress ip ipaddress bluetooth advertisingid idfa ssn passport nationalid',
    'a vehicle': 'plate licenceplate licenseplate numberplate registration registrationnumber vin',
    'a person':
      'firstname lastname surname fullname person passenger driver rider owner email mail phone phonenumber telephone mobile address street postcode zipcode zip birthdate dateofbirth dob age gender sex income race religion',
    'a place on the ground':
      'lat latitude lon lng long longitude coordinates coordinate coord gps geohash position location geometry geojson trajectory trace waypoints',
    'a moment':
      'timestamp datetime time date starttime endtime departuretime arrivaltime pickuptime dropofftime startedat endedat',
  }).flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
)

const PERSONAL_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/[^\s@]+@[^\s@]+\.[a-z]{2,}/i, 'an e-mail address'],
  [/^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i, 'an identifier'],
  [/^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i, 'a device address'],
  [/\d{4}-?\d{2}-?\d{2}[T ]\d{2}:?\d{2}/, 'a timestamp'],
  [/-?\d{1,3}\.\d{3,}\s*[,;]\s*-?\d{1,3}\.\d{3,}/, 'coordinates'],
  [/^\+\d[\d\s()-]{7,}$/, 'a telephone number'],
  [/^\d{14,16}$/, 'a device number'],
  [/^[A-Z]{2}\d{2} ?[A-Z]{3}$/, 'a number plate'],
  [/^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?$/, 'a number plate'],
  [/^[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}$/, 'a number plate'],
]

/** A text that none of the patterns can match: a word of the vocabulary, or a short number with a unit. */
const HARMLESS_TEXT = /^[a-z][A-Za-z]*(-[a-z]+)*(-\d)?$|^[A-Z]{2}$|^[\d.,]{1,13} ?[a-z%/]*$/

const SINGLE_TRIP = /^1(\.0+)?(e0+)?( ?trips?)?$/i

const MAX_NODES = 100_000
const MAX_DEPTH = 12
const MAX_FAULTS = 50

/**
 * Signs of person-level data anywhere in a parsed body, in the order found; at most 50.
 *
 * @param body any JSON value; walked to a bounded depth and size
 * @param allowed names that speak of something else in this body, such as the owner of a dataset
 */
export function personLevelFaults(body: unknown, allowed: ReadonlySet<string> = NONE): readonly Refusal[] {
  const walk: Walk = { faults: [], path: [], nodes: 0, allowed }
  visit(walk, body, '')
  return walk.faults
}

interface Walk {
  readonly faults: Refusal[]
  /** The names that lead to the value looked at; made a pointer only where there is something to say. */
  readonly path: (string | number)[]
  nodes: number
  readonly allowed: ReadonlySet<string>
}

const NONE: ReadonlySet<string> = new Set()

function fault({ faults, path }: Walk, kind: string): void {
  if (faults.length >= MAX_FAULTS) return
  const pointer = pointerTo(path)
  const detail = `Looks like ${kind}. Cordon takes aggregates only: sums and means over many trips.`
  faults.push({ code: 'person-level-data', pointer, detail })
}

function visit(walk: Walk, value: unknown, name: string): void {
  walk.nodes += 1
  if (walk.nodes > MAX_NODES || walk.path.length > MAX_DEPTH) return
  if (name === 'trips' && isSingleTrip(value)) fault(walk, 'a row of a single trip')
  else if (typeof value === 'string') {
    const kind = kindOfText(value)
    if (kind !== undefined) fault(walk, kind)
  } else if (Array.isArray(value))
    for (let index = 0; index < value.length; index += 1) {
      walk.path.push(index)
      visit(walk, value[index], '')
      walk.path.pop()
    }
  else if (typeof value === 'object' && value !== null)
    for (const key in value) visitField(walk, value as Record<string, unknown>, key)
}

function visitField(walk: Walk, value: Record<string, unknown>, key: string): void {
  // A name may itself be somebody's number: then the place is named one level up.
  const hidden = kindOfText(key)
  if (hidden !== undefined) {
    fault(walk, hidden)
    return
  }
  walk.path.push(key)
  const kind = walk.allowed.has(key) ? undefined : kindOfName(key)
  if (kind === undefined) visit(walk, value[key], key)
  else fault(walk, kind)
  walk.path.pop()
}

function isSingleTrip(value: unknown): boolean {
  if (typeof value === 'string') return SINGLE_TRIP.test(value.trim())
  if (typeof value !== 'object' || value === null || !('value' in value)) return value === 1
  const { value: count } = value
  if (typeof count === 'object') return false
  return isSingleTrip('unit' in value ? `${count} ${value.unit}` : count)
}

function kindOfText(text: string): string | undefined {
  if (HARMLESS_TEXT.test(text)) return undefined
  const trimmed = text.trim().slice(0, 200)
  return PERSONAL_TEXTS.find(([pattern]) => pattern.test(trimmed))?.[1]
}

/** Field names come from a small vocabulary, so what was found of a spelling is kept. */
const knownNames = new Map<string, string | undefined>()

/** What a field name, written without case and punctuation or with them, speaks of. */
export function kindOfName(name: string): string | undefined {
  if (knownNames.has(name)) return knownNames.get(name)
  const kind = PERSONAL_NAMES.get(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  if (knownNames.size < 500) knownNames.set(name, kind)
  return kind
}
