import type { CurveRow, FactorRow } from '../table.ts'
import type { Contribution } from './row.ts'

/** The README of a set: how it was made, what was chosen, what is missing. */
export function readme(
  title: string,
  parts: readonly Contribution[],
  records: readonly FactorRow[],
  curves: readonly CurveRow[],
): string {
  const leftOut = parts.flatMap((part) => Object.entries(part.leftOut ?? {})).filter(([, count]) => count > 0)
  const copied = curves.filter(({ mode }) => mode === 'taxi' || mode === 'ride-hail').length
  return [
    `# ${title}`,
    INTRODUCTION,
    '## What is in it',
    table(
      ['Kind', 'Records'],
      counts(records.map(({ kind }) => kind)).concat([['speed-curve', curves.length]]),
    ),
    table(['Quality', 'Records'], counts(records.map(({ quality }) => quality))),
    table(['Seen', 'Records'], counts(records.map(({ verification }) => verification))),
    METHOD,
    CHOICES,
    '## Left out on purpose',
    table(['Figures', 'Count'], leftOut),
    `Of the ${curves.length} curves, ${copied} are those of medium cars under the modes taxi and ride-hail.`,
    MISSING,
  ].join('\n\n')
}

function counts(words: readonly string[]): [string, number][] {
  const found = new Map<string, number>()
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1)
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

function table(head: readonly [string, string], rows: readonly (readonly [string, number])[]): string {
  const lines = rows.map(([what, count]) => `| ${what} | ${count} |`)
  return [`| ${head[0]} | ${head[1]} |`, '| --- | ---: |', ...lines].join('\n')
}

const INTRODUCTION = `Published figures for the transport CO2 of a city, each with its source and its place in the source.
\`factors.csv\` holds one figure a row, \`curves.csv\` one speed curve a row, \`sources.json\` the works they are from,
\`regions.json\` country groups and subnational grids, \`set.json\` the digests. A released set is never changed: a
correction is a new set that supersedes it. Licences and attributions are in \`sources.json\`.`

const METHOD = `## Method

**Values** stand as published, in the published unit; only the spelling of the unit is normalised, and the program
converts. A figure that had to be computed (a difference or ratio of printed figures, a share from stocks) says
"Computed" in its note. Missing is never zero: 0 stands only where a source prints 0.

**Years.** \`yearFrom\` and \`yearTo\` say what the figure describes: the edition of the UK factors, the data year of
the US ones, the year of a statistic. A look-up takes an earlier year's figure for a later year and says so, never the
other way round. Properties of fuels and technologies, warming potentials, and the single all-years value of a model
have no year.

**Quality.** H: national official or technology-specific figure, read in the publisher's own table or file, or in a copy
that reproduces the publisher's control value for every row (the EMEP/EEA curves). M: figure of a group or region, or
read second-hand. L: world default, model value, computed proxy, convention, or not verified.

**Tier** is the IPCC's word for the method: 1 default, 2 by country, 3 by technology and speed.

**Seen.** \`read\`: in the publisher's table or a copy of the publisher's own file. \`secondary\`: in somebody else's copy or quotation.
\`unverified\`: not seen in a table; always of quality L.

**Bounds** are 95 % limits as published. Those of the IPCC fuel properties were read in a transcription; bounds that
could not be read are left out.

**Regions.** A country, its group, the world, then the stand-ins EUR, GB, US. EUR is Europe as the UN M49 draws it.`

const CHOICES = `## Choices

- **Petrol CH4 and N2O** on the road: IPCC row "low mileage light duty vehicle, vintage 1995 or later".
- **Ethanol, biodiesel, biogas**: heating value and density from the UK factors; the IPCC's 27.0 MJ/kg has limits of
  13.6 and 54. Their CO2 is biogenic.
- **Diesel density** 0.832 kg/L (EN 16258), not the GHG Protocol's 0.913.
- **Methane in AR6**: 27.0, the non-fossil value, because the carbon of burnt methane is in the CO2 factor already.
- **Default fleets of cars, vans and buses**: shares of distance of JRC-IDEES, with one class for each mode (medium car,
  van N1-III, standard bus) and the Euro standard that bound all new vehicles 12 years earlier. Powertrains below 0.05 %
  or without any energy figure (LPG and CNG vans, LPG and petrol buses) are dropped and the rest rescaled. EUR is the
  plain mean of 28 countries.
- **China**: stock shares of all automobiles stand for cars; before 2023 all cars are petrol.
- **Modes that no source splits** have one usual vehicle (source \`cordon-conventions\`).
- **Mean speeds** are those of test cycles: WLTC 3b, SORT 2, WHVC.
- **Electric and plug-in vehicles** have energy and never emissions per distance, so that the grid of the city counts.
  The UK plug-in figures are over all distance; the EMEP curves are taken as per distance on each carrier.
- **Curves**: ids sort by age of the standard, then by how common the technology is, so that the first of a standard is
  the one to take where no technology is named. Buses without a size (CNG, biodiesel, hybrid) are standard buses.
- **US distance factors** carry the year they describe: the table notes of hub 2021 name 2018 for road, freight and
  urban rail, 2019 for intercity rail and the UK factors of 2020 for flights. Hubs 2024 and 2025 are taken as 2021 and
  2022 (flights 2023 and 2024) by the same cycle; their notes were not read.
- **Load and occupancy of GB** freight and taxis are what the UK factors assume: their ratio per vehicle and per tonne
  or passenger distance.
- **Grid**: national official series are CO2 (with CH4 and N2O where printed); Ember's is life-cycle CO2e. Both are per
  kWh generated, except the Chinese series, which its publisher calls consumption-based: whether losses are in it was
  not read.`

const MISSING = `## Missing or doubtful

- Energy or emissions per vessel-km of ferries and cargo ships and per aircraft-km of air freight; loads of freight
  trains, ships and aircraft; occupancy of metros, trams and ferries. JRC's energy of metros and trams is one figure for
  both, low for a metro train.
- Fleets after 2015 outside China; Euro standards by country; class mixes.
- Biofuel shares of energy after 2015, and of the US, India, Brazil and Indonesia at all: their sources give volumes.
- Grid losses of most countries after 2014.
- National averages of the Chinese grid of 2021 and 2022 are unverified.
- The UK factors of 2025 were read in a third party's conversion of the flat file (\`secondary\`).
- Energy of electric vans before 2024 is a value at 80 km/h; of trolleybuses per vkm, that of a battery bus.
- CH4 and N2O of ride-hail, and of biodiesel and biogas by engine.
- The licence of the JRC data is by the publisher's policy and was not restated in the copy read.
- EMEP curves do not follow the fuel economy of new vehicles: they are the same from Euro 4 to Euro 6.
- The CH4 and N2O masses of the UK 2023 edition were back-calculated by the tools they were read in.
`
