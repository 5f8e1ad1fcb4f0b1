import type { Fault } from '../request/failure.ts'
import { type FieldKey, type MeasureKey, SHEET_KEYS, type SheetKey } from './layout.ts'

/** A place in a workbook, as a fault names it. */
export interface Place {
  readonly sheet: string
  readonly cell: string
}

/** One filled cell of a year's column, or of a column for all years. */
export interface Entry extends Place {
  readonly sheetKey: SheetKey
  readonly measure: MeasureKey
  readonly mode?: string
  readonly carrier?: string
  readonly powertrain?: string
  readonly flow?: string
  readonly source?: string
  readonly text: string
  readonly value: number
  readonly unit: string
}

/** A cell about the city itself. */
export interface CityEntry extends Place {
  readonly field: FieldKey
  readonly text: string
}

/** The request that one period of a workbook makes, and where each of its fields stands. */
export interface WorkbookYear {
  readonly period: string
  readonly request: Readonly<Record<string, unknown>>
  readonly places: ReadonlyMap<string, Place>
}

type Row = Record<string, unknown>

/** The lists of a request that rows of a workbook go to. */
type Section = 'demand' | 'occupancy' | 'loads' | 'fuelSales' | 'factors'

/** Kinds of own factors, and the gas of the one that needs it. */
const FACTOR_KINDS: Partial<Readonly<Record<MeasureKey, Row>>> = {
  'energy-intensity': {},
  occupancy: {},
  load: {},
  'mean-speed': {},
  'trip-length': {},
  'annual-distance': {},
  'grid-intensity': { gas: 'co2' },
  'grid-loss': {},
}

/**
 * The request of one period, made of its cells. Lengths go to the trips of their mode, and distances of a vehicle to its
 * vehicles, whichever row comes first.
 *
 * @param faults takes in what no request can say: one thing stated twice, a length without trips
 */
export function toYearRequest(
  period: string,
  city: readonly CityEntry[],
  entries: readonly Entry[],
  faults: Fault[],
): WorkbookYear {
  const request = new YearRequest(period, faults)
  for (const entry of city) request.addCity(entry)
  // The order of sheets makes no difference to the request, and so none to the id of the estimate.
  const inOrder = SHEET_KEYS.flatMap((key) => entries.filter(({ sheetKey }) => sheetKey === key))
  const second = inOrder.filter(({ measure }) => measure === 'meanTripLength' || measure === 'annualDistance')
  for (const entry of inOrder) if (!second.includes(entry)) request.add(entry)
  for (const entry of second) request.addToOthers(entry)
  return request.result()
}

class YearRequest {
  readonly #period: string
  readonly #faults: Fault[]
  readonly #parts: Row = {}
  readonly #places = new Map<string, Place>()
  /** The rows of a list by what they are of. */
  readonly #rows = new Map<string, { readonly row: Row; readonly pointer: string }>()

  constructor(period: string, faults: Fault[]) {
    this.#period = period
    this.#faults = faults
  }

  addCity({ field, text, ...place }: CityEntry): void {
    const [part, name] = CITY_FIELDS[field]
    this.#set(this.#part(part), `/${part.replaceAll('.', '/')}`, name, text, place)
  }

