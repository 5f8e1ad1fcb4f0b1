import type { EnergyCarrier, Gas, Source, SubSector } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { ACCESSED, type Contribution, record } from './row.ts'

/** The guidelines that default factors are from. */
export const IPCC: Source = {
  id: 'ipcc-2006',
  title: '2006 IPCC Guidelines for National Greenhouse Gas Inventories, Volume 2: Energy',
  publisher:
    'Intergovernmental Panel on Climate Change (IPCC), Institute for Global Environmental Strategies',
  edition: '2006; the mobile combustion chapter is not replaced by the 2019 Refinement',
  published: '2006',
  accessed: ACCESSED,
  url: 'https://www.ipcc-nggip.iges.or.jp/public/2006gl/vol2.html',
  licence: 'Copyright IPCC/IGES; figures may be cited with acknowledgement',
  attribution: '2006 IPCC Guidelines for National Greenhouse Gas Inventories, IGES, Japan',
  note: 'Figures as listed in the IPCC Emission Factor Database for these tables.',
}

const CARRIERS: Readonly<Record<string, readonly EnergyCarrier[]>> = {
  'Motor Gasoline': ['petrol'],
  'Diesel Oil': ['diesel'],
  'Liquefied Petroleum Gases': ['lpg'],
  'Natural Gas': ['cng', 'lng'],
  Biogasoline: ['ethanol'],
  Biodiesels: ['biodiesel'],
  'Jet Kerosene': ['jet-kerosene'],
  'Aviation Gasoline': ['aviation-gasoline'],
  'Residual Fuel Oil': ['residual-fuel-oil'],
}

/** Tables 1.2 and 1.4, 95 % limits, as transcribed by a third party for the fuels it covers. */
const LIMITS: Partial<Readonly<Record<EnergyCarrier, { co2: [number, number]; ncv: [number, number] }>>> = {
  petrol: { co2: [67500, 73000], ncv: [42.5, 44.8] },
  diesel: { co2: [72600, 74800], ncv: [41.4, 43.3] },
  lpg: { co2: [61600, 65600], ncv: [44.8, 52.2] },
  cng: { co2: [54300, 58300], ncv: [46.5, 50.4] },
  lng: { co2: [54300, 58300], ncv: [46.5, 50.4] },
  'residual-fuel-oil': { co2: [75500, 78800], ncv: [39.8, 41.7] },
}

const BASE = { region: 'GLO', tier: 1, quality: 'L', verification: 'read', sourceId: IPCC.id } as const
const LIMITS_NOTE = 'World default. Bounds: 95 % limits, read in a secondary transcription.'

/** Engines whose defaults the guidelines give: the context in the figures and the table it is from. */
const ENGINES: readonly { subSector: SubSector; context: string; table: string; note?: string }[] = [
  { subSector: 'II.1', context: 'road', table: 'Vol 2 Table 3.2.2' },
  { subSector: 'II.2', context: 'rail', table: 'Vol 2 Table 3.4.1' },
  { subSector: 'II.3', context: 'water-borne; On-going Ships', table: 'Vol 2 Table 3.5.3' },
  { subSector: 'II.4', context: 'aviation', table: 'Vol 2 Table 3.6.5' },
]

/** The row of Table 3.2.2 that stands for a fuel where the table has several. */
const ROAD_ROW: Readonly<Record<string, { context: string; note: string }>> = {
  'petrol|ch4': {
    context: 'road; Low Mileage Light Duty Vehicle Vintage 1995 or later',
    note: 'Row "low mileage light duty vehicle, vintage 1995 or later". The table also has uncontrolled 33 and oxidation catalyst 25.',
  },
  'petrol|n2o': {
    context: 'road; Low Mileage Light Duty Vehicle Vintage 1995 or later',
    note: 'Row "low mileage light duty vehicle, vintage 1995 or later". The table also has uncontrolled 3.2 and oxidation catalyst 8.0.',
  },
  'ethanol|ch4': {
    context: 'road; Brazil cars Fuel: Ethanol',
    note: 'Row "cars, Brazil". The table also has US trucks 260.',
  },
  'ethanol|n2o': {
    context: 'road; US trucks Fuel: Ethanol',
    note: 'Row "trucks, US"; the table gives no other.',
  },
}

/** Fuel properties and default factors of the 2006 IPCC Guidelines. */
export function ipcc(figures: Figures): Contribution {
  const ours = figures
    .read('fuel_properties.csv')
    .filter((f) => cell(f, 'source_document').includes('IPCC EFDB'))
  const records = Object.entries(CARRIERS).flatMap(([name, carriers]) => {
    const of = ours.filter((f) => f['fuel_source_name'] === name)
    return carriers.flatMap((carrier) => [
      co2(
        carrier,
        theOne(
          of.filter((f) => f['property'] === 'co2_ef'),
          `CO2 of ${name}`,
        ),
      ),
      ...heatingValue(
        carrier,
        theOne(
          of.filter((f) => f['property'] === 'ncv'),
          `NCV of ${name}`,
        ),
      ),
      ...(['ch4', 'n2o'] as const).flatMap((gas) => engines(carrier, gas, of)),
    ])
  })
  return { sources: [IPCC], records: [...records, ...offRoad(), ...residualShips(ours), biogas()] }
}

