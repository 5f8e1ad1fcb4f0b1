import type { EnergyCarrier, Source } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

const EN_16258: Source = {
  id: 'en-16258-2012',
  title: 'EN 16258:2012 energy and greenhouse gas factors, as in the MobiliseYourCity emissions calculator',
  publisher: 'European Committee for Standardization (CEN); MobiliseYourCity',
  edition: '2012',
  published: '2012',
  accessed: ACCESSED,
  url: 'https://www.mobiliseyourcity.net/mobiliseyourcity-emissions-calculator',
  licence: 'MIT (calculator); figures cited',
  attribution: 'EN 16258:2012, values as in the MobiliseYourCity emissions calculator (MIT licence)',
}

const GHG_PROTOCOL: Source = {
  id: 'ghg-protocol-2024',
  title: 'GHG Protocol, Emission Factors from Cross-Sector Tools, version 2.0',
  publisher: 'World Resources Institute, World Business Council for Sustainable Development',
  edition: '2.0',
  published: '2024-03',
  accessed: ACCESSED,
  url: 'https://ghgprotocol.org/calculation-tools-and-guidance',
  licence: 'No open licence; single figures cited',
  attribution: 'GHG Protocol, Emission Factors from Cross-Sector Tools V2.0 (March 2024)',
  note: 'Its density of gas/diesel oil, 0.913 kg/L, is too high for road diesel and is not used.',
}

export const CHINA_GUIDELINE: Source = {
  id: 'china-guideline-2015',
  title: 'Default fuel parameters of the enterprise greenhouse gas accounting guidelines of China',
  publisher: 'National Development and Reform Commission of China (NDRC); GB/T 32150 series',
  edition: '2015',
  published: '2015',
  accessed: ACCESSED,
  licence: 'Government announcement (facts)',
  attribution: 'NDRC/MEE, enterprise greenhouse gas accounting guidelines, annex of default parameters',
}

const EN_CARRIERS: Readonly<Record<string, EnergyCarrier>> = {
  Gasoline: 'petrol',
  Diesel: 'diesel',
  LPG: 'lpg',
  CNG: 'cng',
  LNG: 'lng',
  Hydrogen: 'hydrogen',
}

/** Densities of EN 16258, of the GHG Protocol for the fuels it leaves out, and Chinese heating values. */
export function fuel(figures: Figures): Contribution {
  const all = figures.read('fuel_properties.csv')
  return {
    sources: [EN_16258, GHG_PROTOCOL, CHINA_GUIDELINE],
    records: [...densities(all), ...hydrogen(all), ...upstream(figures), ...china(all)],
  }
}

const PROPERTY = { region: 'GLO', tier: 1, quality: 'L', verification: 'secondary' } as const

function densities(all: readonly Figure[]) {
  const of = (name: string, document: string) =>
    theOne(
      all.filter(
        (f) =>
          f['property'] === 'density' &&
          f['fuel_source_name'] === name &&
          cell(f, 'source_document').startsWith(document),
      ),
      `density of ${name}`,
    )
  const one = (carrier: EnergyCarrier, name: string, source: Source, document: string, locator: string) => {
    const figure = of(name, document)
    return record({
      ...PROPERTY,
      kind: 'density',
      carrier,
      value: numberIn(figure, 'value'),
      unit: 'kg/L',
      sourceId: source.id,
      locator,
      note: copyRead(cell(figure, 'read_from')),
    })
  }
  const en = (carrier: EnergyCarrier, name: string) =>
    one(carrier, name, EN_16258, 'MobiliseYourCity', `density, ${name}`)
  const ghg = (carrier: EnergyCarrier, name: string) =>
    one(carrier, name, GHG_PROTOCOL, 'GHG Protocol', `Stationary Combustion, Table 1, ${name}`)
  return [
    en('petrol', 'Gasoline'),
    en('diesel', 'Diesel'),
    en('lpg', 'LPG'),
    en('lng', 'LNG'),
    ghg('jet-kerosene', 'Jet kerosene'),
    ghg('aviation-gasoline', 'Aviation gasoline'),
    ghg('residual-fuel-oil', 'Residual fuel oil'),
  ]
}

function hydrogen(all: readonly Figure[]) {
  const of = (property: string) =>
    theOne(
      all.filter((f) => f['fuel_source_name'] === 'Hydrogen' && f['property'] === property),
      `${property} of hydrogen`,
    )
  const ncv = of('ncv')
  const tank = of('ttw_co2e')
  return [
    record({
      ...PROPERTY,
      kind: 'net-calorific-value',
      carrier: 'hydrogen',
      value: numberIn(ncv, 'value'),
      unit: 'MJ/kg',
      sourceId: EN_16258.id,
      locator: 'net calorific value, hydrogen',
      note: copyRead(cell(ncv, 'read_from')),
    }),
    record({
      ...PROPERTY,
      kind: 'fuel-factor',
      carrier: 'hydrogen',
      gas: 'co2',
      value: numberIn(tank, 'value'),
      unit: 'kg CO2/TJ',
      sourceId: EN_16258.id,
      locator: 'tank-to-wheel factor, hydrogen',
      note: `0 as printed: hydrogen has no carbon; printed as kg CO2e/TJ. ${copyRead(cell(tank, 'read_from'))}`,
    }),
  ]
}

/** Well-to-tank of EN 16258: the printed well-to-wheel less the printed tank-to-wheel value. */
function upstream(figures: Figures) {
  return figures
    .read('wtt.csv')
    .filter((f) => f['metric'] === 'wtt_co2e' && cell(f, 'source_document').startsWith('MobiliseYourCity'))
    .flatMap((figure) => {
      const carrier = EN_CARRIERS[cell(figure, 'fuel')]
      if (!carrier) return []
      return [
        record({
          kind: 'well-to-tank',
          carrier,
          region: 'EUR',
          yearFrom: 2012,
          value: numberIn(figure, 'value'),
          unit: 'g CO2e/MJ',
          tier: 1,
          quality: 'L',
          verification: 'secondary',
          sourceId: EN_16258.id,
          locator: `well-to-wheel less tank-to-wheel factor, ${cell(figure, 'fuel')}`,
          note: `Computed: difference of two printed values. ${carrier === 'hydrogen' ? 'From natural gas. ' : ''}${copyRead(cell(figure, 'read_from'))}`,
        }),
      ]
    })
}

const CHINA_CARRIERS: Readonly<Record<string, EnergyCarrier>> = {
  petrol: 'petrol',
  diesel: 'diesel',
  LPG: 'lpg',
  'fuel oil': 'residual-fuel-oil',
  'aviation gasoline': 'aviation-gasoline',
  'jet kerosene': 'jet-kerosene',
}

/** Heating values only: the guideline states carbon contents and oxidation rates and no CO2 factor. */
function china(all: readonly Figure[]) {
  return all
    .filter((f) => f['region'] === 'CN' && f['property'] === 'ncv')
    .flatMap((figure) => {
      const carrier = CHINA_CARRIERS[cell(figure, 'fuel')]
      if (!carrier) return []
      return [
        record({
          kind: 'net-calorific-value',
          carrier,
          region: 'CN',
          value: numberIn(figure, 'value'),
          unit: cell(figure, 'unit'),
          tier: 2,
          quality: 'M',
          verification: 'secondary',
          sourceId: CHINA_GUIDELINE.id,
          locator: `annex of default parameters, ${cell(figure, 'fuel_source_name')}`,
          note: 'Read in public transcriptions that agree.',
        }),
      ]
    })
}
