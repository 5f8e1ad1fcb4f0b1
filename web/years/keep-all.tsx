import type { ComponentChildren, JSX } from 'preact'
import { useState } from 'preact/hooks'
import { isSafeLength } from '../link/work-link.ts'
import { save } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'

interface KeepAllProps {
  /** What is saved, each with its name. */
  readonly all: readonly { readonly name: string; readonly request: unknown }[]
  /** Where saved answers stand side by side. */
  readonly what: 'years' | 'peers'
  /** The address of the work itself, which is its link while that is short. */
  readonly linkAt: string
  readonly speech: Speech
  readonly children?: ComponentChildren
}

/** Saving each request as an answer of its own, and a link to all: the work itself while that is short. */
export function KeepAll({ all, what, linkAt, speech, children }: KeepAllProps): JSX.Element {
  const { say, language } = speech
  const [copied, setCopied] = useState<string | undefined>(undefined)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const link = location.origin + linkAt
  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard?.writeText(text).catch(() => undefined)
    setCopied(text)
  }
  /** @returns the address of what was saved; undefined where one could not be saved, which is said */
  const saved = async (): Promise<string | undefined> => {
    setFailed(undefined)
    const ids: string[] = []
    for (const { name, request } of all) {
      const asked = await save(request)
      if (!('answer' in asked)) {
        const why = 'problem' in asked ? asked.problem.detail : say('downloads.save.gone')
        setFailed(`${name}: ${why}`)
        return undefined
      }
      ids.push(asked.answer.id)
    }
    return savedAt(ids, what, language)
  }
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{say('downloads.title')}</h2>
      <p>
        <button
          type="button"
          class="button"
          onClick={async () => {
            const at = await saved()
            if (at !== undefined) location.assign(at)
          }}
        >
          {say(`keep.${what}`)}
        </button>{' '}
        {say(`keep.${what}.hint`)}
      </p>
      <p>
        {isSafeLength(link) ? (
          <button type="button" onClick={() => copy(link)}>
            {say('downloads.link')}
          </button>
        ) : (
          <>
            {say('downloads.link.long')}{' '}
            <button
              type="button"
              onClick={async () => {
                const at = await saved()
                if (at !== undefined) await copy(location.origin + at)
              }}
            >
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
      {children}
    </section>
  )
}

function savedAt([first = '', ...others]: readonly string[], what: string, language: string): string {
  const query = new URLSearchParams([['lang', language], ...others.map((id) => ['with', id])])
  return `/e/${first}/${what}?${query}`
}
