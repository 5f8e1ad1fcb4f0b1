import type { Gas, GwpSet, Source } from '../domain.ts'
import { cell, type Figures, numberIn, theOne } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

const assessment = (id: string, title: string, published: string): Source => ({
  id,
  title,
  publisher: 'Intergovernmental Panel on Climate Change (IPCC)',
  edition: title,
  published,
  accessed: ACCESSED,
  url: 'https://www.ipcc.ch/reports/',
  licence: 'Figures cited; compilation openclimatedata/globalwarmingpotentials is CC0',
  attribution: `${title}, global warming potentials over 100 years`,
})

const SOURCES = {
  AR4: assessment('ipcc-ar4', 'IPCC Fourth Assessment Report, Working Group I', '2007'),
  AR5: assessment('ipcc-ar5', 'IPCC Fifth Assessment Report, Working Group I', '2013'),
  AR6: assessment('ipcc-ar6', 'IPCC Sixth Assessment Report, Working Group I', '2021'),
} as const satisfies Partial<Record<GwpSet, Source>>

const GHG_PROTOCOL_NOTE: Source = {
  id: 'ghg-protocol-gwp-2024',
  title: 'GHG Protocol, IPCC Global Warming Potential Values, version 2.0',
  publisher: 'World Resources Institute, World Business Council for Sustainable Development',
  edition: '2.0',
  published: '2024-08',
  accessed: ACCESSED,
  url: 'https://ghgprotocol.org/sites/default/files/2024-08/Global-Warming-Potential-Values%20%28August%202024%29.pdf',
  licence: 'No open licence; single figures cited',
  attribution: 'GHG Protocol, IPCC Global Warming Potential Values (August 2024)',
}

/** Warming potentials over 100 years, without climate-carbon feedback, for methane of combustion. */
export function gwp(figures: Figures): Contribution {
  const all = figures.read('gwp.csv')
  const records = (['AR4', 'AR5', 'AR6'] as const).flatMap((gwpSet) => {
    const base = { kind: 'gwp', gwpSet, region: 'GLO', unit: 'kg CO2e/kg', tier: 1, quality: 'H' } as const
    const co2 = record({
      ...base,
      gas: 'co2',
      value: 1,
      verification: 'read',
      sourceId: SOURCES[gwpSet].id,
      locator: 'by definition',
    })
    const others = (['CH4', 'N2O'] as const).map((name) => {
      const gas = name.toLowerCase() as Gas
      if (gwpSet === 'AR6' && gas === 'ch4')
        return record({
          ...base,
          quality: 'M',
          gas,
          value: 27.0,
          verification: 'secondary',
          sourceId: GHG_PROTOCOL_NOTE.id,
          locator: 'AR6, methane, non-fossil',
          note: 'IPCC AR6 WG1 Table 7.15, non-fossil: for methane of combustion, whose carbon is in the CO2 factor already. Fossil is 29.8, the unsplit value 27.9.',
        })
      const figure = theOne(
        all.filter((f) => f['gas'] === name && f['table'] === `${gwpSet}GWP100`),
        `${gwpSet} GWP of ${name}`,
      )
      return record({
        ...base,
        gas,
        value: numberIn(figure, 'value'),
        verification: 'secondary',
        sourceId: SOURCES[gwpSet].id,
        locator: `GWP over 100 years, ${name}`,
        note: `Without climate-carbon feedback. ${copyRead(cell(figure, 'read_from'))}`,
      })
    })
    return [co2, ...others]
  })
  return { sources: [...Object.values(SOURCES), GHG_PROTOCOL_NOTE], records }
}

/** Warming potentials of the fifth report with climate-carbon feedback, the variant that some inventories ask for. */
export function gwpWithFeedback(figures: Figures): Contribution {
  const all = figures.read('gwp.csv')
  const base = {
    kind: 'gwp',
    gwpSet: 'AR5-feedback',
    region: 'GLO',
    unit: 'kg CO2e/kg',
    tier: 1,
    quality: 'H',
    sourceId: SOURCES.AR5.id,
  } as const
  const gases = (['CH4', 'N2O'] as const).map((name) => {
    const figure = theOne(
      all.filter((f) => f['gas'] === name && f['table'] === 'AR5CCFGWP100'),
      `AR5 GWP of ${name} with feedback`,
    )
    return record({
      ...base,
      gas: name.toLowerCase() as Gas,
      value: numberIn(figure, 'value'),
      verification: 'secondary',
      locator: `GWP over 100 years with climate-carbon feedback, ${name}`,
      note: `With climate-carbon feedback. ${copyRead(cell(figure, 'read_from'))}`,
    })
  })
  const co2 = record({ ...base, gas: 'co2', value: 1, verification: 'read', locator: 'by definition' })
  return { sources: [], records: [co2, ...gases] }
}
