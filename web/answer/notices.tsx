import type { JSX } from 'preact'
import type { Notice } from '../service/answer-types.ts'
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

/** What each code says, by code. */
export type NoticeTitles = Readonly<Record<string, string>>

interface NoticesProps {
  readonly notices: readonly Notice[]
  readonly titles: NoticeTitles
  readonly speech: Speech
}

/** Notices in order of what they change: those on look-ups come last, folded, with their count. */
export function Notices({ notices, titles, speech }: NoticesProps): JSX.Element | null {
  if (notices.length === 0) return null
  const { say } = speech
  const first = notices.filter(({ code }) => !LOOK_UPS.has(code))
  const lookUps = notices.filter(({ code }) => LOOK_UPS.has(code))
  return (
    <section aria-labelledby="notices">
      <h2 id="notices">{say('notices.title')}</h2>
      <NoticeList notices={first} titles={titles} />
      {lookUps.length > 0 && (
        <details>
          <summary>
            {say(lookUps.length === 1 ? 'notices.more.one' : 'notices.more', { count: lookUps.length })}
          </summary>
          <NoticeList notices={lookUps} titles={titles} />
        </details>
      )}
    </section>
  )
}

/** Grouped by code, in the order in which the codes come first. */
function NoticeList({ notices, titles }: Pick<NoticesProps, 'notices' | 'titles'>): JSX.Element {
  const byCode = new Map<string, Notice[]>()
  for (const notice of notices) byCode.set(notice.code, [...(byCode.get(notice.code) ?? []), notice])
  return (
    <ul class="notices">
      {[...byCode].map(([code, ofCode]) => (
        <li key={code}>
          <strong>{titles[code] ?? code}</strong>
          {ofCode.map(({ detail }) => (
            <p key={detail} class="note">
              {detail}
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}
