import { foldedName, plainName } from './folded-name.ts'

/**
 * The signs of data about a person, household, vehicle or device: the one list, for the bodies of requests and for
 * files. What is found is named by its kind; values are never repeated, neither in answers nor in logs.
 */

/** Names that speak of one person, vehicle, device, place or moment, without case and punctuation. */
interface PersonalNames {
  readonly kind: string
  /** As the whole name of a field or column. */
  readonly whole: string
  /** Of a column, anywhere in its name too. */
  readonly inColumns: string
}

const NAMES: readonly PersonalNames[] = [
  {
    kind: 'an identifier',
    whole:
      'id uid uuid guid identifier personid userid customerid memberid subscriberid participantid respondentid travellerid travelerid tripid journeyid traceid sessionid householdid houseid vehicleid vehid deviceid cardid ticketid imei imsi msisdn sim mac macaddress ip ipaddress bluetooth advertisingid idfa ssn passport nationalid',
    inColumns:
      'id uid uuid guid imsi imei msisdn mac card token hash device user household tripid ticket session idfa gaid ssn hhid perid houseid vehid tdcaseid',
  },
  {
    kind: 'a vehicle',
    whole: 'plate licenceplate licenseplate numberplate registration registrationnumber vin',
    inColumns: 'vin plate',
  },
  {
    kind: 'a person',
    whole:
      'firstname lastname surname fullname person passenger driver rider owner email mail phone phonenumber telephone mobile address street postcode zipcode zip birthdate dateofbirth dob age gender sex income race religion',
    inColumns:
      'person address email phone name firstname surname age sex gender income passenger driver owner',
  },
  {
    kind: 'a place on the ground',
    whole:
      'lat latitude lon lng long longitude coordinates coordinate coord gps geohash position location geometry geojson trajectory trace waypoints',
    inColumns: 'lat latitude lon lng longitude geom geometry wkt wkb geojson',
  },
  {
    kind: 'a moment',
    whole:
      'timestamp datetime time date starttime endtime departuretime arrivaltime pickuptime dropofftime startedat endedat',
    inColumns: 'timestamp datetime time',
  },
]

const kindsBy = (names: 'whole' | 'inColumns'): ReadonlyMap<string, string> =>
  new Map(NAMES.flatMap(({ kind, [names]: words }) => words.split(' ').map((word) => [word, kind])))

const WHOLE_NAMES = kindsBy('whole')
const COLUMN_WORDS = kindsBy('inColumns')

/** Field names come from a small vocabulary, so what was found of a spelling is kept. */
const knownNames = new Map<string, string | undefined>()

