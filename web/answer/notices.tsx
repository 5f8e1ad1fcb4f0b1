import type { JSX } from 'preact'
import type { Notice } from '../service/answer-types.ts'
import { FieldWords } from '../words/field-words.tsx'
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
  readonly speech: Speech
}

/** Notices in order of what they change: those on look-ups come last, folded, with their count. */
export function Notices({ notices, texts, speech }: NoticesProps): JSX.Element | null {
  if (notices.length === 0) return null
  const { say } = speech
  const first = notices.filter((notice) => !isLookUp(notice))
  const lookUps = notices.filter(isLookUp)
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{say('notices.title')}</h2>
      <NoticeList notices={first} texts={texts} speech={speech} />
      {lookUps.length > 0 && (
        <details>
          <summary>
            {say(lookUps.length === 1 ? 'notices.more.one' : 'notices.more', { count: lookUps.length })}
          </summary>
          <NoticeList notices={lookUps} texts={texts} speech={speech} />
        </details>
      )}
    </section>
  )
}

/** Grouped by code, in the order in which the codes come first. */
function NoticeList({ notices, texts, speech }: NoticesProps): JSX.Element {
  const byCode = new Map<string, Notice[]>()
  for (const notice of notices) byCode.set(notice.code, [...(byCode.get(notice.code) ?? []), notice])
  return (
    <ul class="notices">
      {[...byCode].map(([code, ofCode]) => (
        <li key={code}>
          <strong>{texts[code]?.title ?? code}</strong>
          {texts[code]?.advice && (
            <p>
              <FieldWords
                text={speech.say('notices.advice', { advice: texts[code].advice })}
                speech={speech}
              />
            </p>
          )}
          {ofCode.map(({ detail }) => (
            <p key={detail} class="note" lang="en">
              {detail}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
