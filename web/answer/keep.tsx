import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { isSafeLength, toFragment, type Work } from '../link/work-link.ts'
import { save } from '../service/ask.ts'
import { watchKey } from '../service/kept-key.ts'
import { myKey } from '../service/my-key.ts'
import type { Speech } from '../words/language.ts'
import { UnderstoodList } from './understood.tsx'

interface KeepProps {
  readonly work: Work
  readonly editAt: string
  readonly speech: Speech
}

/** Saving, and a link: the work itself while that is short, and else the address of the saved answer. */
export function Keep({ work, editAt, speech }: KeepProps): JSX.Element {
  const { say, language } = speech
  const [copied, setCopied] = useState<string | undefined>(undefined)
  const [failed, setFailed] = useState<string | undefined>(undefined)
  const [maySave, setMaySave] = useState(true)
  const look = async (): Promise<void> => {
    const asked = await myKey()
    // Who has no key yet is asked for one.
    setMaySave(
      !('answer' in asked) || asked.answer.kind !== 'key' || asked.answer.scopes.includes('contribute'),
    )
  }
  useEffect(() => {
    void look()
    return watchKey(() => void look())
  }, [])
  const link = `${location.origin}/answer?lang=${language}#${toFragment(work)}`

  const copy = async (text: string): Promise<void> => {
    await navigator.clipboard?.writeText(text).catch(() => undefined)
    setCopied(text)
  }
  /** @returns the address of the saved answer; undefined where it could not be saved, which is said */
  const saved = async (): Promise<string | undefined> => {
    setFailed(undefined)
    const asked = await save(work.request)
    if ('answer' in asked) return `/e/${asked.answer.id}?lang=${language}`
    setFailed('problem' in asked ? asked.problem.detail : say('downloads.save.gone'))
    return undefined
  }
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{say('downloads.title')}</h2>
      <UnderstoodList request={work.request} editAt={editAt} speech={speech} />
      <p>
        {maySave ? (
          <>
            <button
              type="button"
              class="button"
              onClick={async () => {
                const at = await saved()
                if (at !== undefined) location.assign(at)
              }}
            >
              {say('downloads.save')}
            </button>{' '}
            {say('downloads.save.hint')}
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
      <p>
        <a href={`/brief?lang=${language}#${toFragment(work)}`}>{say('downloads.brief')}</a>
      </p>
      <p>
        <a href={`/years?lang=${language}#${toFragment({ ...work, total: undefined })}`}>
          {say('years.add')}
        </a>
      </p>
      <p>
        <a href={`/peers?lang=${language}#${toFragment({ ...work, total: undefined })}`}>
          {say('peers.open')}
        </a>
      </p>
      <p>
        <a href={editAt}>{say('downloads.edit')}</a>
      </p>
    </section>
  )
}