/** What the name of a field speaks of, if of a person. */
export function kindOfField(name: string): string | undefined {
  if (knownNames.has(name)) return knownNames.get(name)
  const kind = WHOLE_NAMES.get(name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  if (knownNames.size < 500) knownNames.set(name, kind)
  return kind
}

/**
 * Whether a column's name speaks of a person, household, vehicle, device, place or moment. Case, punctuation, look-alike
 * letters and invisible characters make no difference.
 */
export function isPersonalColumn(name: string): boolean {
  const words = foldedName(name).split('_')
  return (
    words.some((word) => COLUMN_WORDS.has(word) || COLUMN_WORDS.has(word.replace(/\d+$/, ''))) ||
    words.some((word, at) => COLUMN_WORDS.has(`${word}${words[at + 1] ?? ''}`)) ||
    WHOLE_NAMES.has(plainName(name))
  )
}

const DAY = '(19|20)[0-9]{2}[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12][0-9]|3[01])'
const HOUR = '([01][0-9]|2[0-3])'

/** A shape of text. `codes`: words of a list, such as zones; `texts`: whatever else a caller writes. */
interface PersonalText {
  readonly kind: string
  /** JavaScript and RE2 read it alike. */
  readonly pattern: string
  readonly in: 'codes' | 'texts'
}

const TEXTS: readonly PersonalText[] = [
  {
    kind: 'an e-mail address',
    in: 'texts',
    pattern: '[^\\s@]+@[^\\s@]+[.][A-Za-z]{2,}',
  },
  {
    kind: 'an identifier',
    in: 'texts',
    pattern: '^[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}$',
  },
  { kind: 'a device address', in: 'texts', pattern: '^([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}$' },
  {
    kind: 'a timestamp',
    in: 'texts',
    pattern: '[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ][0-9]{2}:?[0-9]{2}',
  },
  {
    kind: 'coordinates',
    in: 'texts',
    pattern: '-?[0-9]{1,3}[.][0-9]{3,}\\s*[,;]\\s*-?[0-9]{1,3}[.][0-9]{3,}',
  },
  { kind: 'a telephone number', in: 'texts', pattern: '^[+][0-9][0-9\\s()-]{7,}$' },
  { kind: 'a device number', in: 'texts', pattern: '^[0-9]{14,16}$' },
  { kind: 'a number plate', in: 'texts', pattern: '^[A-Z]{2}[0-9]{2} ?[A-Z]{3}$' },
  { kind: 'a number plate', in: 'texts', pattern: '^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?[0-9]{1,4}[EH]?$' },
  { kind: 'a number plate', in: 'texts', pattern: '^[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}$' },
  {
    kind: 'an identifier',
    in: 'codes',
    pattern: '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}',
  },
  { kind: 'an identifier', in: 'codes', pattern: '^(0[xX])?[0-9a-fA-F]{16,}$' },
  { kind: 'a device number', in: 'codes', pattern: '^[0-9]{14,}$' },
  {
    kind: 'a device address',
    in: 'codes',
    pattern: '([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}|^([0-9a-fA-F]{4}[.]){2}[0-9a-fA-F]{4}$',
  },
  { kind: 'a telephone number', in: 'codes', pattern: '[+][0-9][0-9 ()/.-]{7,}' },
  { kind: 'an e-mail address', in: 'codes', pattern: '[^ @]+@[^ @]+[.][A-Za-z]{2,}' },
  {
    kind: 'coordinates',
    in: 'codes',
    pattern: '-?[0-9]{1,3}[.][0-9]{3,}[ ]*[,;/ |][ ]*-?[0-9]{1,3}[.][0-9]{3,}',
  },
  {
    kind: 'coordinates',
    in: 'codes',
    pattern: '^-?[0-9]{1,3}[.][0-9]{4,}$|^(POINT|LINESTRING|POLYGON|MULTI)[A-Z ]*[(]',
  },
  {
    kind: 'a moment',
    in: 'codes',
    pattern: `${DAY}([T _]${HOUR}|[T _]?${HOUR}:?[0-5][0-9])|[0-9]{1,2}:[0-5][0-9](:[0-9]{2}|$)`,
  },
  { kind: 'a moment', in: 'codes', pattern: `^${DAY}${HOUR}$` },
  // Seconds and milliseconds since 1970, from 2001 to 2033.
  { kind: 'a moment', in: 'codes', pattern: '^1[0-9]{9}([.][0-9]+)?$|^1[0-9]{12}$' },
  {
    kind: 'disguised text',
    in: 'codes',
    pattern: '[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9]',
  },
]

const patternsIn = (place: PersonalText['in']): readonly string[] =>
  TEXTS.filter((sign) => sign.in === place).map(({ pattern }) => pattern)

const testsIn = (place: PersonalText['in']): readonly (readonly [RegExp, string])[] =>
  TEXTS.filter((sign) => sign.in === place).map(({ pattern, kind }) => [new RegExp(pattern, 'u'), kind])

/** Every sign in a code, for an engine that reads RE2. */
export const CODE_SIGNS = patternsIn('codes')

/** What base64 is written with, and texts of it that are words, numbers and short codes put together. */
export const ENCODED = '^[A-Za-z0-9+/_=-]{16,}$'
const PART = '([A-Z]?[a-z]+|[A-Z]+|([A-Z][a-z]{2,})+|[0-9]{1,9}|[A-Za-z0-9]{1,6})'
export const WORDS = `^${PART}([/_-]+${PART})*$`

const CODE_TESTS = testsIn('codes')
const ENCODED_TEST = new RegExp(ENCODED, 'u')
const WORDS_TEST = new RegExp(WORDS, 'u')

/** What a word of a list looks like, if like something about a person. */
export function kindOfCode(code: string): string | undefined {
  const sign = CODE_TESTS.find(([pattern]) => pattern.test(code))
  if (sign) return sign[1]
  return ENCODED_TEST.test(code) && !WORDS_TEST.test(code) ? 'an identifier' : undefined
}

/** A text that no sign is in: a word of the vocabulary, or a short number with a unit. */
const HARMLESS_TEXT = /^[a-z][A-Za-z]*(-[a-z]+)*(-\d)?$|^[A-Z]{2}$|^[\d.,]{1,13} ?[a-z%/]*$/

const TEXT_TESTS = testsIn('texts')

/** What a text of a request looks like, if like something about a person. */
export function kindOfText(text: string): string | undefined {
  if (HARMLESS_TEXT.test(text)) return undefined
  const trimmed = text.trim().slice(0, 200)
  return TEXT_TESTS.find(([pattern]) => pattern.test(trimmed))?.[1]
}
