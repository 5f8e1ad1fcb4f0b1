import type { Source } from '../domain.ts'
import { cell, type Figures, numberIn } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record, spelled } from './row.ts'

const SOURCE: Source = {
  id: 'world-bank-losses',
  title: 'World Development Indicators, EG.ELC.LOSS.ZS: electric power transmission and distribution losses',
  publisher: 'World Bank; data of the International Energy Agency (IEA)',
  edition: 'as republished by Open Numbers and others',
  published: '2018',
  accessed: ACCESSED,
  url: 'https://data.worldbank.org/indicator/EG.ELC.LOSS.ZS',
  licence: 'CC BY 4.0',
  attribution: 'World Bank, World Development Indicators, EG.ELC.LOSS.ZS (source IEA), CC BY 4.0',
  note: 'Share of output. Very high values contain theft; those of small grids that import may rest on a low output.',
}

/** Losses of electricity between power station and consumer, by country. */
export function loss(figures: Figures): Contribution {
  const all = figures
    .read('defaults/td_losses.csv')
    .filter((f) => cell(f, 'source_document').startsWith('World Bank'))
  const countries = all.filter((f) => f['vehicle_class'] === 'grid')
  const first = new Map(
    countries
      .filter((f) => !cell(f, 'table').includes('quoted in article'))
      .map((f) => [`${f['region']}|${f['year']}`, f] as const)
      .reverse(),
  )
  const records = [...first.values()].map((figure) => {
    const year = numberIn(figure, 'year')
    const world = cell(figure, 'region') === 'world'
    return record({
      kind: 'grid-loss',
      region: world ? 'GLO' : cell(figure, 'region'),
      yearFrom: year,
      yearTo: year,
      value: numberIn(figure, 'value'),
      unit: spelled(cell(figure, 'unit')),
      tier: 2,
      quality: world ? 'L' : 'M',
      verification: 'secondary',
      sourceId: SOURCE.id,
      locator: `EG.ELC.LOSS.ZS, ${cell(figure, 'region')}, ${year}`,
      note: `Share of output; transcribed by hand. ${copyRead(cell(figure, 'read_from'))}`,
    })
  })
  return {
    sources: [SOURCE],
    records,
    leftOut: {
      'World Bank losses of country groups, quotations and second readings': all.length - records.length,
    },
  }
}
