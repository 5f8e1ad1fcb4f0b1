import type { JSX } from 'preact'
import { labelOf } from '../form/row-label.ts'
import { type Counted, type Pair, rowOf, TRIPS } from '../form/twice.ts'
import type { Speech } from '../words/language.ts'

interface TwiceChoiceProps {
  readonly pair: Pair
  readonly stated: ReadonlySet<string>
  readonly chosen: Counted | undefined
  readonly choose: (counted: Counted) => void
  readonly speech: Speech
}

/** Asks which of two figures of the same vehicles counts. Nothing is taken away: the other one stays where it was typed. */
export function TwiceChoice({ pair, stated, chosen, choose, speech }: TwiceChoiceProps): JSX.Element {
  const { say, name, language } = speech
  const lists = new Intl.ListFormat(language)
  const wordsOf = (ids: readonly string[]): string =>
    lists.format(ids.filter((id) => stated.has(id)).map((id) => labelOf(rowOf(id), speech)))
  const isTrips = pair.mode === TRIPS
  const [first, second] = [wordsOf(pair.first), isTrips ? say('start.trips') : wordsOf(pair.second)]
  const ways: readonly (readonly [Counted, string])[] = [
    ['first', first],
    ['second', second],
    ...(pair.mayBoth ? [['both', say('twice.both')] as const] : []),
  ]
  return (
    <fieldset class="doors twice" id={`twice-${pair.mode}`} tabIndex={-1}>
      <legend>
        {isTrips
          ? say('twice.trips', { first })
          : say('twice.ask', { mode: name('mode', pair.mode), first, second })}
      </legend>
      {ways.map(([way, words]) => (
        <label key={way}>
          <input
            type="radio"
            name={`twice-${pair.mode}`}
            checked={chosen === way}
            onChange={() => choose(way)}
          />{' '}
          {words}
        </label>
      ))}
    </fieldset>
  )
}
