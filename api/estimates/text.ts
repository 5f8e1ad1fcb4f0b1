import { knownOf } from '../estimate/figure-schema.ts'
import type { EstimateResult, LinesView } from '../estimate/result-schema.ts'
import { coverageText } from '../shell/coverage.ts'
import { figureText, forReading, intervalText, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import { INTENSITY_NAMES, SUM_NAMES } from './total-names.ts'

const TOTALS: readonly (readonly [keyof EstimateResult['totals'], string])[] = [
  ...SUM_NAMES,
  ...INTENSITY_NAMES,
]

/** Shown only where they are known. */
const OPTIONAL: ReadonlySet<keyof EstimateResult['totals']> = new Set(INTENSITY_NAMES.map(([key]) => key))

const INTERVAL = { head: '95 % interval', numbers: true }

type Figure = EstimateResult['totals']['energy']

/** What is carried need not be stated: a table says why it is unknown only where a part of it is known. */
const CARRIED: ReadonlySet<string> = new Set(['passengerDistance', 'tonneDistance'])

const reasonOf = (key: string, figure: Figure): string =>
  figure?.value !== null || (CARRIED.has(key) && !figure.known) ? '' : figure.reason

const withInterval = (cells: readonly string[], figure: Figure, hasIntervals: boolean): string[] =>
  hasIntervals ? [...cells, intervalText(figure)] : [...cells]

const SHOWN_DRIVERS = 10
const BAR = 20

/** What makes the total uncertain, as bars: a tornado on its side. */
function driversText({ drivers, uncertainty }: EstimateResult): string {
  if (drivers.length === 0) return ''
  const rows = drivers
    .slice(0, SHOWN_DRIVERS)
    .map(({ parameter, shareOfVariance, standardError, pointers, recordIds }) => [
      parameter,
      '█'.repeat(Math.max(0, Math.round(shareOfVariance * BAR))),
      standardError === undefined
        ? shareText(shareOfVariance)
        : `${shareText(shareOfVariance)} ± ${shareText(2 * standardError)}`,
      whereText([...pointers, ...recordIds]),
    ])
  const rest = drivers.slice(SHOWN_DRIVERS).reduce((sum, { shareOfVariance }) => sum + shareOfVariance, 0)
  if (drivers.length > SHOWN_DRIVERS)
    rows.push([`${drivers.length - SHOWN_DRIVERS} more`, '', shareText(rest), ''])
  return tableText(
    `What makes the total uncertain: better data for the first input helps most (${methodText(uncertainty)})`,
    [
      { head: 'Input' },
      { head: '' },
      { head: 'Share of variance', numbers: true },
      { head: 'Source', width: 44 },
    ],
    rows,
  )
}

function methodText({ method, draws, seed, limitError }: EstimateResult['uncertainty']): string {
  if (method !== 'monte-carlo') return 'error propagation'
  return `${draws} draws, seed ${seed}, limits accurate to ±${shareText(limitError ?? null)}`
}

function whereText(places: readonly string[]): string {
  const [first, ...rest] = places
  if (first === undefined) return ''
  return rest.length === 0 ? first : `${first} and ${rest.length} more`
}

/** An estimate for reading at a shell; numbers are rounded. */
export function estimateText(result: EstimateResult, lines?: LinesView): string {
  const { city, period, allocation, gwp, factorSet, id, notices } = result
  const title = `${city.name}, ${city.country}, ${period} · ${allocation} · ${gwp} · factor set ${factorSet.id}\n${id}`
  const hasIntervals = result.uncertainty.method !== 'none'
  const shown = TOTALS.filter(([key]) => !OPTIONAL.has(key) || result.totals[key] !== null)
  const reasons = shown.map(([key]) => reasonOf(key, result.totals[key]))
  const hasReasons = reasons.some((reason) => reason !== '')
  const totals = shown.map(([key, name], at) => [
    ...withInterval([name, figureText(result.totals[key])], result.totals[key], hasIntervals),
    ...(hasReasons ? [reasons[at] ?? ''] : []),
  ])
  const sections = [
    coverageText(result.coverage),
    tableText(
      title,
      [
        { head: 'Total' },
        { head: '', numbers: true },
        ...(hasIntervals ? [INTERVAL] : []),
        ...(hasReasons ? [{ head: 'A part is unknown', width: 44 }] : []),
      ],
      totals,
    ),
    driversText(result),
    groupText(
      'By sub-sector',
      result.bySubSector.map((group) => ({ name: group.subSector, ...group })),
    ),
    groupText(
      'By mode',
      result.byMode.map((group) => ({ name: group.mode, ...group })),
    ),
    groupText(
      'By scope',
      result.byScope.map((group) => ({ name: group.scope, ...group })),
    ),
    notEstimatedText(result.notEstimated ?? []),
    publishedText(result),
    ...(lines ? [linesText(lines)] : []),
    assumptionsText(result.assumptions),
    noticesText(notices),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

/** What the publisher of a dataset says of the same activity. */
function publishedText({ published = [] }: EstimateResult): string {
  if (published.length === 0) return ''
  return tableText(
    'Beside it: the publisher of the dataset',
    [
      { head: 'Quantity' },
      { head: 'Published', numbers: true },
      { head: 'Ours ÷ published', numbers: true },
      { head: 'Source' },
    ],
    published.map(({ quantity, value, unit, ratio, source }) => [
      quantity,
      `${Math.round(value).toLocaleString('en')} ${unit}`,
      ratio === null ? '' : ratio.toFixed(3),
      source,
    ]),
  )
}

/** Rows of the inventory that the allocation cannot give. */
function notEstimatedText(rows: NonNullable<EstimateResult['notEstimated']>): string {
  if (rows.length === 0) return ''
  return tableText(
    'Not estimated (NE); no figure includes these rows',
    [{ head: 'Row' }, { head: 'Missing', width: 90 }],
    rows.map(({ subSector, scope, missing }) => [`${subSector}.${scope}`, missing.join('; ')]),
  )
}

interface Group {
  readonly name: string
  readonly co2e: EstimateResult['totals']['co2e']
  readonly energy?: EstimateResult['totals']['energy']
  readonly shareOfCo2e: number | null
}

/** Energy is shown where some group knows it: by scope, none does. */
function groupText(title: string, groups: readonly Group[]): string {
  const hasEnergy = groups.some(({ energy = null }) => knownOf(energy) !== undefined)
  const hasIntervals = groups.some(({ co2e }) => knownOf(co2e)?.lower !== undefined)
  const number = (head: string) => ({ head, numbers: true })
  return tableText(
    title,
    [
      { head: '' },
      number('CO2e'),
      ...(hasIntervals ? [INTERVAL] : []),
      number('Share'),
      ...(hasEnergy ? [number('Energy')] : []),
    ],
    groups.map(({ name, co2e, shareOfCo2e, energy = null }) => [
      ...withInterval([name, figureText(co2e)], co2e, hasIntervals),
      shareText(shareOfCo2e),
      ...(hasEnergy ? [figureText(energy)] : []),
    ]),
  )
}

function linesText({ lines, parameters }: LinesView): string {
  const rows = lines.map(
    ({
      mode,
      flow,
      vehicleClass,
      powertrain,
      emissionStandard,
      carrier,
      method,
      co2eKg,
      co2eLowerKg,
      co2eUpperKg,
      products,
    }) => {
      const used = [...new Set(products.flatMap(({ terms }) => terms.map(({ parameter }) => parameter)))]
      const sources = used
        .flatMap((key) => parameters[key]?.record ?? [])
        .map(({ source, locator }) => `${source}, ${locator}`)
      const vehicle = [vehicleClass, powertrain, emissionStandard, carrier, flow].filter(
        (part) => part !== undefined,
      )
      return [
        mode ?? 'not-split',
        vehicle.join(' '),
        method,
        `${forReading(co2eKg / 1000)} t CO2e`,
        co2eLowerKg === undefined || co2eUpperKg === undefined
          ? ''
          : intervalText({ lower: co2eLowerKg / 1000, upper: co2eUpperKg / 1000 }),
        [...new Set(sources)].join('; ') || 'stated',
      ]
    },
  )
  return tableText(
    'Lines',
    [
      { head: 'Mode' },
      { head: 'Vehicle', width: 30 },
      { head: 'Method' },
      { head: 'CO2e', numbers: true },
      INTERVAL,
      { head: 'Sources', width: 60 },
    ],
    rows,
  )
}

/** Defaults that act. A ratio of 1 widens intervals and moves nothing: the table of what makes the total uncertain names it. */
function assumptionsText(all: EstimateResult['assumptions']): string {
  const assumptions = all.filter(({ value, unit }) => value !== 1 || unit !== '1')
  if (assumptions.length === 0) return ''
  return tableText(
    'Defaults from the factor set, because you did not state them',
    [
      { head: 'Parameter', width: 36 },
      { head: 'Value', numbers: true },
      { head: 'Quality' },
      { head: 'Source', width: 48 },
      { head: 'Why', width: 32 },
    ],
    assumptions.map(({ parameter, value, unit, quality, source, locator, why }) => [
      parameter,
      unit === '1' ? forReading(value) : `${forReading(value)} ${unit}`,
      quality,
      `${source}, ${locator}`,
      why,
    ]),
  )
}

function noticesText(notices: EstimateResult['notices']): string {
  if (notices.length === 0) return ''
  return `Notes on this estimate\n\n${notices.map(noticeText).join('\n')}\n`
}

const noticeText = ({ code, detail, acknowledged }: EstimateResult['notices'][number]): string =>
  `- ${detail} [${code}]${acknowledged === undefined ? '' : `\n  Acknowledged: ${acknowledged}`}`
