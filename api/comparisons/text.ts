import wrapAnsi from 'wrap-ansi'
import { coverageText } from '../shell/coverage.ts'
import { forReading, intervalText, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { Comparison } from './schema.ts'

const WIDTH = 100
const number = (head: string) => ({ head, numbers: true })

/** A comparison for reading at a shell: what it covers, the sentence, effects, what the method did, and parts. */
export function comparisonText(compared: Comparison): string {
  return [
    ...coverageTexts(compared),
    `${wrapAnsi(compared.sentence, WIDTH)}\n`,
    effectsText(compared),
    methodText(compared),
    modesText(compared),
    stepsText(compared),
    noticesText(compared),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

function coverageTexts({ from, to }: Comparison): readonly string[] {
  if (from.coverage?.sentence === to.coverage?.sentence) return [coverageText(to.coverage)]
  return [from, to].map(({ coverage, city, period }) => coverageText(coverage, `${city} ${period}`))
}

function effectsText({ change, effects, unit, from, to, chained, endToEnd }: Comparison): string {
  const rows = effects.map((effect) => [
    effect.factor,
    forReading(effect.value),
    intervalText(effect),
    shareText(effect.relative),
    effect.ratio === null ? '—' : `× ${effect.ratio.toFixed(4)}`,
    ...(endToEnd?.differs
      ? [forReading(endToEnd.effects.find(({ factor }) => factor === effect.factor)?.value ?? 0)]
      : []),
  ])
  const total = [
    'change',
    forReading(change.value),
    intervalText(change),
    shareText(change.relative),
    change.ratio === null ? '—' : `× ${change.ratio.toFixed(4)}`,
    ...(endToEnd?.differs ? [forReading(endToEnd.change.value)] : []),
  ]
  return tableText(
    `${from.city} ${from.period} to ${to.city} ${to.period}, ${unit}${chained ? '; year by year, added up' : ''}`,
    [
      { head: 'Effect of' },
      number(unit),
      { head: '95 % interval' },
      number('%'),
      number('Ratio'),
      ...(endToEnd?.differs ? [number('At once')] : []),
    ],
    [...rows, total],
  )
}

function methodText({ method, filed, change, unit }: Comparison): string {
  if (method.length === 0) return ''
  return tableText(
    'Changed by the method, and no part of the change',
    [{ head: 'Effect of' }, number(unit), { head: '95 % interval' }],
    [
      ...method.map((effect) => [effect.factor, forReading(effect.value), intervalText(effect)]),
      ['change as filed', forReading(filed), ''],
      ['change without it', forReading(change.value), ''],
    ],
  )
}

function modesText({ byMode }: Comparison): string {
  if (byMode.length < 2) return ''
  return tableText(
    'By mode, t CO2e',
    [
      { head: 'Mode' },
      number('From'),
      number('To'),
      number('Change'),
      { head: '95 % interval' },
      { head: 'Mostly', width: 40 },
    ],
    byMode.map(({ mode = '', from, to, change, effects }) => [
      mode,
      forReading(from),
      forReading(to),
      forReading(change.value),
      intervalText(change),
      effects
        .slice(0, 2)
        .map(({ factor, value }) => `${factor} ${forReading(value)}`)
        .join(', '),
    ]),
  )
}

function stepsText({ steps }: Comparison): string {
  return (
    steps.map(({ sentence }) => wrapAnsi(`- ${sentence}`, WIDTH)).join('\n') + (steps.length > 0 ? '\n' : '')
  )
}

function noticesText({ notices }: Comparison): string {
  if (notices.length === 0) return ''
  return `Notes on this comparison\n\n${notices.map(({ code, detail }) => wrapAnsi(`- ${detail} [${code}]`, WIDTH)).join('\n')}\n`
}