/** The identifier of a figure in the Emission Factor Database, as part of a locator. */
function idOf(figure: Figure): string {
  const id = /EF ID (\d+)/.exec(cell(figure, 'read_from'))?.[1]
  return id === undefined ? '' : `, EFDB id ${id}`
}

function co2(carrier: EnergyCarrier, figure: Figure) {
  const [lower, upper] = LIMITS[carrier]?.co2 ?? []
  const biogenic = ['ethanol', 'biodiesel'].includes(carrier) ? 'Biogenic. World default.' : 'World default.'
  return record({
    ...BASE,
    kind: 'fuel-factor',
    carrier,
    gas: 'co2',
    value: numberIn(figure, 'value'),
    unit: 'kg CO2/TJ',
    lower,
    upper,
    locator: `Vol 2 Table 1.4 and Table 3.2.1, ${cell(figure, 'fuel_source_name')}, full oxidation${idOf(figure)}`,
    note: lower === undefined ? biogenic : LIMITS_NOTE,
  })
}

/** Not of ethanol and biodiesel: the guidelines' 27.0 MJ/kg has limits of 13.6 and 54 and says nothing. */
function heatingValue(carrier: EnergyCarrier, figure: Figure) {
  if (carrier === 'ethanol' || carrier === 'biodiesel') return []
  const [lower, upper] = LIMITS[carrier]?.ncv ?? []
  return [
    record({
      ...BASE,
      kind: 'net-calorific-value',
      carrier,
      value: numberIn(figure, 'value'),
      unit: 'TJ/Gg',
      lower,
      upper,
      locator: `Vol 2 Table 1.2, ${cell(figure, 'fuel_source_name')}${idOf(figure)}`,
      note: lower === undefined ? 'World default.' : LIMITS_NOTE,
    }),
  ]
}

function engines(carrier: EnergyCarrier, gas: Gas & ('ch4' | 'n2o'), figures: readonly Figure[]) {
  return ENGINES.flatMap(({ subSector, context, table }) => {
    const chosen = subSector === 'II.1' ? ROAD_ROW[`${carrier}|${gas}`] : undefined
    const figure = figures.find(
      (f) => f['property'] === `${gas}_ef` && f['context'] === (chosen?.context ?? context),
    )
    if (!figure) return []
    const note = chosen?.note ?? (subSector === 'II.2' && gas === 'n2o' ? RAIL_N2O : 'World default.')
    return [engineRecord(carrier, gas, subSector, numberIn(figure, 'value'), `${table}${idOf(figure)}`, note)]
  })
}

const RAIL_N2O = 'World default; seven times the road diesel value, as published.'

function engineRecord(
  carrier: EnergyCarrier,
  gas: 'ch4' | 'n2o',
  subSector: SubSector,
  value: number,
  table: string,
  note: string,
) {
  const unit = `kg ${gas === 'ch4' ? 'CH4' : 'N2O'}/TJ`
  return record({ ...BASE, kind: 'fuel-factor', carrier, gas, subSector, value, unit, locator: table, note })
}

/** Table 3.3.1: one diesel row for every sector; petrol four-stroke of industry, the nearest to transport facilities. */
function offRoad() {
  const table = 'Vol 2 Table 3.3.1, p. 3.36'
  const petrol = 'Row industry, four-stroke; the table also has agriculture, forestry and household engines.'
  return [
    engineRecord('diesel', 'ch4', 'II.5', 4.15, table, 'World default.'),
    engineRecord(
      'diesel',
      'n2o',
      'II.5',
      28.6,
      table,
      'World default; seven times the road diesel value, as published.',
    ),
    engineRecord('petrol', 'ch4', 'II.5', 50, table, petrol),
    engineRecord('petrol', 'n2o', 'II.5', 2, table, petrol),
  ]
}

/** Table 3.5.3 gives one pair of values for ocean-going ships, whatever the fuel. */
function residualShips(figures: readonly Figure[]) {
  return (['ch4', 'n2o'] as const).map((gas) => {
    const context = 'water-borne; On-going Ships'
    const figure = theOne(
      figures.filter((f) => f['context'] === context && f['property'] === `${gas}_ef`),
      `${gas} of ships`,
    )
    const note = 'World default; the table gives one value for ocean-going ships of any fuel.'
    return engineRecord(
      'residual-fuel-oil',
      gas,
      'II.3',
      numberIn(figure, 'value'),
      'Vol 2 Table 3.5.3',
      note,
    )
  })
}

function biogas() {
  return record({
    ...BASE,
    kind: 'fuel-factor',
    carrier: 'biogas',
    gas: 'co2',
    value: 54600,
    unit: 'kg CO2/TJ',
    locator: 'Vol 2 Table 1.4, other biogas',
    note: 'Biogenic. World default.',
  })
}
