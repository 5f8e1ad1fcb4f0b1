import type { JSX } from 'preact'
import { SaveAndLink } from '../key/save-and-link.tsx'
import { besideAt } from '../link/beside-link.ts'
import { toFragment, type Work } from '../link/work-link.ts'
import { save } from '../service/ask.ts'
import type { Speech } from '../words/language.ts'
import { UnderstoodList } from './understood.tsx'

interface KeepProps {
  readonly work: Work
  readonly editAt: string
  readonly speech: Speech
}

/** Saving an answer, a link to it, and what is made of it. */
export function Keep({ work, editAt, speech }: KeepProps): JSX.Element {
  const { say, language } = speech
  const saved = async () => {
    const asked = await save(work.request)
    if ('answer' in asked) return { at: `/e/${asked.answer.id}?lang=${language}` }
    return { failed: 'problem' in asked ? asked.problem.detail : say('downloads.save.gone') }
  }
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">{say('downloads.title')}</h2>
      <UnderstoodList request={work.request} editAt={editAt} speech={speech} />
      <SaveAndLink
        linkAt={`/answer?lang=${language}#${toFragment(work)}`}
        words={{ save: say('downloads.save'), hint: say('downloads.save.hint') }}
        save={saved}
        speech={speech}
      />
      <p>
        <a href={`/brief?lang=${language}#${toFragment(work)}`}>{say('downloads.brief')}</a>
      </p>
      <p>
        <a href={besideAt('years', work, language)}>{say('years.add')}</a>
      </p>
      <p>
        <a href={besideAt('peers', work, language)}>{say('peers.open')}</a>
      </p>
      <p>
        <a href={editAt}>{say('downloads.edit')}</a>
      </p>
    </section>
  )
}
