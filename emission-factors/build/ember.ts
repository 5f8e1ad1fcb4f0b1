import countries from 'i18n-iso-countries'
import type { Source } from '../domain.ts'
import { cell, type Figures, numberIn } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

const SOURCE: Source = {
  id: 'ember-2026',
  title:
    'Carbon intensity of electricity: Ember Yearly Electricity Data; Energy Institute Statistical Review of World Energy',
  publisher: 'Ember; Our World in Data',
  edition: 'export of 2026-04',
  published: '2026-04',
  accessed: ACCESSED,
  url: 'https://ourworldindata.org/grapher/carbon-intensity-electricity',
  licence: 'CC BY 4.0; Energy Institute data have their own terms',
  attribution:
    'Ember, Yearly Electricity Data; Energy Institute, Statistical Review of World Energy; processed by Our World in Data (CC BY 4.0)',
  note: 'Life cycle, per kWh generated. An export of 2025-12 differs by more than 1 % for 5 % of the values, mostly of 2023 and 2024 and of small systems.',
}

const AGGREGATES: Readonly<Record<string, string>> = { OWID_WRL: 'GLO', OWID_EUR: 'EUR', OWID_KOS: 'XK' }

const EARLIER: Source = {
  ...SOURCE,
  id: 'ember-2025',
  edition: 'export of 2025-12',
  published: '2025-12',
  accessed: '2026-11-23',
  note: 'Life cycle, per kWh generated. An export of 2026-04 differs by more than 1 % for 5 % of the values, mostly of 2023 and 2024 and of small systems.',
}

/** An export of the data: its source, and the columns that hold its values and where they were read. */
interface Export {
  readonly source: Source
  readonly value: string
  readonly readFrom: string
}

/** Life-cycle grid intensity of every country, the world and Europe. */
export const ember = (figures: Figures): Contribution =>
  exported(figures, { source: SOURCE, value: 'value', readFrom: 'read_from' })

/** The same of the export before; what that lacked is left out. */
export const emberEarlier = (figures: Figures): Contribution =>
  exported(figures, { source: EARLIER, value: 'value_other_vintage', readFrom: 'other_vintage' })

function exported(figures: Figures, { source, value, readFrom }: Export): Contribution {
  let aggregates = 0
  const records = figures.read('grid_intensity.csv').flatMap((figure) => {
    const code = cell(figure, 'iso_code')
    const region = AGGREGATES[code] ?? countries.alpha3ToAlpha2(code)
    if (cell(figure, value) === '') return []
    if (!region) {
      aggregates += 1
      return []
    }
    const year = numberIn(figure, 'year')
    const group = region === 'GLO' || region === 'EUR'
    return [
      record({
        kind: 'grid-intensity',
        gas: 'co2e',
        region,
        yearFrom: year,
        yearTo: year,
        value: numberIn(figure, value),
        unit: 'g CO2e/kWh',
        tier: 2,
        quality: region === 'GLO' ? 'L' : 'M',
        verification: 'read',
        sourceId: source.id,
        locator: `${cell(figure, 'entity')}, ${year}`,
        note: `${group ? `${cell(figure, 'entity')} as the source draws it. ` : ''}Life cycle, per kWh generated. ${copyRead(cell(figure, readFrom))}`,
      }),
    ]
  })
  const leftOut = {
    'Ember figures of country groups that are not of the set (EU, OECD, income groups, continents)':
      aggregates,
  }
  return { sources: [source], records, leftOut }
}
