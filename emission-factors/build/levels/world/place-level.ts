import type { Splice } from '../../../domain.ts'
import { bandOf, type Level, type Spread, spliced, splicedBySpan } from '../level.ts'
import type { Line } from '../line.ts'
import { powertrainOf } from '../word.ts'

/** What is known of one powertrain of a mode in a place. */
export interface Known {
  readonly mode: Level['mode']
  readonly region: string
  readonly word: string
  readonly values: Line
  readonly spread: Spread
  readonly share: number
  readonly locator: string
  /** How years within the span of `spread` came about; absent: all are surrogates. */
  readonly inside?: Splice
  readonly quality?: Level['quality']
}

/** A level with its interval. */
export function placeLevel({
  mode,
  region,
  word,
  values,
  spread,
  share,
  locator,
  inside,
  quality = 'L',
}: Known): Level {
  return {
    mode,
    region,
    ...powertrainOf(mode, word),
    values,
    ...bandOf(spread),
    spliced:
      inside === undefined || spread.span === undefined
        ? spliced('surrogate')
        : splicedBySpan(inside, spread.span),
    seriesErrorShare: share,
    quality,
    locator,
  }
}
