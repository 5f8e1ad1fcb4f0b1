import { type Refusal, refusalsOfCity } from '../../src/index.ts'
import { kindOfField } from './personal-name.ts'
import { kindOfCode, kindOfText } from './personal-sign.ts'
import { pointerTo } from './pointer.ts'

/**
 * The guard at the door: Cordon takes aggregates and nothing about a person, household, vehicle or device.
 *
 * It looks at names and at the shape of texts. What it finds is named by place and kind; values are never
 * repeated, neither in answers nor in logs.
 */

/** What says in a title or an address that it is about somebody: a number of a device, a day of birth, a person as a parameter. */
const OF_SOMEBODY =
  /\b(?:imsi|imei|msisdn|ssn)\b[\s:#=-]*\d|\b(?:born|geb(?:oren)?\.?|née?|nacid[oa]|nato|nata)\s+(?:am |on |le |el |il )?\d|[?&](?:imsi|imei|msisdn|email|phone|user|userid|device|deviceid|person|personid|plate|vin)=/i

/** Surveys are of households, and tell of none. */
const SURVEY =
  /survey|panel|study|travel|sample|befragung|erhebung|enqu[êe]te|encuesta|inqu[ée]rito|indagine|onderzoek/i

/** Whether a text that describes a dataset, such as its title, names somebody. Organisations and places may have any name. */
export const namesSomebody = (text: string): boolean =>
  OF_SOMEBODY.test(text) ||
  (!SURVEY.test(text) && refusalsOfCity({ name: text, inhabitants: [] }, '').length > 0)

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

/** Whether an id that its owner chose looks like a number of somebody. */
export const isPersonalId = (id: string): boolean => kindOfCode(id) !== undefined

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
  const kind = walk.allowed.has(key) ? undefined : kindOfField(key)
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
