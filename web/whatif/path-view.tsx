import type { JSX } from 'preact'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { Paths } from '../charts/paths.tsx'
import { endsText, rangeText } from '../numbers/figure-text.ts'
import type { Scenario } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { changeText } from './lever-text.ts'
import { targetName } from './target-text.ts'
import type { WhatIf } from './work.ts'

interface PathViewProps {
  readonly result: Scenario
  readonly whatIf: WhatIf
  readonly packageName: string
  readonly speech: Speech
}

/** The years in which targets of a kind ask for something. */
const SCIENCE_YEARS = [2030, 2050]

/** The line to the last year with its band, beside what happens anyway and what the targets allow. */
export function PathView({ result, whatIf, packageName, speech }: PathViewProps): JSX.Element {
  const { say, language } = speech
  const { years, base, until, targets } = result
  const last = years.at(-1)
  const title = say('path.title', { city: base.city, until })
  const said = last
    ? say('path.said', {
        until,
        reference: rangeText(last.reference, language).value,
        scenario: rangeText(last.scenario, language).value,
      })
    : title
  const named = targets.flatMap((target, at) => {
    const draft = whatIf.targets[at]
    return draft ? [{ target, name: targetName(draft, until, speech) }] : []
  })
  const shared = {
    years: years.map(({ year }) => year),
    reference: { name: say('path.reference'), values: years.map(({ reference }) => reference.value) },
    line: { name: packageName, ranges: years.map(({ scenario }) => scenario) },
    targets: named.flatMap(({ target: { kind, path, year }, name }) =>
      path ? [{ name, values: path, points: kind === 'science-based' ? SCIENCE_YEARS : [year] }] : [],
    ),
    marks: named.flatMap(({ target: { kind, reached } }) =>
      kind === 'budget' && reached !== null ? [{ year: reached, name: say('path.used-up') }] : [],
    ),
    said,
    language,
  }
  return (
    <ChartFrame
      id="path"
      title={title}
      subtitle={say('path.subtitle', { city: base.city, from: base.year, until })}
      said={said}
      source={say('chart.source', { id: result.id, set: result.factorSet.id })}
      speech={speech}
      wide={<Paths {...shared} width={1040} />}
      narrow={<Paths {...shared} width={320} />}
      isFolded
    >
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('path.year')}</th>
            <th scope="col" class="number">
              {say('path.reference')}
            </th>
            <th scope="col" class="number">
              {packageName}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col">{say('path.difference')}</th>
            {named
              .filter(({ target }) => target.path)
              .map(({ name }) => (
                <th key={name} scope="col" class="number">
                  {name}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, reference, scenario, difference }, at) => (
            <tr key={year}>
              <th scope="row">{year}</th>
              <td class="number">{rangeText(reference, language).value}</td>
              <td class="number">{rangeText(scenario, language).value}</td>
              <td class="number">{endsText(scenario, language)}</td>
              <td class="words">{changeText(difference, speech)}</td>
              {named.flatMap(({ target: { path }, name }) =>
                path
                  ? [
                      <td key={name} class="number">
                        {path[at] === undefined ? '' : rangeText({ value: path[at] }, language).value}
                      </td>,
                    ]
                  : [],
              )}
            </tr>
          ))}
        </tbody>
      </WideTable>
    </ChartFrame>
  )
}
