import type { ComponentChildren, JSX } from 'preact'
import { SaveAndLink } from '../key/save-and-link.tsx'
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
  const saved = async () => {
    const ids: string[] = []
    for (const { name, request } of all) {
      const asked = await save(request)
      if (!('answer' in asked)) {
        const why = 'problem' in asked ? asked.problem.detail : say('downloads.save.gone')
        return { failed: `${name}: ${why}` }
      }
      ids.push(asked.answer.id)
    }
    return { at: savedAt(ids, what, language) }
  }
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{say('downloads.title')}</h2>
      <SaveAndLink
        linkAt={linkAt}
        words={{ save: say(`keep.${what}`), hint: say(`keep.${what}.hint`) }}
        save={saved}
        speech={speech}
      />
      {children}
    </section>
  )
}

function savedAt([first = '', ...others]: readonly string[], what: string, language: string): string {
  const query = new URLSearchParams([['lang', language], ...others.map((id) => ['with', id])])
  return `/e/${first}/${what}?${query}`
}
