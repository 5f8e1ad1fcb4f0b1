import type { JSX } from 'preact'
import { fieldOfPointer } from '../form/field-of-pointer.ts'
import { formText } from '../form/form-text.ts'
import { fieldLabel } from '../form/row-label.ts'
import type { Notice } from '../service/answer-types.ts'
import { FieldWords, isOfForm } from '../words/field-words.tsx'
import type { Speech } from '../words/language.ts'

/** Notices on which figure was taken; all others change how a number may be used. */
const LOOK_UPS: ReadonlySet<string> = new Set([
  'factor-year-fallback',
  'factor-region-fallback',
  'factor-class-fallback',
  'factor-unverified',
  'tier-default-used',
  'own-factor-used',
  'direct-factor-used',
  'gas-split-assumed',
  'electricity-life-cycle',
  'well-to-tank-incomplete',
  'biofuel-share-unknown',
  'blend-nominal',
  'curve-frozen',
  'uncertainty-default',
  'cold-start-excluded',
  'series-far-from-anchor',
  'length-derived',
])

export const isLookUp = ({ code }: Pick<Notice, 'code'>): boolean => LOOK_UPS.has(code)

/** What each code says, and what to do about it, by code. */
export type CodeTexts = Readonly<
  Record<string, { readonly title: string; readonly advice?: string | undefined }>
>

interface NoticesProps {
  readonly notices: readonly Notice[]
  readonly texts: CodeTexts
  /** What was asked, by which a place of it is told in words. */
  readonly request: unknown
  /** Where a field of the form is changed. */
  readonly changeAt: (field: string) => string
  /** The same request with its range simulated. */
  readonly simulateAt: string
  readonly speech: Speech
}

/** Notices in order of what they change: those on look-ups come last, folded, with their count. */
export function Notices(props: NoticesProps): JSX.Element | null {
  const { notices, speech } = props
  if (notices.length === 0) return null
  const { say } = speech
  const first = notices.filter((notice) => !isLookUp(notice))
  const lookUps = notices.filter(isLookUp)
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{say('notices.title')}</h2>
      <NoticeList {...props} notices={first} />
      {lookUps.length > 0 && (
        <details>
          <summary>
            {say(lookUps.length === 1 ? 'notices.more.one' : 'notices.more', { count: lookUps.length })}
          </summary>
          <NoticeList {...props} notices={lookUps} />
        </details>
      )}
    </section>
  )
}

/** Grouped by code, in the order in which the codes come first. */
function NoticeList(props: NoticesProps): JSX.Element {
  const { notices, texts, simulateAt, speech } = props
  const byCode = new Map<string, Notice[]>()
  for (const notice of notices) byCode.set(notice.code, [...(byCode.get(notice.code) ?? []), notice])
  return (
    <ul class="notices">
      {[...byCode].map(([code, ofCode]) => (
        <li key={code}>
          <strong>{texts[code]?.title ?? code}</strong>
          <Advice text={texts[code]?.advice} speech={speech} />
          {ofCode.map((notice) => (
            <NoticeDetail key={notice.detail} {...props} notice={notice} />
          ))}
          {code === 'propagation-wide' && (
            <p>
              <a href={simulateAt}>{speech.say('notices.simulate')}</a>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** What helps; nothing where it is a field of the request alone, which no reader of the page can fill. */
function Advice({ text, speech }: { text: string | undefined; speech: Speech }): JSX.Element | null {
  const isFollowed = text && (isOfForm(text, speech) || text.includes('`acknowledge`'))
  if (!isFollowed) return null
  return (
    <p>
      <FieldWords text={speech.say('notices.advice', { advice: text })} speech={speech} />
    </p>
  )
}

function NoticeDetail({
  notice: { detail, pointer },
  request,
  changeAt,
  speech,
}: NoticesProps & { readonly notice: Notice }): JSX.Element {
  const field = pointer === undefined ? undefined : fieldOfPointer(pointer, request)
  return (
    <p class="note">
      <span lang="en">{formText(detail, speech, request, pointer)}</span>{' '}
      {field !== undefined && (
        <a href={changeAt(field)}>{speech.say('notices.field', { field: fieldLabel(field, speech) })}</a>
      )}
    </p>
  )
}
