import type { JSX } from 'preact'
import { modesPicture } from '../answer/modes.tsx'
import { type CodeTexts, isLookUp } from '../answer/notices.tsx'
import { perHeadSentence, rangeSentence, sentenceKind, sentenceText } from '../answer/sentence.tsx'
import { largeDoubts, whatToDo } from '../answer/surer.tsx'
import { Withdrawn } from '../answer/withdrawn.tsx'
import { ChartFigure } from '../charts/chart-frame.tsx'
import { Strips } from '../charts/strips.tsx'
import { percentText } from '../numbers/figure-text.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Result } from '../service/answer-types.ts'
import { FieldWords } from '../words/field-words.tsx'
import { missingName, missingNames, type Speech } from '../words/language.ts'
import { serviceText } from '../words/service-text.ts'
import { BriefTable } from './brief-table.tsx'
import { MadeOf } from './made-of.tsx'

/** Two pages hold so many; the answer has them all. */
const MAX_MODES = 8
const MAX_ASKED = 6
const MAX_DOUBTS = 3
const MAX_NOTICES = 4

/** What an office writes itself: Cordon recommends nothing. */
const BLANKS = ['decision', 'cost', 'legal', 'equality'] as const

interface BriefProps {
  readonly result: Result
  readonly codeTexts: CodeTexts
  /** Where the saved answer stands; absent where none is saved. */
  readonly address: string | undefined
  readonly speech: Speech
}

/** Two pages for a council: what was found, on the first; how sure it is and what it leaves out, on the second. */
export function Brief({ result, codeTexts, address, speech }: BriefProps): JSX.Element {
  return (
    <article class="brief" data-brief={result.id}>
      <Finding result={result} speech={speech} />
      <div class="second">
        <NotCounted result={result} speech={speech} />
        <Doubts result={result} speech={speech} />
        <BeforeUse result={result} codeTexts={codeTexts} speech={speech} />
        <section>
          <h2>{speech.say('brief.blanks')}</h2>
          {BLANKS.map((blank) => (
            <p key={blank} class="blank">
              {speech.say(`brief.blank.${blank}`)}
            </p>
          ))}
        </section>
        <MadeOf result={result} address={address} speech={speech} />
      </div>
    </article>
  )
}

interface PartProps {
  readonly result: Result
  readonly speech: Speech
}

/** The first page: the finding, its summary, the modes as a picture and as a table. */
function Finding({ result, speech }: PartProps): JSX.Element {
  const { say } = speech
  const [doubt] = largeDoubts(result.drivers)
  // What is missing weighs more than a range, while it is a main part.
  const gap = sentenceKind(result) === 'at-least' ? result.coverage.missing[0] : undefined
  return (
    <section class="first">
      <p class="note">
        {say('brief.kind', { city: result.city.name, period: periodText(result.period, speech.language) })}
      </p>
      <Withdrawn result={result} speech={speech} />
      <h1>{sentenceText(result, speech)}</h1>
      <h2>{say('brief.summary')}</h2>
      <p>
        {rangeSentence(result, speech)} {perHeadSentence(result, speech)} {modesPicture(result, speech).said}
      </p>
      <p>
        {say('brief.counted', { parts: listed(countedParts(result, speech), speech) })}{' '}
        {result.coverage.missing.length > 0 &&
          say('brief.not-counted', { parts: listed(missingNames(result.coverage, speech), speech) })}
      </p>
      {(gap || doubt) && (
        <p>
          <strong>{say('brief.next')}</strong>{' '}
          {gap ? serviceText(gap.ask, speech) : doubt && doubtText(doubt, speech)}
        </p>
      )}
      <ModesFigure result={result} speech={speech} />
    </section>
  )
}

function ModesFigure({ result, speech }: PartProps): JSX.Element {
  const { say, language } = speech
  const { modes, rows, title, subtitle, said, source } = modesPicture(result, speech)
  const shown = modes.slice(0, MAX_MODES)
  const left = modes.length - shown.length
  const codes = new Set(shown.map(({ mode }) => mode as string))
  const drawn = rows.filter(({ code, range }) => range === undefined || codes.has(code))
  const shared = { rows: drawn, said, notCounted: say('modes.not-counted'), language }
  return (
    <ChartFigure
      id="modes"
      title={title}
      heading={<h2>{say('brief.figure', { number: 1, title })}</h2>}
      subtitle={subtitle}
      source={source}
      wide={<Strips {...shared} width={720} />}
      narrow={<Strips {...shared} width={320} />}
    >
      <BriefTable title={title} modes={shown} speech={speech} />
      {left > 0 && <p class="note">{say('brief.more-modes', { count: left })}</p>}
    </ChartFigure>
  )
}

/** What is missing, and who has it; the rest by name alone. */
function NotCounted({ result: { coverage }, speech }: PartProps): JSX.Element | null {
  const { say } = speech
  if (coverage.missing.length === 0) return null
  const rest = coverage.missing.slice(MAX_ASKED).map((one) => missingName(one, speech))
  return (
    <section>
      <h2>{say('brief.missing')}</h2>
      <ul>
        {coverage.missing.slice(0, MAX_ASKED).map((one) => (
          <li key={one.code}>
            <strong>{missingName(one, speech)}</strong>. {serviceText(one.ask, speech)}
          </li>
        ))}
        {rest.length > 0 && <li>{say('brief.missing.rest', { parts: listed(rest, speech) })}</li>}
      </ul>
    </section>
  )
}

function Doubts({ result, speech }: PartProps): JSX.Element | null {
  const { say } = speech
  const doubts = largeDoubts(result.drivers).slice(0, MAX_DOUBTS)
  if (doubts.length === 0) return null
  return (
    <section>
      <h2>{say('brief.sure')}</h2>
      <ul>
        {doubts.map((doubt) => (
          <li key={doubt.parameter}>{doubtText(doubt, speech)}</li>
        ))}
      </ul>
    </section>
  )
}

/** What changes how a figure may be used; which figures were taken is left to the answer. */
function BeforeUse({
  result,
  codeTexts,
  speech,
}: PartProps & { readonly codeTexts: CodeTexts }): JSX.Element | null {
  const codes = [
    ...new Set(result.notices.filter((notice) => !isLookUp(notice)).map(({ code }) => code as string)),
  ]
  if (codes.length === 0) return null
  return (
    <section>
      <h2>{speech.say('notices.title')}</h2>
      <ul>
        {codes.slice(0, MAX_NOTICES).map((code) => (
          <li key={code}>
            <FieldWords text={codeTexts[code]?.title ?? code} speech={speech} />
          </li>
        ))}
        {codes.length > MAX_NOTICES && (
          <li>{speech.say('brief.more-notices', { count: codes.length - MAX_NOTICES })}</li>
        )}
      </ul>
    </section>
  )
}

const doubtText = (doubt: Result['drivers'][number], speech: Speech): string =>
  speech.say('brief.doubt', {
    doubt: serviceText(doubt.parameter, speech),
    share: percentText(doubt.shareOfVariance, speech.language),
    help: speech.say(whatToDo(doubt)),
  })

function countedParts({ coverage }: Result, speech: Speech): readonly string[] {
  const modes = coverage.includes
    .filter(({ part }) => part === 'mode')
    .map(({ code }) => speech.name('mode', code))
  const carriers = coverage.includes
    .filter(({ part }) => part === 'carrier')
    .map(({ code }) => speech.name('carrier', code))
  return [...modes, ...carriers]
}

const listed = (parts: readonly string[], { language }: Speech): string =>
  new Intl.ListFormat(language).format(parts)
