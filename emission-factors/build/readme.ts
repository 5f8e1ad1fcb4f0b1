import type { CurveRow, FactorRow } from '../table.ts'
import type { Remarks } from './remark.ts'
import type { Contribution } from './row.ts'

/** The README of a set: how it was made, what was chosen, what is missing. */
export function readme(
  title: string,
  remarks: Remarks,
  parts: readonly Contribution[],
  records: readonly FactorRow[],
  curves: readonly CurveRow[],
): string {
  const leftOut = parts.flatMap((part) => Object.entries(part.leftOut ?? {})).filter(([, count]) => count > 0)
  const copied = curves.filter(({ mode }) => mode === 'taxi' || mode === 'ride-hail').length
  return [
    `# ${title}`,
    remarks.introduction,
    '## What is in it',
    table(
      ['Kind', 'Records'],
      counts(records.map(({ kind }) => kind)).concat([['speed-curve', curves.length]], furtherTables(parts)),
    ),
    table(['Quality', 'Records'], counts(records.map(({ quality }) => quality))),
    table(['Seen', 'Records'], counts(records.map(({ verification }) => verification))),
    METHOD,
    remarks.choices,
    '## Left out on purpose',
    table(['Figures', 'Count'], leftOut),
    `Of the ${curves.length} curves, ${copied} are those of medium cars under the modes taxi and ride-hail.`,
    remarks.missing,
  ].join('\n\n')
}

/** Tables that not every set has. */
function furtherTables(parts: readonly Contribution[]): [string, number][] {
  const sum = (of: (part: Contribution) => readonly unknown[] | undefined): number =>
    parts.reduce((total, part) => total + (of(part)?.length ?? 0), 0)
  const tables: [string, number][] = [
    ['gas-curve', sum(({ gasCurves }) => gasCurves)],
    ['cold-start', sum(({ coldStarts }) => coldStarts)],
  ]
  return tables.filter(([, count]) => count > 0)
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
