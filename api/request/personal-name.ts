import { foldedName, plainName } from './folded-name.ts'

/** Names that speak of one person, vehicle, device, place or moment, without case and punctuation. */
interface PersonalNames {
  readonly kind: string
  /** As a whole name, and as part of the name of a column. */
  readonly words: string
  /** As a whole name only: part of `start_date` or `street_type`, they say little. */
  readonly whole: string
}

const NAMES: readonly PersonalNames[] = [
  {
    kind: 'an identifier',
    words:
      'id uid uuid guid imsi imei msisdn mac card token hash device user household tripid ticket session idfa gaid ssn hhid perid houseid vehid tdcaseid',
    whole:
      'identifier personid userid customerid memberid subscriberid participantid respondentid travellerid travelerid journeyid traceid sessionid householdid vehicleid deviceid cardid ticketid sim macaddress ip ipaddress bluetooth advertisingid passport nationalid',
  },
  {
    kind: 'a vehicle',
    words: 'vin plate',
    whole: 'licenceplate licenseplate numberplate registration registrationnumber',
  },
  {
    kind: 'a person',
    words: 'person address email phone firstname surname age sex gender income passenger driver owner',
    whole:
      'lastname fullname rider mail phonenumber telephone mobile street postcode zipcode zip birthdate dateofbirth dob race religion',
  },
  {
    kind: 'a place on the ground',
    words: 'lat latitude lon lng longitude geom geometry wkt wkb geojson',
    whole: 'long coordinates coordinate coord gps geohash position location trajectory trace waypoints',
  },
  {
    kind: 'a moment',
    words: 'timestamp datetime time',
    whole: 'date starttime endtime departuretime arrivaltime pickuptime dropofftime startedat endedat',
  },
]

const kindsBy = (length: 'words' | 'whole'): readonly (readonly [string, string])[] =>
  NAMES.flatMap(({ kind, [length]: names }) => names.split(' ').map((name) => [name, kind] as const))

const WHOLE_NAMES = new Map([...kindsBy('words'), ...kindsBy('whole')])

/** A request names its city; in the name of a column, a name is somebody's. */
const COLUMN_WORDS = new Set([...kindsBy('words').map(([word]) => word), 'name'])

/** What says in the name of a column that its number or name is one of an area, a line or a group: nobody is numbered with it. */
const OF_GROUPS = new Set(
  (
    'zone zones taz area areas region city town municipality county district province country nation state borough ward parish commune ' +
    'council authority authorities la canton agglomeration corridor gemeinde stadt kreis bezirk municipio ville ' +
    'route line road station stop terminal port airport operator agency mode category class'
  ).split(' '),
)
/** Names and numbers of anything. */
const OF_ANYTHING = new Set(['id', 'uid', 'name'])

/** Field names come from a small vocabulary, so what was found of a spelling is kept. */
const knownNames = new Map<string, string | undefined>()

/** What the name of a field speaks of, if of a person. */
export function kindOfField(name: string): string | undefined {
  if (knownNames.has(name)) return knownNames.get(name)
  const kind = WHOLE_NAMES.get(plainName(name))
  if (knownNames.size < 500) knownNames.set(name, kind)
  return kind
}

/**
 * Whether a column's name speaks of a person, household, vehicle, device, place or moment. Case, punctuation, look-alike
 * letters and invisible characters make no difference.
 */
export function isPersonalColumn(name: string): boolean {
  const all = foldedName(name).split('_')
  const words = all.some((word) => OF_GROUPS.has(word)) ? all.filter((word) => !OF_ANYTHING.has(word)) : all
  return (
    words.some((word) => COLUMN_WORDS.has(word) || COLUMN_WORDS.has(withoutNumber(word))) ||
    words.some((word, at) => COLUMN_WORDS.has(`${word}${words[at + 1] ?? ''}`)) ||
    WHOLE_NAMES.has(plainName(name))
  )
}

/** A word without the digits that it ends with. */
function withoutNumber(word: string): string {
  let end = word.length
  while (end > 0 && /\d/.test(word[end - 1] ?? '')) end -= 1
  return word.slice(0, end)
}
