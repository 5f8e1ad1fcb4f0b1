import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isSafeLength } from '../link/work-link.ts'
import type { Speech } from '../words/language.ts'
import { useMyKey } from './use-my-key.ts'

interface SaveAndLinkProps {
  /** The address of the work itself. */
  readonly linkAt: string
  readonly words: { readonly save: string; readonly hint: string }
  /** @returns the address of what was saved, or why it could not be */
  readonly save: () => Promise<{ readonly at: string } | { readonly failed: string }>
  readonly speech: Speech
}

/** Saving, and a link: the work itself while that is short, and else the address of what is saved. */
export function SaveAndLink({ linkAt, words, save, speech }: SaveAndLinkProps): JSX.Element {
  const { say } = speech
  const [copied, setCopied] = useState<string | undefined>(undefined)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const key = useMyKey()
  // Who has no key yet is asked for one.
  const maySave = key?.kind !== 'key' || key.scopes.includes('contribute')
  const link = location.origin + linkAt
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard?.writeText(text).catch(() => undefined)
    setCopied(text)
  }
  const whenSaved = async (then: (at: string) => void | Promise<void>): Promise<void> => {
    setFailed(undefined)
    const saved = await save()
    if ('at' in saved) await then(saved.at)
    else setFailed(saved.failed)
  }
  return (
    <>
      <p>
        {maySave ? (
          <>
            <button type="button" class="button" onClick={() => void whenSaved((at) => location.assign(at))}>
              {words.save}
            </button>{' '}
            {words.hint}
          </>
        ) : (
          say('key.no-save')
        )}
      </p>
      <p>
        {isSafeLength(link) ? (
          <button type="button" onClick={() => copy(link)}>
            {say('downloads.link')}
          </button>
        ) : (
          <>
            {say('downloads.link.long')}{' '}
            <button type="button" onClick={() => void whenSaved((at) => copy(location.origin + at))}>
              {say('downloads.link.short')}
            </button>
          </>
        )}{' '}
        <span role="status">
          {copied === undefined ? say('downloads.link.hint') : say('downloads.link.done')}{' '}
          {copied !== undefined && !isSafeLength(link) && <a href={copied}>{copied}</a>}
        </span>
      </p>
      {failed !== undefined && (
        <p class="fault" role="alert">
          {failed}
        </p>
      )}
    </>
  )
}
