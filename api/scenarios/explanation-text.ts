import { figureText, forReading } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { ScenarioExplanation } from './explanation-schema.ts'

/** An explanation of a figure of a scenario, for reading; numbers are rounded. */
export function scenarioExplanationText(explanation: ScenarioExplanation): string {
  const { figure, base, factorSet, calculation, modes, parameters, sources, notices } = explanation
  const bounds =
    figure.lower === undefined || figure.upper === undefined
      ? ''
      : `, ${forReading(figure.lower)} to ${forReading(figure.upper)}`
  const line = figure.address.split('/')[1]
  const wanted = line === 'difference' ? (['reference', 'scenario'] as const) : ([line] as ['scenario'])
  const products = modes.flatMap(({ mode, ...of }) =>
    wanted.map((name) => {
      const { base: from, unit, factors, value } = of[name]
      return tableText(
        `${mode}, ${name}: ${forReading(value)} t CO2e`,
        [{ head: 'Times' }, { head: '', numbers: true }],
        [
          [`${unit === 't CO2e' ? base.year : 'a kilometre'}, ${unit}`, forReading(from)],
          ...factors.map(({ what, value: times }) => [what, `× ${times.toFixed(4)}`]),
        ],
      )
    }),
  )
  const stated = tableText(
    'Figures of the scenario itself; those of the base are explained with its estimate',
    [{ head: 'Figure', width: 60 }, { head: '', numbers: true }, { head: 'Unit' }, { head: 'From' }],
    parameters.map(({ name, value, unit, origin, record }) => [
      name,
      forReading(value),
      unit,
      record ?? (origin === 'stated' ? 'your figure' : origin),
    ]),
  )
  const list = (title: string, items: readonly string[]): string =>
    items.length === 0 ? '' : `${title}\n\n${items.map((one) => `- ${one}`).join('\n')}\n`
  return [
    `${figure.address}: ${figureText({ value: figure.value, unit: figure.unit })}${bounds}\n${base.city}, ${base.country}, from ${base.year} · factor set ${factorSet.id} · ${explanation.scenario}\n\n${calculation}\n`,
    ...products,
    stated,
    list(
      'Published figures in use',
      sources.map(({ record, attribution, licence }) => `${record}: ${attribution} (${licence})`),
    ),
    list(
      'Notes on this scenario',
      notices.map(({ detail, code }) => `${detail} [${code}]`),
    ),
  ]
    .filter((section) => section !== '')
    .join('\n')
}
