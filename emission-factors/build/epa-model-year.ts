import type { EnergyCarrier, Mode, Powertrain, VehicleClass } from '../domain.ts'
import { DATA_YEARS, type Edition, EPA_SOURCES } from './epa.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { type Contribution, copyRead, record, spelled } from './row.ts'

interface Vehicle {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
}

const average = (mode: Mode): Vehicle => ({ mode, vehicleClass: 'average' })
const LIGHT_TRUCK: Vehicle = { mode: 'car', vehicleClass: 'light-truck' }

/** Vehicles of Tables 3 and 4. Medium- and heavy-duty trucks together stand under both kinds of truck. */
const VEHICLES: Readonly<Record<string, readonly Vehicle[]>> = {
  'Gasoline Passenger Cars': [average('car')],
  'Gasoline Light-Duty Trucks': [LIGHT_TRUCK],
  'Gasoline Heavy-Duty Vehicles': [average('rigid-truck')],
  'Gasoline Motorcycles': [average('motorcycle')],
  'Passenger Cars': [average('car')],
  'Light-Duty Cars': [average('car')],
  'Light-Duty Trucks': [LIGHT_TRUCK],
  'Medium- and Heavy-Duty Vehicles': [average('rigid-truck'), average('articulated-truck')],
  'Medium-Duty Trucks': [average('rigid-truck')],
  'Heavy-Duty Trucks': [average('articulated-truck')],
  Buses: [average('bus')],
}

const FUELS: Readonly<Record<string, Powertrain & EnergyCarrier>> = {
  gasoline: 'petrol',
  Diesel: 'diesel',
  CNG: 'cng',
  LNG: 'lng',
  LPG: 'lpg',
}

/** CH4 and N2O per vehicle-mile by model year, of the US EPA factors hub. No estimate asks by model year yet. */
export function epaModelYears(figures: Figures): Contribution {
  const all = figures
    .read('vehicle_factors_us.csv')
    .filter(({ table_no: table }) => table === 'T3' || table === 'T4')
  const records = all.flatMap(factorsOf)
  const read = new Set(records.map(({ locator, gas, yearFrom }) => `${locator}|${gas}|${yearFrom}`))
  return {
    sources: [],
    records,
    leftOut: { 'US CH4 and N2O of vehicles on methanol, ethanol and biodiesel': all.length - read.size },
  }
}

function factorsOf(figure: Figure) {
  const vehicle = cell(figure, 'vehicle').trim()
  const fuel = cell(figure, 'fuel').trim()
  const gas = cell(figure, 'metric')
  const powertrain = FUELS[fuel]
  if (!powertrain || (gas !== 'ch4' && gas !== 'n2o')) return []
  const edition = cell(figure, 'edition') as Edition
  const year = DATA_YEARS[edition].surface
  const printed = cell(figure, 'model_year')
  const years = modelYears(printed)
  const more = printed === '' ? 'any-model-year' : `model-year-${years.from ?? 'before'}-${years.to}`
  return (VEHICLES[vehicle] ?? []).map((subject) =>
    record(
      {
        kind: 'direct-factor',
        ...subject,
        powertrain,
        carrier: powertrain,
        gas,
        modelYearFrom: years.from,
        modelYearTo: years.to,
        region: 'US',
        yearFrom: year,
        yearTo: year,
        value: numberIn(figure, 'value'),
        unit: spelled(cell(figure, 'unit')),
        tier: 3,
        quality: 'H',
        verification: 'read',
        sourceId: EPA_SOURCES[edition].id,
        locator: `Table ${cell(figure, 'table_no').slice(1)}, ${vehicle}, ${fuel}${printed === '' ? '' : `, ${printed}`}`,
        note: copyRead(cell(figure, 'read_from')),
      },
      `${more}.per-vkm`,
    ),
  )
}

/** `1984-93` → 1984 to 1993, `2019` → 2019 to 2019, `<1981` and `≤1980` → up to 1980. */
function modelYears(printed: string): { from?: number; to?: number } {
  if (printed === '') return {}
  const [first = '', last] = printed.replace(/[<≤]/, '').split('-')
  const year = Number(first)
  if (!Number.isInteger(year)) throw new Error(`the model year '${printed}' is not read`)
  if (printed.startsWith('<')) return { to: year - 1 }
  if (printed.startsWith('≤')) return { to: year }
  if (last === undefined) return { from: year, to: year }
  return { from: year, to: Number(`${first.slice(0, 4 - last.length)}${last}`) }
}
