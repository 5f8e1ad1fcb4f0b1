import type { Band } from '../../../src/plausibility/band.ts'
import { rangeText } from '../../../src/plausibility/band.ts'
import { FUEL_CARBON_BAND, GRID_BAND } from '../../../src/plausibility/check-carbon.ts'
import { CHECKS } from '../../../src/plausibility/check-list.ts'
import {
  DISTANCE_BANDS,
  EMISSION_PER_CAPITA_BANDS,
  FUEL_SALES_BANDS,
  PETROL_BANDS,
  ROAD_EMISSION_BANDS,
  TRAVEL_BAND,
} from '../../../src/plausibility/check-population.ts'
import { JUMP_BAND, POPULATION_JUMP_BAND } from '../../../src/plausibility/check-series.ts'
import { POPULATION_BAND, TRIP_RATE_BAND } from '../../../src/plausibility/check-statement.ts'
import {
  PASSENGER_EMISSION_BAND,
  ROAD_PASSENGER_EMISSION_BAND,
  TONNE_EMISSION_BAND,
} from '../../../src/plausibility/check-vehicle.ts'
import {
  ELECTRICITY_BANDS,
  EMISSION_BANDS,
  FUEL_BANDS,
  LOAD_BANDS,
  SHARE_BANDS,
  TRIP_LENGTH_BANDS,
} from '../../../src/plausibility/vehicle-band.ts'
import { MODE_PROPERTIES, MODES } from '../../../src/vocabulary.ts'

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const ends = (band: Band | undefined): string =>
  band === undefined ? '' : `${rangeText(band.usual)} (${rangeText(band.possible)})`

/** Every check with what it judges and why its bounds are what they are. */
export function checkTable(): string {
  const rows = CHECKS.map((check) => {
    const { notice, quantity, unit, why } = check
    const refusal = 'refusal' in check ? `\`${check.refusal}\`` : '—'
    return row(`\`${notice}\``, refusal, `${quantity} [${unit}]`, why)
  })
  return [row('notice', 'refusal', 'what is judged', 'why these bounds'), '|---|---|---|---|', ...rows].join(
    '\n',
  )
}

/** Bounds of figures of a city or a carrier. */
export function cityTable(): string {
  const bands: readonly (readonly [string, Band])[] = [
    ['Population [persons]', POPULATION_BAND],
    ['Trips [trips/person/day]', TRIP_RATE_BAND],
    ['Passenger distance [pkm/person/day]', TRAVEL_BAND],
    ['Road distance, North America, Australia, New Zealand [vkm/person/a]', DISTANCE_BANDS.highest],
    ['Road distance, western Europe, Japan, South Korea [vkm/person/a]', DISTANCE_BANDS.high],
    ['Road distance, elsewhere [vkm/person/a]', DISTANCE_BANDS.other],
    ['Fuel sold, where cars are common [MJ/person/a]', FUEL_SALES_BANDS.high],
    ['Fuel sold, elsewhere [MJ/person/a]', FUEL_SALES_BANDS.other],
    ['Petrol sold, where cars are common [MJ/person/a]', PETROL_BANDS.high],
    ['Petrol sold, elsewhere [MJ/person/a]', PETROL_BANDS.other],
    ['Emissions, where cars are common [t CO2e/person/a]', EMISSION_PER_CAPITA_BANDS.high],
    ['Emissions, elsewhere [t CO2e/person/a]', EMISSION_PER_CAPITA_BANDS.other],
    ['Emissions of road transport, where cars are common [t CO2e/person/a]', ROAD_EMISSION_BANDS.high],
    ['Emissions of road transport, elsewhere [t CO2e/person/a]', ROAD_EMISSION_BANDS.other],
    ['Fuel [g CO2/MJ]', FUEL_CARBON_BAND],
    ['Electricity [g CO2e/kWh]', GRID_BAND],
    ['Road passengers, engines [g CO2e/pkm]', ROAD_PASSENGER_EMISSION_BAND],
    ['Other passengers [g CO2e/pkm]', PASSENGER_EMISSION_BAND],
    ['Freight [g CO2e/tkm]', TONNE_EMISSION_BAND],
    ['Emissions of a year over the year before [times]', JUMP_BAND],
    ['Population of a year over the year before [times]', POPULATION_JUMP_BAND],
  ]
  return [
    row('figure', 'usual', 'possible'),
    '|---|---|---|',
    ...bands.map(([title, { usual, possible }]) => row(title, rangeText(usual), rangeText(possible))),
  ].join('\n')
}

/** Bounds of figures of a mode: usual, and possible in brackets. */
export function modeTable(): string {
  const rows = MODES.map((mode) =>
    row(
      MODE_PROPERTIES[mode].title,
      ends(FUEL_BANDS[mode]),
      ends(ELECTRICITY_BANDS[mode]),
      ends(EMISSION_BANDS.fuel[mode]),
      ends(LOAD_BANDS[mode]),
      ends(TRIP_LENGTH_BANDS[mode]),
      SHARE_BANDS[mode] ? rangeText(SHARE_BANDS[mode].usual) : '',
    ),
  )
  return [
    row('mode', 'MJ/vkm of fuel', 'kWh/vkm', 'g CO2e/vkm on fuel', 'on board', 'trip, km', 'share of pkm'),
    '|---|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}
