import type { JSX } from 'preact'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { hueOf } from '../charts/mode-hue.ts'
import { type StripRow, Strips } from '../charts/strips.tsx'
import { percentText, rangeText } from '../numbers/figure-text.ts'
import { knownRange, knownValue } from '../numbers/known-range.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Result } from '../service/answer-types.ts'
import { missingNames, type Speech } from '../words/language.ts'
import type { ExplainAt } from './figure-view.tsx'
import { SplitTable } from './split-table.tsx'

interface ModesProps {
  readonly result: Result
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** The modes of a result, the largest first, and all that their picture shows and says. */
interface ModesPicture {
  readonly modes: Result['byMode']
  /** A part that is not counted keeps its row. */
  readonly rows: readonly StripRow[]
  readonly title: string
  readonly subtitle: string
  /** The finding in one sentence. */
  readonly said: string
  readonly source: string
}

export function modesPicture(result: Result, speech: Speech): ModesPicture {
  const { say, name, language } = speech
  const modes = [...result.byMode].sort((one, other) => knownValue(other.co2e) - knownValue(one.co2e))
  const [first] = modes
  const title = first ? say('modes.title', { first: name('mode', first.mode) }) : say('modes.none')
  return {
    modes,
    rows: [
      ...modes.map(({ mode, co2e }) => ({
        code: mode,
        name: name('mode', mode),
        range: knownRange(co2e),
        hue: hueOf(mode),
      })),
      ...missingRows(result, speech),
    ],
    title,
    subtitle: say('modes.subtitle', { city: result.city.name, period: periodText(result.period, language) }),
    said: first
      ? say('chart.sentence', {
          first: name('mode', first.mode),
          value: rangeText({ value: 0, ...knownRange(first.co2e) }, language).value,
          share: percentText(first.shareOfCo2e ?? 0, language),
        })
      : title,
    source: say('chart.source', { id: result.id, set: result.factorSet.id }),
  }
}

/** The modes as strips and as a table. */
export function Modes({ result, speech, explainAt }: ModesProps): JSX.Element {
  const { say, name, language } = speech
  const { modes, rows, title, subtitle, said, source } = modesPicture(result, speech)
  const shared = { rows, said, notCounted: say('modes.not-counted'), language }
  return (
    <ChartFrame
      id="modes"
      title={title}
      subtitle={subtitle}
      said={said}
      source={source}
      speech={speech}
      wide={<Strips {...shared} width={720} />}
      narrow={<Strips {...shared} width={320} />}
    >
      <SplitTable
        title={title}
        head={say('modes.mode')}
        list="byMode"
        rows={modes.map(({ mode, co2e, shareOfCo2e }) => ({
          code: mode,
          name: name('mode', mode),
          co2e,
          share: shareOfCo2e,
        }))}
        speech={speech}
        explainAt={explainAt}
      />
    </ChartFrame>
  )
}

/** A row for each part that is not counted. */
function missingRows({ coverage }: Result, speech: Speech): readonly StripRow[] {
  return missingNames(coverage, speech).map((name) => ({ code: `missing-${name}`, name, hue: 'muted' }))
}
