import type { JSX } from 'preact'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { hueOf } from '../charts/mode-hue.ts'
import { type StripRow, Strips } from '../charts/strips.tsx'
import { percentText, rangeText } from '../numbers/figure-text.ts'
import { knownRange, knownValue } from '../numbers/known-range.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Result } from '../service/answer-types.ts'
import { missingName, type Speech } from '../words/language.ts'
import type { ExplainAt } from './figure-view.tsx'
import { SplitTable } from './split-table.tsx'

interface ModesProps {
  readonly result: Result
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** The modes of a result, the largest first, with the rows of their picture: a part that is not counted keeps its row. */
export function modeRows(
  result: Result,
  speech: Speech,
): { readonly modes: Result['byMode']; readonly rows: readonly StripRow[]; readonly title: string } {
  const { say, name } = speech
  const modes = [...result.byMode].sort((one, other) => knownValue(other.co2e) - knownValue(one.co2e))
  const [first] = modes
  const rows: StripRow[] = [
    ...modes.map(({ mode, co2e }) => ({
      code: mode,
      name: name('mode', mode),
      range: knownRange(co2e),
      hue: hueOf(mode),
    })),
    ...missingRows(result, speech),
  ]
  return {
    modes,
    rows,
    title: first ? say('modes.title', { first: name('mode', first.mode) }) : say('modes.none'),
  }
}

/** The finding of the picture of modes, in one sentence. */
export function modesSaid(
  { modes, title }: Pick<ReturnType<typeof modeRows>, 'modes' | 'title'>,
  speech: Speech,
): string {
  const [first] = modes
  return first
    ? speech.say('chart.sentence', {
        first: speech.name('mode', first.mode),
        value: rangeText({ value: 0, ...knownRange(first.co2e) }, speech.language).value,
        share: percentText(first.shareOfCo2e ?? 0, speech.language),
      })
    : title
}

/** The modes as strips, the largest first; a part that is not counted keeps its row. */
export function Modes({ result, speech, explainAt }: ModesProps): JSX.Element {
  const { say, name, language } = speech
  const { modes, rows, title } = modeRows(result, speech)
  const said = modesSaid({ modes, title }, speech)
  const shared = { rows, said, notCounted: say('modes.not-counted'), language }
  return (
    <ChartFrame
      id="modes"
      title={title}
      subtitle={say('modes.subtitle', {
        city: result.city.name,
        period: periodText(result.period, language),
      })}
      said={said}
      source={say('chart.source', { id: result.id, set: result.factorSet.id })}
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
  const names = new Set(coverage.missing.map((one) => missingName(one, speech)))
  return [...names].map((name) => ({ code: `missing-${name}`, name, hue: 'muted' }))
}
