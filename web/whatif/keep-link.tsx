import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isSafeLength } from '../link/work-link.ts'
import type { Speech } from '../words/language.ts'

interface KeepLinkProps {
  readonly fragment: string
  /** Keeps the base year at the service, so that the link has its id in place of all its figures; absent where it has. */
  readonly shorten: (() => Promise<boolean>) | undefined
  readonly speech: Speech
}

/** A link that keeps all; where it is too long, the base year can be saved and the link has the rest. */
export function KeepLink({ fragment, shorten, speech }: KeepLinkProps): JSX.Element {
  const { say, language } = speech
  const [copied, setCopied] = useState<string | undefined>(undefined)
  const [isFailed, setFailed] = useState(false)
  const link = `${location.origin}/s/?lang=${language}#${fragment}`
  return (
    <section aria-labelledby="keep">
      <h2 id="keep">{say('downloads.title')}</h2>
      <p>{say('keep.link')}</p>
      <p>
        {isSafeLength(link) ? (
          <button
            type="button"
            onClick={async () => {
              await navigator.clipboard?.writeText(link).catch(() => undefined)
              setCopied(link)
            }}
          >
            {say('downloads.link')}
          </button>
        ) : shorten ? (
          <>
            {say('downloads.link.long')}{' '}
            <button type="button" onClick={async () => setFailed(!(await shorten()))}>
              {say('keep.shorten')}
            </button>
          </>
        ) : (
          say('keep.too-long')
        )}{' '}
        <span role="status">{copied === link ? say('downloads.link.done') : say('downloads.link.hint')}</span>
      </p>
      {isFailed && (
        <p class="fault" role="alert">
          {say('downloads.save.gone')}
        </p>
      )}
    </section>
  )
}
