import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { exactText } from '../numbers/figure-text.ts'
import type { Release } from '../service/answer-types.ts'
import { type Certificate, certificateOf } from '../service/datasets.ts'
import type { Speech } from '../words/language.ts'

/** Releases that are shown at first. */
const SHOWN = 12

/** What was given out when, the latest first, and what was checked before. */
export function ReleaseList({
  releases,
  speech,
}: {
  releases: readonly Release[]
  speech: Speech
}): JSX.Element {
  const { say } = speech
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? releases : releases.slice(0, SHOWN)
  return (
    <section aria-labelledby="releases">
      <h2 id="releases">{say('data.releases')}</h2>
      {releases.length === 0 && <p>{say('data.releases.none')}</p>}
      <ul class="releases">
        {shown.map((release) => (
          <li key={release.id}>
            <OneRelease release={release} speech={speech} />
          </li>
        ))}
      </ul>
      {shown.length < releases.length && (
        <p>
          <button type="button" onClick={() => setWhole(true)}>
            {say('data.releases.all', { count: releases.length })}
          </button>
        </p>
      )}
    </section>
  )
}

function OneRelease({ release, speech }: { release: Release; speech: Speech }): JSX.Element {
  const { say, language } = speech
  const { id, madeAt, isOpen, cells } = release
  const [certificate, setCertificate] = useState<Certificate | 'gone' | undefined>(undefined)
  const look = async (): Promise<void> => {
    const asked = await certificateOf(id)
    setCertificate('answer' in asked ? asked.answer : 'gone')
  }
  const time = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' }).format(
    new Date(madeAt),
  )
  return (
    <details onToggle={({ currentTarget }) => currentTarget.open && certificate === undefined && void look()}>
      <summary>
        {time}:{' '}
        {isOpen
          ? say('data.releases.open')
          : say('data.releases.cells', { count: exactText(cells, language) })}
      </summary>
      {certificate === 'gone' && <p class="caution">{say('factors.gone')}</p>}
      {certificate !== undefined && certificate !== 'gone' && (
        <CertificateText certificate={certificate} speech={speech} />
      )}
      <p>
        <a href={`/v1/releases/${encodeURIComponent(id)}/certificate`} download={`${id}.json`}>
          {say('data.certificate')}
        </a>
      </p>
    </details>
  )
}

/** Of earlier certificates too. That nothing was withheld would tell of a month without a figure that nothing came in. */
const BANDS: Readonly<Record<string, number>> = {
  none: 0.2,
  'under 5 %': 0.2,
  'under 20 %': 0.2,
  'under 50 %': 0.5,
}

function CertificateText({ certificate, speech }: { certificate: Certificate; speech: Speech }): JSX.Element {
  const { say, language } = speech
  const { k, withheld = 'not told', rules = [], licence } = certificate
  const percent = (share: number): string =>
    new Intl.NumberFormat(language, { style: 'percent' }).format(share)
  const band = BANDS[withheld]
  if (k === undefined) return <p>{say('data.certificate.open', { licence: licence ?? '' })}</p>
  return (
    <ul>
      <li>{say('data.certificate.fewest', { count: k })}</li>
      {withheld !== 'not told' && (
        <li>
          {band === undefined
            ? say('data.certificate.half', { share: percent(0.5) })
            : say('data.certificate.under', { share: percent(band) })}
        </li>
      )}
      <li>{say('data.certificate.rules', { rules: new Intl.ListFormat(language).format(rules) })}</li>
    </ul>
  )
}
