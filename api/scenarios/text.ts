import { forReading, intervalText, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { ScenarioResult } from './schema.ts'

const number = (head: string) => ({ head, numbers: true })
const INTERVAL = { head: '95 % interval' }
const MAX_YEARS_SHOWN = 8

/** A scenario for reading at a shell; numbers are rounded. */
export function scenarioText(result: ScenarioResult): string {
  const sections = [
    `${result.sentence}\n`,
    yearsText(result),
    leversText(result),
    targetsText(result),
    needsText(result),
    dependsText(result),
    sourcesText(result),
    noticesText(result),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function yearsText({ base, years, cumulative, factorSet, uncertainty, until }: ScenarioResult): string {
  const how =
    uncertainty.method === 'monte-carlo'
      ? `${uncertainty.draws} draws`
      : uncertainty.method === 'none'
        ? 'no intervals'
        : 'error propagation'
  const shown = [
    ...someOf(years).map((row) => ({ name: String(row.year), ...row })),
    { name: `${base.year + 1} to ${until}`, ...cumulative },
  ]
  return tableText(
    `${base.city}, ${base.country}: ${base.year} to ${until}, t CO2e · factor set ${factorSet.id} · ${how}`,
    [
      { head: 'Year' },
      number('Reference'),
      INTERVAL,
      number('Scenario'),
      INTERVAL,
      number('Difference'),
      INTERVAL,
    ],
    shown.map(({ name, reference, scenario, difference }) => [
      name,
      forReading(reference.value),
      intervalText(reference),
      forReading(scenario.value),
      intervalText(scenario),
      forReading(difference.value),
      intervalText(difference),
    ]),
  )
}

/** The first, the last and some between, evenly. */
function someOf(years: ScenarioResult['years']): ScenarioResult['years'] {
  if (years.length <= MAX_YEARS_SHOWN) return years
  const last = years.length - 1
  const places = Array.from({ length: MAX_YEARS_SHOWN }, (_, index) =>
    Math.round((index * last) / (MAX_YEARS_SHOWN - 1)),
  )
  return [...new Set(places)].flatMap((at) => years[at] ?? [])
}

function leversText({ levers, until, shares, uncertainty, costPerTonne }: ScenarioResult): string {
  if (levers.length === 0) return ''
  const isDrawn = uncertainty.method === 'monte-carlo'
  const hasCosts = levers.some((one) => one.costPerTonne !== undefined)
  const rows = levers
    .toSorted((a, b) => a.rank - b.rank)
    .map((one) => [
      one.id,
      one.kind,
      one.evidence ?? (one.basis === 'stated' ? 'your figure' : ''),
      forReading(one.last),
      forReading(one.alone),
      ...(shares ? [forReading(one.share ?? 0)] : []),
      forReading(one.cumulative),
      ...(hasCosts ? [one.costPerTonne === undefined ? '' : forReading(one.costPerTonne)] : []),
      ...(isDrawn ? [shareText(one.amongBest ?? 0)] : []),
    ])
  const drawn = shares && shares.orders !== 'exact' ? `; shares from ${shares.orders} drawn orders` : ''
  const cost = costPerTonne === undefined ? '' : `; together ${forReading(costPerTonne)} for a tonne`
  return tableText(
    `Measures by what ${until} would lack without each, t CO2e; they do not add up${drawn}${cost}`,
    [
      { head: 'Measure' },
      { head: 'Kind' },
      { head: 'Evidence', width: 40 },
      number('Without it'),
      number('Alone'),
      ...(shares ? [number('Share')] : []),
      number('All years'),
      ...(hasCosts ? [number('Cost per t')] : []),
      ...(isDrawn ? [number('Among best three')] : []),
    ],
    rows,
  )
}

function targetsText({ targets }: ScenarioResult): string {
  if (targets.length === 0) return ''
  return tableText(
    'Targets',
    [
      { head: 'Target' },
      number('Year'),
      { head: 'Met' },
      number('Probability'),
      number('Above it, t CO2e'),
      { head: 'From' },
      { head: 'Without measures' },
    ],
    targets.map(({ kind, year, holds, probability, gap, reached, referenceHolds }) => [
      kind,
      String(year),
      holds ? 'yes' : 'no',
      probability === undefined ? '' : shareText(probability),
      forReading(gap.value),
      reached === null ? '—' : String(reached),
      referenceHolds ? 'met' : 'missed',
    ]),
  )
}

function needsText({ targets }: ScenarioResult): string {
  const rows = targets
    .filter(({ holds, needs }) => !holds && needs !== undefined)
    .flatMap(({ kind, year, needs = [] }) =>
      needs.map(({ lever, size, stated, gapAtMost }) => [
        `${kind} ${year}`,
        lever === 'all' ? 'all of them, times' : lever,
        forReading(stated ?? 0),
        size === null ? `not enough: ${forReading(gapAtMost)} t CO2e above` : forReading(size),
      ]),
    )
  if (rows.length === 0) return ''
  return tableText(
    'What would have to be true for a missed target, all else as it is',
    [{ head: 'Target' }, { head: 'Measure' }, number('Is'), number('Would have to be')],
    rows,
  )
}

function dependsText({ dependsOn = [], until }: ScenarioResult): string {
  if (dependsOn.length === 0) return ''
  return tableText(
    `What ${until} depends on: shares of the variance, and the difference where each lies at either end of its interval`,
    [
      { head: 'Figure', width: 50 },
      number('Of the scenario'),
      number('Of the difference'),
      number('With others'),
      number('Difference at its lower end'),
      number('At its upper end'),
    ],
    dependsOn.map(({ name, scenario, difference, atLower, atUpper }) => [
      name,
      shareText(scenario.first),
      shareText(difference.first),
      shareText(difference.total),
      forReading(atLower.difference),
      forReading(atUpper.difference),
    ]),
  )
}

function sourcesText({ sources }: ScenarioResult): string {
  if (sources.length === 0) return ''
  return `Published figures in use\n\n${sources.map(({ record, attribution }) => `- ${record}: ${attribution}`).join('\n')}\n`
}

function noticesText({ notices }: ScenarioResult): string {
  if (notices.length === 0) return ''
  return `Notes on this scenario\n\n${notices.map(({ code, detail }) => `- ${detail} [${code}]`).join('\n')}\n`
}
