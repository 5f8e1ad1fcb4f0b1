import wrapAnsi from 'wrap-ansi'
import { forReading, intervalText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { ComparisonExplanation } from './explanation.ts'

const WIDTH = 100
const number = (head: string) => ({ head, numbers: true })

/** An explanation of a comparison, for reading; numbers are rounded. */
export function comparisonExplanationText(explanation: ComparisonExplanation): string {
  const { figure, calculation, from, to, factorSet, modes, differs, notices } = explanation
  const [before, after] =
    from.city === to.city ? [from.period, to.period] : [from, to].map((one) => `${one.city} ${one.period}`)
  const interval = figure.lower === undefined ? '' : `, ${intervalText(figure)}`
  const head = [
    `${figure.address}: ${forReading(figure.value)} ${figure.unit}${interval}`,
    `${from.city} ${from.period} to ${to.city} ${to.period} · factor set ${factorSet}`,
    '',
    wrapAnsi(calculation, WIDTH),
    '',
  ]
  const byMode = tableText(
    'By mode, t CO2e',
    [{ head: 'Mode' }, number(before as string), number(after as string), number(figure.address)],
    modes.map((one) => [one.mode, forReading(one.from), forReading(one.to), forReading(one.value)]),
  )
  const figures = tableText(
    'Figures that differ; all others are alike on both sides and move nothing',
    [
      { head: 'Figure', width: 50 },
      number(before as string),
      number(after as string),
      number('Ratio'),
      { head: 'Unit' },
      { head: 'From' },
    ],
    differs.map((one) => [
      one.name,
      forReading(one.from),
      forReading(one.to),
      one.from === 0 ? '—' : (one.to / one.from).toFixed(4),
      one.unit,
      one.origin === 'stated' ? 'your figure' : one.origin,
    ]),
  )
  const notes = notices.map(({ code, detail }) => `- ${detail} [${code}]`)
  return [
    head.join('\n'),
    byMode,
    figures,
    ...(notes.length > 0 ? [`Notes on this comparison\n\n${notes.join('\n')}\n`] : []),
  ].join('\n')
}