  add(entry: Entry): void {
    const { measure, mode, flow, carrier, powertrain } = entry
    const key = { ...(mode ? { mode } : {}), ...(flow ? { flow } : {}) }
    if (entry.sheetKey === 'factors') this.#addFactor(entry)
    else if (measure === 'tripShare') this.#setIn(this.#listRow('travel/modes', { mode }), measure, entry)
    else if (measure === 'tripsPerPersonPerDay' || measure === 'daysPerYear')
      this.#set(this.#part('travel'), '/travel', measure, entry.text, entry)
    else if (measure === 'personsPerVehicle')
      this.#setIn(this.#listRow('occupancy', { mode }), measure, entry)
    else if (measure === 'tonnesPerVehicle') this.#setIn(this.#listRow('loads', { mode }), measure, entry)
    else if (measure === 'quantity') this.#setIn(this.#listRow('fuelSales', { carrier }), measure, entry)
    else if (measure === 'energy')
      this.#setIn(this.#listRow('demand', { mode, carrier }, 'energy'), measure, entry)
    else if (measure === 'vehicles')
      this.#setIn(
        this.#listRow('demand', { mode, ...(powertrain ? { powertrain } : {}) }, 'vehicles'),
        measure,
        entry,
      )
    else this.#setIn(this.#listRow('demand', key, measure === 'trips' ? 'trips' : 'distance'), measure, entry)
  }

  /** A length or a distance of one vehicle belongs to rows that say how many. */
  addToOthers(entry: Entry): void {
    const { measure, mode, flow, powertrain } = entry
    const wanted = [...this.#rows.entries()].filter(([key, { row }]) => {
      if (row['mode'] !== mode) return false
      if (measure === 'annualDistance')
        return key.startsWith('vehicles ') && (powertrain === undefined || row['powertrain'] === powertrain)
      return (
        (key.startsWith('trips ') && row['flow'] === flow) ||
        (key.startsWith('travel/modes ') && flow === undefined)
      )
    })
    for (const [, { row, pointer }] of wanted) this.#set(row, pointer, measure, entry.text, entry)
    if (wanted.length === 0)
      this.#fault(
        entry,
        measure === 'annualDistance'
          ? 'The distance of a vehicle needs the number of vehicles of its mode in the same year.'
          : 'The length of a trip needs the trips of its mode, or their share, in the same year.',
      )
  }

  result(): WorkbookYear {
    const request = { ...this.#parts, period: this.#period }
    return { period: this.#period, request, places: this.#places }
  }

  #addFactor(entry: Entry): void {
    const { measure, mode, powertrain, source, value, unit } = entry
    const factors = this.#list('factors')
    const pointer = `/factors/${factors.length}`
    factors.push({
      kind: measure,
      ...FACTOR_KINDS[measure],
      ...(mode ? { mode } : {}),
      ...(powertrain ? { powertrain } : {}),
      value,
      unit,
      ...(source ? { source: { title: source } } : {}),
    })
    this.#places.set(pointer, placeOf(entry))
  }

  #list(section: Section): Row[] {
    const list = (this.#parts[section] ?? []) as Row[]
    this.#parts[section] = list
    return list
  }

  /** The part of the request by its name; `inventory.compiler` lies in another one. */
  #part(name: string): Row {
    let at = this.#parts
    for (const one of name.split('.')) {
      const inner = (at[one] ?? {}) as Row
      at[one] = inner
      at = inner
    }
    return at
  }

  /** The row of a list with this subject, made where there is none yet. */
  #listRow(
    section: Section | 'travel/modes',
    subject: Row,
    kind: string = section,
  ): { row: Row; pointer: string } {
    const key = `${kind} ${JSON.stringify(subject)}`
    const known = this.#rows.get(key)
    if (known) return known
    const list = section === 'travel/modes' ? this.#travelModes() : this.#list(section)
    const made = { row: { ...subject }, pointer: `/${section}/${list.length}` }
    list.push(made.row)
    this.#rows.set(key, made)
    return made
  }

  #travelModes(): Row[] {
    const travel = this.#part('travel')
    const modes = (travel['modes'] ?? []) as Row[]
    travel['modes'] = modes
    return modes
  }

  #setIn(
    { row, pointer }: { readonly row: Row; readonly pointer: string },
    name: string,
    entry: Entry,
  ): void {
    this.#set(row, pointer, name, entry.text, entry)
    if (!this.#places.has(pointer)) this.#places.set(pointer, placeOf(entry))
  }

  #set(row: Row, pointer: string, name: string, text: string, place: Place): void {
    if (Object.hasOwn(row, name)) {
      this.#fault(
        place,
        'Another cell states the same for this year; leave one of them out.',
        'duplicate-row',
      )
      return
    }
    row[name] = text
    this.#places.set(`${pointer}/${name}`, placeOf(place))
  }

  #fault(place: Place, detail: string, code: Fault['code'] = 'cell-not-read'): void {
    this.#faults.push({ code, ...placeOf(place), detail })
  }
}

const placeOf = ({ sheet, cell }: Place): Place => ({ sheet, cell })

/** Where each field of the sheet of the city stands in a request. */
const CITY_FIELDS: Readonly<Record<FieldKey, readonly [part: string, name: string]>> = {
  name: ['city', 'name'],
  country: ['city', 'country'],
  region: ['city', 'region'],
  population: ['city', 'population'],
  area: ['city', 'area'],
  setting: ['city', 'setting'],
  boundary: ['city', 'boundary'],
  meanTemperature: ['climate', 'meanTemperature'],
  grid: ['electricity', 'grid'],
  intensity: ['electricity', 'intensity'],
  lossShare: ['electricity', 'lossShare'],
  compiler: ['inventory.compiler', 'office'],
  department: ['inventory.compiler', 'department'],
  webPage: ['inventory.compiler', 'webPage'],
}

/** Where in the workbook a place of a request stands: the field itself, else what it lies in, else what lies in it. */
export function findPlace(
  pointer: string | undefined,
  places: ReadonlyMap<string, Place>,
): Place | undefined {
  if (pointer === undefined) return undefined
  for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
    const place = places.get(at)
    if (place) return place
  }
  for (const [inner, place] of places) if (inner.startsWith(`${pointer}/`)) return place
  return undefined
}
