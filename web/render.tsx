import { renderToString } from 'preact-render-to-string'
import { Answer, type WholeAnswer } from './answer/answer.tsx'
import { simulateAt, whatIfAt, workOf } from './answer/answer-work.ts'
import { Downloads } from './answer/downloads.tsx'
import type { CodeTexts } from './answer/notices.tsx'
import { titleOf } from './answer/sentence.tsx'
import { Brief } from './brief/brief.tsx'
import { ExplanationView } from './explain/explanation-view.tsx'
import { FactorView } from './factors/factor-view.tsx'
import { factorName } from './factors/factor-words.ts'
import { FactorsPage, type FactorsPageProps } from './factors/factors-page.tsx'
import { toFragment } from './link/work-link.ts'
import { PeersPage } from './peers/peers-page.tsx'
import type { Explanation, FactorDetail, Peers } from './service/answer-types.ts'
import { type Language, speechOf } from './words/language.ts'
import { SavedYears, type SavedYearsProps } from './years/saved-years.tsx'

// What the service draws for readers without scripts: the same parts as in the page.

export type { WholeAnswer } from './answer/answer.tsx'
export type { FoundFactors } from './factors/factors-page.tsx'
export { findCountry } from './places/countries.ts'
export type { CityYears, Comparison, FactorDetail, Peers } from './service/answer-types.ts'
export { LANGUAGES, type Language, languageOf, speechOf } from './words/language.ts'
export type { SavedYear } from './years/saved-years.tsx'
export { membersOf, spanIn } from './years/span-choice.tsx'

/**
 * A saved answer as HTML; each figure links to the page of its explanation.
 *
 * @param methodNow the method of the service; an answer of another one leads to both
 */
export function answerHtml(
  answer: WholeAnswer,
  editAt: string,
  language: Language,
  methodNow: string = answer.result.methodVersion,
): string {
  const { id, methodVersion: before } = answer.result
  const speech = speechOf(language)
  return renderToString(
    <Answer
      {...answer}
      speech={speech}
      beside={
        before !== methodNow && (
          <p class="caution">
            {speech.say('link.saved-older', { before, now: methodNow })}{' '}
            <a href={`/answer?lang=${language}#${toFragment(workOf(answer.result.request, answer.result))}`}>
              {speech.say('link.both')}
            </a>
          </p>
        )
      }
      explainAt={(figure) => `/e/${id}/why?${new URLSearchParams({ figure, lang: language })}`}
      changeAt={(field) => `${editAt}&field=${field}`}
      simulateAt={simulateAt(answer.result.request, language)}
      whatIfAt={whatIfAt({ request: id }, language)}
      addAt={(code) => `${editAt}&add=${code}`}
    >
      <Downloads
        id={id}
        editAt={editAt}
        besideAt={(what) =>
          `/${what}?lang=${language}#${toFragment({ ...workOf(answer.result.request, answer.result), total: undefined })}`
        }
        speech={speech}
      />
    </Answer>,
  )
}

/** The two pages of an answer for a council as HTML, and the title of their document. */
export function briefHtml(
  answer: Pick<WholeAnswer, 'result' | 'codeTexts'>,
  address: string | undefined,
  language: Language,
): { html: string; title: string } {
  const speech = speechOf(language)
  return {
    html: renderToString(<Brief {...answer} address={address} speech={speech} />),
    title: `${speech.say('brief.title')}: ${titleOf(answer.result, speech)}`,
  }
}

/** The heading of the page of a saved answer. */
export const answerTitle = ({ result }: WholeAnswer, language: Language): string =>
  titleOf(result, speechOf(language))

/** The explanation of a figure of a saved answer as HTML. */
export function explanationHtml(explanation: Explanation, language: Language): string {
  const speech = speechOf(language)
  return renderToString(
    <article>
      <p>
        <a href={`/e/${explanation.estimate}?lang=${language}`}>{titleOf(explanation, speech)}</a>
      </p>
      <h1>{speech.say('drawer.title')}</h1>
      <ExplanationView explanation={explanation} speech={speech} />
    </article>,
  )
}

/** The years of saved answers, or of a saved city, as HTML, and the title of their page. */
export function yearsHtml(
  page: Omit<SavedYearsProps, 'speech'>,
  language: Language,
): { html: string; title: string } {
  const speech = speechOf(language)
  return {
    html: renderToString(<SavedYears {...page} speech={speech} />),
    title: speech.say('years.title', { city: page.years.city.name }),
  }
}

/** Saved answers of several cities beside each other as HTML, and the title of their page. */
export function peersHtml(
  peers: Peers,
  texts: CodeTexts,
  language: Language,
): { html: string; title: string } {
  const speech = speechOf(language)
  return {
    html: renderToString(<PeersPage peers={peers} texts={texts} speech={speech} />),
    title: speech.say('peers.title'),
  }
}

/** Why saved answers cannot be set side by side, as HTML. */
export function notComparedHtml(details: readonly string[], language: Language): string {
  const { say } = speechOf(language)
  return renderToString(
    <>
      <h1>{say('years.refused')}</h1>
      <ul>
        {details.map((detail) => (
          <li key={detail} lang="en">
            {detail}
          </li>
        ))}
      </ul>
    </>,
  )
}

/** The factors of a set as HTML: a form, and a page of what was found. */
export const factorsHtml = (page: Omit<FactorsPageProps, 'speech'>, language: Language): string =>
  renderToString(<FactorsPage {...page} speech={speechOf(language)} />)

/** One record as HTML, and the heading of its page. */
export function factorHtml(detail: FactorDetail, language: Language): { html: string; title: string } {
  const speech = speechOf(language)
  const html = renderToString(
    <div data-factor-page>
      <p>
        <a href={`/factors?${new URLSearchParams({ set: detail.factorSet, lang: language })}`}>
          {speech.say('factors.all', { set: detail.factorSet })}
        </a>
      </p>
      <FactorView detail={detail} speech={speech} isPage />
    </div>,
  )
  return { html, title: factorName(detail.record, speech) }
}
