import type { Source } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { CHINA_GRIDS, CHINA_PROVINCES } from './region.ts'
import { ACCESSED, type Contribution, record } from './row.ts'

const source = (id: string, years: string, published: string): Source => ({
  id,
  title: `Electricity CO2 emission factors of ${years}`,
  publisher:
    'Ministry of Ecology and Environment of China (MEE), National Bureau of Statistics of China (NBS)',
  edition: years,
  published,
  accessed: ACCESSED,
  url: 'https://www.mee.gov.cn',
  licence: 'Government announcement (facts)',
  attribution: `MEE and NBS, announcement of electricity CO2 emission factors of ${years}`,
  note: 'CO2 only, consumption-based average; three public transcriptions agree on the provinces.',
})

const SOURCES: Readonly<Record<string, Source>> = {
  '2021': source('mee-2024-04', '2021', '2024'),
  '2022': source('mee-2024-12', '2022', '2024'),
  '2023': source('mee-2025', '2023', '2025-12-31'),
}

/** National averages whose year public copies swap; five of seven grids fall from 2021 to 2022, so the higher is 2021. */
const NATIONAL_UNVERIFIED = [
  { year: '2021', value: 0.5568 },
  { year: '2022', value: 0.5366 },
] as const

/** Average CO2 of electricity in China: the country, its seven grids and thirty provinces. */
export function mee(figures: Figures): Contribution {
  const records = figures
    .read('grid_intensity_china.csv')
    .filter((f) => cell(f, 'basis').startsWith('average, CO2 only'))
    .map((figure) => {
      const year = cell(figure, 'year')
      return row(regionOf(figure), year, numberIn(figure, 'value_published'), {
        verification: 'secondary',
        quality: 'M',
        locator: `${cell(figure, 'table')}, ${cell(figure, 'name')} (${cell(figure, 'name_zh')})`,
        note: 'CO2 only, consumption-based average. Read in public transcriptions that agree.',
      })
    })
  const national = NATIONAL_UNVERIFIED.map(({ year, value }) =>
    row('CN', year, value, {
      verification: 'unverified',
      quality: 'L',
      locator: 'national average',
      note: `CO2 only. The year is inferred: public copies swap the values of 2021 and 2022, and five of the seven grids fall from 2021 to 2022.`,
    }),
  )
  return { sources: Object.values(SOURCES), records: [...records, ...national] }
}

function row(
  region: string,
  year: string,
  value: number,
  more: { verification: 'secondary' | 'unverified'; quality: 'M' | 'L'; locator: string; note: string },
) {
  const sourceId = SOURCES[year]?.id
  if (sourceId === undefined) throw new Error(`no announcement is known for ${year}`)
  return record({
    kind: 'grid-intensity',
    gas: 'co2',
    region,
    yearFrom: Number(year),
    yearTo: Number(year),
    value,
    unit: 'kg CO2/kWh',
    tier: 2,
    sourceId,
    ...more,
  })
}

function regionOf(figure: Figure): string {
  const level = cell(figure, 'level')
  const name = cell(figure, 'name')
  if (level === 'national') return 'CN'
  const code = level === 'province' ? CHINA_PROVINCES[name] : CHINA_GRIDS[name]
  if (code === undefined) throw new Error(`no code is known for ${level} ${name}`)
  return code
}
