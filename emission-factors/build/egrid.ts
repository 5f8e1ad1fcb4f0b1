import type { Source } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

const SOURCE: Source = {
  id: 'epa-egrid',
  title: 'Emissions and Generation Resource Integrated Database (eGRID), output emission rates',
  publisher: 'US Environmental Protection Agency (EPA)',
  edition: 'eGRID2005 to eGRID2023; the vintage is the year of each record',
  published: '2025',
  accessed: ACCESSED,
  url: 'https://www.epa.gov/egrid',
  licence: 'US Government work, public domain',
  attribution: 'Source: US EPA, eGRID',
}

const GASES = { co2: 'CO2', ch4: 'CH4', n2o: 'N2O' } as const

/** Output emission rates of the US electricity subregions and their average, and grid losses. */
export function egrid(figures: Figures): Contribution {
  const all = figures.read('grid_intensity_us_egrid.csv')
  const placed = all.filter((f) => cell(f, 'subregion') !== '')
  const rates = placed.filter((f) => cell(f, 'metric') in GASES)
  const losses = placed.filter((f) => f['metric'] === 'grid_gross_loss')
  return {
    sources: [SOURCE],
    records: [...rates.map(rateOf), ...losses.map(lossOf)],
    leftOut: {
      'eGRID rates of unknown subregions': all.length - placed.length,
      'eGRID non-baseload rates': placed.filter((f) => cell(f, 'metric').endsWith('nonbaseload')).length,
    },
  }
}

const regionOf = (figure: Figure): string =>
  cell(figure, 'subregion') === 'US Average' ? 'US' : `US-${cell(figure, 'subregion')}`

/** Vintages of 2022 and 2023 were read in EPA's own workbook, older ones in the GHG Protocol tools. */
const seen = (figure: Figure) =>
  cell(figure, 'source_document').includes('GHG Protocol')
    ? ({ quality: 'M', verification: 'secondary' } as const)
    : ({ quality: 'H', verification: 'read' } as const)

const base = (figure: Figure) => ({
  region: regionOf(figure),
  yearFrom: numberIn(figure, 'year'),
  yearTo: numberIn(figure, 'year'),
  tier: 2 as const,
  ...seen(figure),
  sourceId: SOURCE.id,
  note: copyRead(cell(figure, 'read_from')),
})

function rateOf(figure: Figure) {
  const gas = cell(figure, 'metric') as keyof typeof GASES
  const [mass, energy] = cell(figure, 'unit_published').split('/')
  return record({
    ...base(figure),
    kind: 'grid-intensity',
    gas,
    value: numberIn(figure, 'value_published'),
    unit: `${mass} ${GASES[gas]}/${energy}`,
    locator: `${cell(figure, 'source_document')}, ${cell(figure, 'subregion_name')}, total output rate`,
  })
}

function lossOf(figure: Figure) {
  return record({
    ...base(figure),
    kind: 'grid-loss',
    value: numberIn(figure, 'value_published'),
    unit: 'share',
    locator: `${cell(figure, 'source_document')}, ${cell(figure, 'subregion_name')}, grid gross loss`,
  })
}
