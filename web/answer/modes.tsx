import type { JSX } from 'preact'
import { hueOf } from '../charts/mode-hue.ts'
import { type StripRow, Strips } from '../charts/strips.tsx'
import { percentText, rangeText } from '../numbers/figure-text.ts'
import { knownRange, knownValue } from '../numbers/known-range.ts'
import type { Result } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'
import { ChartFrame } from './chart-frame.tsx'
import { type ExplainAt, FigureView, rangeCell } from './figure-view.tsx'

interface ModesProps {
  readonly result: Result
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** The modes as strips, the largest first; a part that is not counted keeps its row. */
export function Modes({ result, speech, explainAt }: ModesProps): JSX.Element {
  const { say, name, language } = speech
  const modes = [...result.byMode].sort((one, other) => knownValue(other.co2e) - knownValue(one.co2e))
  const [first] = modes
  const title = first ? say('modes.title', { first: name('mode', first.mode) }) : say('modes.none')
  const said = first
    ? say('chart.sentence', {
        first: name('mode', first.mode),
        value: rangeText({ value: 0, ...knownRange(first.co2e) }, language).value,
        share: percentText(first.shareOfCo2e ?? 0, language),
      })
    : title
  const rows: StripRow[] = [
    ...modes.map(({ mode, co2e }) => ({
      code: mode,
      name: name('mode', mode),
      range: knownRange(co2e),
      hue: hueOf(mode),
    })),
    ...missingRows(result, speech),
  ]
  const shared = { rows, said, notCounted: say('modes.not-counted'), language }
  return (
    <ChartFrame
      id="modes"
      title={title}
      subtitle={say('modes.subtitle', { city: result.city.name, period: result.period })}
      said={said}
      source={say('chart.source', { id: result.id, set: result.factorSet.id })}
      speech={speech}
      wide={<Strips {...shared} width={720} />}
      narrow={<Strips {...shared} width={320} />}
    >
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col">{say('modes.mode')}</th>
            <th scope="col" class="number">
              {say('modes.co2e')}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col" class="number">
              {say('modes.share')}
            </th>
          </tr>
        </thead>
        <tbody>
          {modes.map(({ mode, co2e, shareOfCo2e }) => (
            <tr key={mode}>
              <th scope="row">{name('mode', mode)}</th>
              <td class="number">
                <FigureView
                  figure={co2e}
                  address={`byMode/${mode}/co2e`}
                  what={name('mode', mode)}
                  speech={speech}
                  explainAt={explainAt}
                />
              </td>
              <td class="number">{rangeCell(co2e, speech)}</td>
              <td class="number">{shareOfCo2e === null ? '' : percentText(shareOfCo2e, language)}</td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </ChartFrame>
  )
}

/** A row for each part that is not counted. */
function missingRows({ coverage }: Result, { name }: Speech): readonly StripRow[] {
  const names = coverage.missing.map(({ code, what }) => {
    const known = name('missing', code)
    return known === code ? what : known
  })
  return [...new Set(names)].map((one) => ({ code: `missing-${one}`, name: one, hue: 'muted' }))
}
