import type { JSX } from 'preact'
import { endsText, rangeText } from '../numbers/figure-text.ts'
import { isPartlyKnown, knownRange } from '../numbers/known-range.ts'
import type { Sum } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'

/** How a page finds the explanation of a figure: a link that works without scripts, which a script opens in place. */
export type ExplainAt = (address: string) => string | undefined

interface FigureViewProps {
  readonly figure: Sum | null | undefined
  /** Where the figure stands in the result, such as `byMode/car`. */
  readonly address: string
  /** What the figure is of, in words. */
  readonly what: string
  /** True: the words around it say “at least” where a part is not known. */
  readonly isBare?: boolean
  readonly speech: Speech
  readonly explainAt: ExplainAt
}

/** A figure that opens its explanation; what is not known is said in words and never as 0. */
export function FigureView({
  figure,
  address,
  what,
  isBare,
  speech,
  explainAt,
}: FigureViewProps): JSX.Element {
  const { language, say } = speech
  const known = knownRange(figure)
  if (!known)
    return <span title={figure?.value === null ? figure.reason : undefined}>{say('answer.unknown')}</span>
  const text = isBare ? rangeText(known, language).value : sumText(figure, speech)
  const href = explainAt(address)
  if (href === undefined) return <span>{text}</span>
  return (
    <a
      class="figure"
      href={href}
      data-explain={address}
      aria-label={`${text}. ${say('answer.explain', { what })}`}
    >
      {text}
    </a>
  )
}

/** A sum in words: “at least” where a part of it is not known, and nothing where none is. */
export function sumText(figure: Sum | null | undefined, { say, language }: Speech): string {
  const known = knownRange(figure)
  if (!known) return ''
  const { value } = rangeText(known, language)
  return isPartlyKnown(figure) ? say('answer.known', { value }) : value
}

/** The heads of the two columns of a figure in a table: itself, and its range. */
export function FigureHeads({ speech: { say } }: { speech: Speech }): JSX.Element {
  return (
    <>
      <th scope="col" class="number">
        {say('modes.co2e')}
      </th>
      <th scope="col" class="number">
        {say('modes.range')}
      </th>
    </>
  )
}

/** Both ends of a figure's range, for its cell. */
export function rangeCell(figure: Sum | null | undefined, { language }: Speech): string {
  const known = knownRange(figure)
  return known ? endsText(known, language) : ''
}
