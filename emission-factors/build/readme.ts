import type { SeriesLine } from '../series.ts'
import type { FactorRow } from '../table.ts'
import type { Recipe } from './recipe.ts'

/** What a set holds, to be told. */
interface Held {
  readonly records: readonly FactorRow[]
  /** How many of them are kept for reference. */
  readonly references: number
  readonly series: readonly SeriesLine[]
  readonly years: number
}

/** The README of a set: what it grows from, what is new, how its series were made. */
export function readme({ title, base }: Recipe, { records, references, series, years }: Held): string {
  return `${[
    `# ${title}`,
    `It holds every record of ${base}, whose README says how those were chosen, and the national means that follow from
\`emission-factors/figures\`. \`npm run factors:build\` makes it again from these two alone.`,
    '## What is in it',
    table(['Kind', 'Records'], counts(records.map(({ kind }) => kind))),
    table(['Kind of series', 'Series'], counts(series.map(({ kind }) => kind))),
    `The series have ${years} years in all. ${references} records of ${base} are kept for reference (\`reference.csv\`):
they can be found, compared and replaced, and no estimate takes them by default, because a series says the same of the nation.
\`factors.csv\` holds the records of ${base}, with numbers for notes that many have (\`notes.csv\`); single figures that are new stand
in \`factors-added.csv\`.`,
    METHOD,
  ].join('\n\n')}\n`
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

const METHOD = `## Series

A series is one thing in one country, year by year from 1990 to 2025. A row of \`series.csv\` holds a whole series: what it is,
where it is from, and lists of a word for each year from \`firstYear\` on (\`word*3\` is three times the word, \`-\` none).
\`values\` have five digits; \`lowers\` and \`uppers\` are the 95 % bounds over the value, or with a sign, apart from it;
\`splices\` tell how the year came about: published, scaled over common years (overlap), carried by something else
(surrogate), interpolated or extrapolated (2006 IPCC Guidelines, Volume 1, chapter 5). \`seriesErrorShare\` is the part of
the variance that all years share. \`derivations.csv\` holds what many series say of how they were made.

**Levels** are the energy that a nation's vehicles of one powertrain use per vehicle-km, cold starts and traffic included.
**Cars in Europe**: inventory CO2 per vehicle-km, as energy of a petrol car of the year's fleet and blend, smoothed; other
powertrains by their shape to petrol: Austria, Belgium, Estonia, Finland, France, Germany, Great Britain, Ireland, Latvia,
the Netherlands, Slovenia, Sweden. Before 1994 (Great Britain), 2000 (Germany) and 2005 (others) the mean trend of the longest
series carries the level, and in Sweden after 2015, because fossil CO2 follows the blend there. The others of the European
Union: JRC-IDEES 2015 times the mean ratio of inventories to it. Luxembourg, Malta, Norway and Switzerland: the mean of their
part of Europe, with their own fleet. **Vans, trucks, buses, motorcycles**: British fuel over traffic, Finland's LIPASTO; elsewhere
JRC-IDEES times the ratio of these statistics to it, or the mean of the two. **Blends**: JRC-IDEES to 2015, then Eurostat's
SHARES, national offices or a quarter of a point a year, held after the last. **United States**: fuel of the EPA inventory
over FHWA's miles, biofuel added; rigid and articulated trucks split by the mean of FHWA and MOVES. A \`car\` of the United
States is the mix of passenger cars and light trucks.

**Normal temperatures** (\`normals.csv\`) are means of 1991 to 2020 of the year and of the months January to December, by country, over
its area; where people live in warmer parts, the upper bound is raised. Groups and the world (\`GLO\`) are means of their
countries, as wide as those differ, for a country that has none.

**Indices** say how a class, an emission standard or the nation's mixture of standards stands to that mean. A city's own
speed, temperature and trips enter as ratios to national ones.

**Breaks.** No level changes by more than 3 % in a year. Where the fuel that a mode's mean vehicle burns does, \`breaks.csv\` names
the series that moved, that fuel before and after [MJ/vkm], and why; it is true, and no estimate is altered for it.

**Doubts.** Trucks and buses of the continent stand on two other countries. Inventories lie between 0.80 and 1.14 of JRC-
IDEES, so that cars of countries without one are known to 20 %. Poland's single year of traffic gives a quarter less; fuel
bought by transit lifts Austria and Slovenia; Sweden's inventory from 2019 on lies 6 to 16 % lower than its level and blend.
Blends are held from 2018 in most countries; Norway's is split between petrol and diesel by judgement. Levels of motorcycles
in the United States differ by 2 between sources; the interval holds both. 2025 is extrapolated. Shapes of plug-in hybrids
and the share of local buses in bus kilometres are judgement.`
