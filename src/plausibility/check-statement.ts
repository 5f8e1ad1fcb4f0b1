import type { EstimateInput } from '../estimate/input.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import { type Band, band, judge, numberText, range } from './band.ts'
import type { Finding } from './check.ts'
import {
  AREA_WITH_RAILS,
  AREA_WITHOUT_UNIT,
  DENSITY,
  MEAN_SPEED,
  POPULATION,
  TRIP_LENGTH,
  TRIP_RATE,
  VEHICLE_LOAD,
} from './check-list.ts'
import { LOAD_BANDS, TRIP_LENGTH_BANDS } from './vehicle-band.ts'

export const POPULATION_BAND: Band = band(range(undefined, 4e7), range(undefined, 1.5e9))
export const DENSITY_BAND: Band = band(range(20, 30_000), range(0.1, 100_000))
export const ROAD_SPEED_BAND: Band = band(range(5, 110), range(0, Number.POSITIVE_INFINITY))
/** In a place that is dense enough to be a city. */
export const CITY_SPEED_BAND: Band = band(range(5, 80), range(0, Number.POSITIVE_INFINITY))
const CITY_PER_KM2 = 1500
export const TRIP_RATE_BAND: Band = band(range(1, 6), range(undefined, 60))

/** Checks the values that the caller states, before an estimate uses them. */
export function checkStatements(input: EstimateInput): readonly Finding[] {
  const { city, travel, demand, occupancy, loads } = input
  const found: Finding[] = []
  const judgeStated = (
    check: Finding['check'],
    subject: string,
    stated: Judged,
    limits: Band | undefined,
  ): void => {
    // 0 means no travel, and no range can tell whether that is true.
    if (!stated?.value || !limits) return
    const verdict = judge(stated.value, limits)
    if (verdict)
      found.push({ ...verdict, check, subject, value: stated.value, band: limits, pointer: stated.pointer })
  }
  judgeStated(POPULATION, 'the city', city.population, POPULATION_BAND)
  const density = densityOf(city)
  judgeStated(DENSITY, 'the city', density, DENSITY_BAND)
  found.push(...checkAreaUnit(input, density))
  const isCity =
    (density?.value ?? 0) > CITY_PER_KM2 || city.setting === 'dense-urban' || city.setting === 'urban'
  for (const { mode, meanSpeed } of input.speeds)
    if (MODE_PROPERTIES[mode].subSector === 'II.1')
      judgeStated(MEAN_SPEED, titleOf(mode), meanSpeed, isCity ? CITY_SPEED_BAND : ROAD_SPEED_BAND)
  judgeStated(TRIP_RATE, 'the city', travel?.tripsPerPersonPerDay, TRIP_RATE_BAND)
  for (const { mode, meanTripLength } of [...demand, ...(travel?.modes ?? [])])
    judgeStated(TRIP_LENGTH, titleOf(mode), meanTripLength, TRIP_LENGTH_BANDS[mode])
  for (const { mode, personsPerVehicle } of occupancy)
    judgeStated(VEHICLE_LOAD, titleOf(mode), personsPerVehicle, LOAD_BANDS[mode])
  for (const { mode, tonnesPerVehicle } of loads)
    judgeStated(VEHICLE_LOAD, titleOf(mode), tonnesPerVehicle, LOAD_BANDS[mode])
  for (const row of demand) {
    const load = loadOf(row)
    const stated = load && LOAD_BANDS[row.mode]
    // The two distances may belong to different boundaries, and then give less than a driver.
    const limits = stated && band(stated.usual, range(undefined, stated.possible.atMost))
    judgeStated(VEHICLE_LOAD, titleOf(row.mode), load, limits)
  }
  return found
}

function densityOf({ population, area }: EstimateInput['city']): Judged {
  return population && area ? { value: population.value / area.value, pointer: area.pointer } : undefined
}

/** A number alone is km², but city offices write hectares and acres; a form may have written the unit beside it. */
function checkAreaUnit(
  { city: { population, area }, demand }: EstimateInput,
  density: Judged,
): readonly Finding[] {
  if (!density || (population?.value ?? 0) < AREA_UNIT_FROM_PERSONS) return []
  if (area?.text !== undefined && !demand.some(({ mode }) => MODES_OF_CITIES.has(mode))) return []
  const check = area?.text === undefined ? AREA_WITHOUT_UNIT : AREA_WITH_RAILS
  const { value, pointer } = density
  const readings = OTHER_AREAS.map(({ unit, perKm2 }) => ({ unit, value: value * perKm2 })).filter(
    (other) => judge(other.value, DENSITY_BAND) === undefined,
  )
  if (value >= LEAST_WITHOUT_UNIT || judge(value, DENSITY_BAND) !== undefined || readings.length === 0)
    return []
  const limits: Band = { usual: range(LEAST_WITHOUT_UNIT, DENSITY_BAND.usual.atMost), possible: {} }
  const hints = readings.map((other) => `in ${other.unit} it would be ${numberText(other.value)} persons/km2`)
  const verdict = { severity: 'notice', side: 'below' } as const
  return [{ ...verdict, check, subject: 'the city', value, band: limits, pointer, hints }]
}

const AREA_UNIT_FROM_PERSONS = 50_000
const MODES_OF_CITIES: ReadonlySet<Mode> = new Set(['metro', 'tram', 'trolleybus'])
/** In hectares, a density below this would be that of a usual city. */
const LEAST_WITHOUT_UNIT = 300
const OTHER_AREAS = [
  { unit: 'hectares', perKm2: 100 },
  // 4046.856 m² each.
  { unit: 'acres', perKm2: 247.105 },
]

type Judged = { readonly value: number; readonly pointer: string } | undefined

const titleOf = (mode: Mode): string => MODE_PROPERTIES[mode].title

/** The persons or tonnes on board that follow from the two distances of one row. */
function loadOf({
  pointer,
  passengerDistance,
  tonneDistance,
  vehicleDistance,
}: EstimateInput['demand'][number]): Judged {
  const payload = passengerDistance ?? tonneDistance
  if (!payload?.value || !vehicleDistance?.value) return undefined
  return { value: payload.value / vehicleDistance.value, pointer }
}
