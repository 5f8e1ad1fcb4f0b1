import type { JSX } from 'preact'
import { withSet } from '../answer/answer-work.ts'
import { isObject } from '../form/to-request.ts'
import { besideAt } from '../link/beside-link.ts'
import { LinkedWork } from '../link/linked-work.tsx'
import { type LinkedRequest, toFragment, type Work } from '../link/work-link.ts'
import { comparePeers } from '../service/ask-years.ts'
import type { Speech } from '../words/language.ts'
import { Drawn } from '../years/drawn.tsx'
import { KeepAll } from '../years/keep-all.tsx'
import { Refused } from '../years/refused-years.tsx'
import { useAsked } from '../years/use-asked.ts'
import { useCodeTexts } from '../years/use-code-texts.ts'
import { AddCity } from './add-city.tsx'
import { PeersPage } from './peers-page.tsx'

/** The cities in the link, beside each other; nothing of them is kept. */
export function UnsavedPeers({ speech }: { speech: Speech }): JSX.Element {
  return <LinkedWork speech={speech} draw={(work) => <OpenedPeers work={work} speech={speech} />} />
}

const change = (work: Work): void => {
  location.hash = toFragment(work)
}

function OpenedPeers({ work, speech }: { work: Work; speech: Speech }): JSX.Element {
  const { say, language } = speech
  const { request, beside = [], factorSet, chosen } = work
  const cities: readonly LinkedRequest[] = [...(isObject(request) ? [{ request }] : []), ...beside]
  const named = cities.map((one) => ({ name: nameIn(one.request), request: one.request }))
  const sent = cities.map((one) => withSet(one.request, factorSet))
  const texts = useCodeTexts(language)
  // An answer begins with its own city as the measure.
  const against = chosen?.against ?? named[0]?.name
  const asked = useAsked(sent.length > 1 ? JSON.stringify([sent, against]) : undefined, (signal) =>
    comparePeers(sent, against, signal),
  )
  return (
    <>
      {asked && 'answer' in asked ? (
        <Drawn>
          <PeersPage
            peers={asked.answer}
            texts={texts}
            speech={speech}
            before={
              <label>
                {say('peers.against')}{' '}
                <select
                  value={against}
                  onChange={({ currentTarget }) =>
                    change({ ...work, chosen: { ...chosen, against: currentTarget.value } })
                  }
                >
                  {[...new Set(named.map(({ name }) => name))].map((name) => (
                    <option key={name} value={name}>
                      {name}
                    </option>
                  ))}
                </select>
              </label>
            }
          />
        </Drawn>
      ) : (
        <>
          <h1>{say('peers.title')}</h1>
          {sent.length > 1 && !asked && <p role="status">{say('so-far.working')}</p>}
          {asked && 'gone' in asked && <p class="caution">{say('so-far.gone')}</p>}
          {asked && 'problem' in asked && <Refused problem={asked.problem} sent={named} speech={speech} />}
          {sent.length < 2 && <p>{say('peers.first')}</p>}
        </>
      )}
      <section aria-labelledby="cities">
        <h2 id="cities">{say('peers.cities')}</h2>
        <ul>
          {named.map(({ name, request: one }, index) => (
            <li key={`${name}/${index}`}>
              {name}, {String(one['period'])}{' '}
              {index > 0 && (
                <button
                  type="button"
                  aria-label={say('years.remove-one', { year: name })}
                  onClick={() => change({ ...work, beside: beside.filter((_, at) => at !== index - 1) })}
                >
                  {say('years.remove')}
                </button>
              )}
            </li>
          ))}
        </ul>
        <AddCity
          add={(city) => change({ ...work, beside: [...beside, { request: city }] })}
          speech={speech}
        />
      </section>
      <KeepAll
        all={named.map(({ name }, index) => ({ name, request: sent[index] }))}
        what="peers"
        linkAt={besideAt('peers', work, language)}
        speech={speech}
      />
    </>
  )
}

const nameIn = ({ city }: Readonly<Record<string, unknown>>): string =>
  isObject(city) ? String(city['name'] ?? '') : ''
