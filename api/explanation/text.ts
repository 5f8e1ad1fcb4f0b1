import wrapAnsi from 'wrap-ansi'
import { coverageText } from '../shell/coverage.ts'
import { figureText, forReading, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { Explanation, ExplanationPart, Operand } from './schema.ts'

/** How many of each list are shown where not all are asked for. */
const SHOWN = 10
const SHOWN_FORMULAS = 3
const WIDTH = 100

/** An explanation for reading, at most 100 columns wide; numbers are rounded. @param all nothing is cut */
export function explanationText(explanation: Explanation, all: boolean): string {
  const { parts, operands } = explanation
  const sections = [
    headText(explanation),
    coverageText(explanation.coverage),
    ...parts.flatMap((part) => [formulasText(part, all), contributionsText(part, all)]),
    operandsText(operands, all),
    whyText(operands, all),
    listText(
      'Licences',
      explanation.licences.map(({ source, licence }) => `${source}: ${licence}`),
      all,
    ),
    listText(
      'Notes on this figure',
      explanation.notices.map(({ detail, code }) => `${detail} [${code}]`),
      all,
    ),
    driversText(explanation),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function headText(explanation: Explanation): string {
  const { what, city, period, estimate, factorSet, figure, interval, calculation, usedBy } = explanation
  const place = `${city.name}, ${city.country}, ${period} · factor set ${factorSet.id} · ${figure.address}`
  const { value, unit, lower, upper, reason } = figure
  const atLeast = reason === undefined ? '' : 'at least '
  const shown = value === null || unit === null ? 'not known' : `${atLeast}${figureText({ value, unit })}`
  const bounds =
    lower === undefined || upper === undefined ? '' : `, ${forReading(lower)} to ${forReading(upper)}`
  const users =
    usedBy === undefined
      ? []
      : [`Used by ${usedBy.length === 1 ? 'line' : `${usedBy.length} lines:`} ${usedBy.join(', ')}`]
  return `${[
    what,
    place,
    estimate,
    '',
    `${shown}${bounds} (${interval.replace(/\.$/, '')})`,
    calculation,
    ...users,
  ]
    .flatMap((line) => wrapped(line, ''))
    .join('\n')}\n`
}

function formulasText({ what, value, unit, formulas }: ExplanationPart, all: boolean): string {
  if (formulas.length === 0) return ''
  const shown = all ? formulas : formulas.slice(0, SHOWN_FORMULAS)
  const more = formulas.length - shown.length
  const rest = more > 0 ? `… and ${more} more; --all shows them\n` : ''
  const lines = shown.flatMap(({ quantity, unit: of, words, symbols, products }) => [
    ...wrapped(
      `${quantity} of ${products.length === 1 ? products[0]?.line : `${products.length} lines`}, in ${of}`,
      '- ',
    ),
    ...wrapped(words, '    '),
    ...wrapped(symbols, '    = '),
  ])
  return `How ${what} is calculated: ${figureText({ value, unit })}\n\n${lines.join('\n')}\n${rest}`
}

function contributionsText({ what, contributions, without }: ExplanationPart, all: boolean): string {
  if (contributions.length === 0 && without.length === 0) return ''
  const rows = contributions.map(({ line, what: vehicle, value, unit, lower, upper, share }) => [
    line,
    vehicle,
    figureText({ value, unit }),
    lower === undefined || upper === undefined ? '' : `${forReading(lower)} to ${forReading(upper)}`,
    shareText(share),
  ])
  const table = tableText(
    `${what}, line by line`,
    [
      { head: 'Line' },
      { head: 'Vehicle', width: 36 },
      { head: 'Value', numbers: true },
      { head: '95 %', numbers: true, width: 24 },
      { head: 'Share', numbers: true },
    ],
    cut(rows, all),
  )
  const left = without.map(({ line, what: vehicle, why }) => `${line} ${vehicle}: ${why}`)
  const more = restText(rows.length, all)
  return `${table}${more}${left.length > 0 ? `\n${listText('Lines that add nothing', left, all)}` : ''}`
}

function operandsText(operands: readonly Operand[], all: boolean): string {
  const rows = operands.map((operand) => {
    const { symbol, name, value, unit } = operand
    return [symbol, name, `${forReading(value)} ${unit}`, spreadText(operand), originText(operand)]
  })
  const table = tableText(
    `Operands (${operands.length})`,
    [
      { head: 'Symbol', width: 12 },
      { head: 'Operand', width: 26 },
      { head: 'Value', numbers: true, width: 20 },
      { head: '95 %', numbers: true, width: 12 },
      { head: 'From', width: 22 },
    ],
    cut(rows, all),
  )
  return operands.length === 0 ? '' : `${table}${restText(rows.length, all)}`
}

/** ± as a share of the value where both sides are alike, and the bounds where they are not. */
function spreadText({ value, lower, upper }: Operand): string {
  if (lower === undefined || upper === undefined) return ''
  const [below, above] = [value - lower, upper - value]
  if (value !== 0 && Math.abs(above - below) <= 1e-3 * Math.abs(value))
    return `±${shareText(above / Math.abs(value))}`
  return `${forReading(lower)} to ${forReading(upper)}`
}

function originText({ stated, derived, record, own }: Operand): string {
  if (stated) return `stated${stated.text === undefined ? '' : ` as ${stated.text}`}`
  const by = derived ? `by its formula${derived.inputs.map(({ symbol }) => ` ${symbol}`).join(',')}` : ''
  return [by, own ? "the city's own" : '', record?.sourceId ?? ''].filter((part) => part !== '').join(', ')
}

/** For each operand that nobody stated: where it was published, how it was converted, and why it was taken. */
function whyText(operands: readonly Operand[], all: boolean): string {
  const told = operands.filter(({ record, derived, stated }) => record || derived || stated)
  if (told.length === 0) return ''
  const blocks = cut(told, all).map((operand) => {
    const { symbol, name, stated, derived, record, why, replaces, interval } = operand
    return [
      ...wrapped(`${symbol}  ${name}`, '- '),
      ...(stated ? wrapped(`stated at ${stated.pointer}`, '    ') : []),
      ...(derived ? wrapped(derivedText(derived), '    ') : []),
      ...(record ? recordLines(record) : []),
      ...(why === undefined ? [] : wrapped(`chosen because: ${why}`, '    ')),
      ...(replaces === undefined ? [] : wrapped(`takes the place of ${replaces}`, '    ')),
      ...(interval ? wrapped(`interval: ${interval.rule} (${interval.source})`, '    ') : []),
    ].join('\n')
  })
  return `Source of each operand, and why it was chosen\n\n${blocks.join('\n')}\n${restText(told.length, all)}`
}

function derivedText({ formula, inputs, rule }: NonNullable<Operand['derived']>): string {
  const from = inputs.length > 0 ? ` from ${inputs.map(({ symbol }) => symbol).join(', ')}` : ''
  const constants = Object.entries(rule?.constants ?? {}).map(([name, value]) => `${name} ${value}`)
  return `${formula}${from}${constants.length > 0 ? `; ${constants.join(', ')}` : ''}`
}

function recordLines(record: NonNullable<Operand['record']>): readonly string[] {
  const { id, source, locator, region, yearFrom, yearTo, quality, verification, published } = record
  const years = [...new Set([yearFrom, yearTo].filter((year) => year !== null))].join('–')
  const { conversion, match } = record
  const printed =
    published.value === null
      ? `a curve, ${published.unit}`
      : `published as ${forReading(published.value)} ${published.unit}`
  const converted = conversion
    ? conversion.operation === 'times'
      ? `, × ${forReading(conversion.factor)}`
      : `, ${forReading(conversion.factor)} ÷ it`
    : ''
  const fit = match
    ? `; fits: ${match.region} region, ${match.year} year, ${match.technology} technology`
    : ''
  return [
    `    ${id}`,
    ...wrapped(`${source}; ${locator}`, '    '),
    ...wrapped(
      `${printed}${converted}; ${[region, years].filter(Boolean).join(' ')}, quality ${quality}, ${verification}${fit}`,
      '    ',
    ),
  ]
}

function driversText({ drivers = [], figure }: Explanation): string {
  if (drivers.length === 0) return ''
  const title =
    figure.address === 'totals/co2e'
      ? 'What would narrow the interval most'
      : "What would narrow the city's total most, of these operands"
  const rows = drivers
    .slice(0, SHOWN)
    .map(({ parameter, shareOfVariance }) => [parameter, shareText(shareOfVariance)])
  return tableText(
    title,
    [
      { head: 'Input', width: 60 },
      { head: 'Share of variance', numbers: true },
    ],
    rows,
  )
}

function listText(title: string, items: readonly string[], all: boolean): string {
  if (items.length === 0) return ''
  const lines = cut(items, all).flatMap((item) => wrapped(item, '- '))
  return `${title}\n\n${lines.join('\n')}\n${restText(items.length, all)}`
}

const cut = <Item>(items: readonly Item[], all: boolean): readonly Item[] =>
  all ? items : items.slice(0, SHOWN)

const restText = (count: number, all: boolean): string =>
  all || count <= SHOWN ? '' : `… and ${count - SHOWN} more; --all shows them\n`

/** A text in lines of 100 columns; a word is never broken. */
const wrapped = (text: string, lead: string): readonly string[] =>
  wrapAnsi(text, WIDTH - lead.length)
    .split('\n')
    .map((line, at) => (at === 0 ? lead : ' '.repeat(lead.length)) + line)
