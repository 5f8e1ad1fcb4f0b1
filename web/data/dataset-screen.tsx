import type { JSX } from 'preact'
import { useEffect } from 'preact/hooks'
import { exactText } from '../numbers/figure-text.ts'
import type { DatasetDetail, Job } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { FileAdder } from './file-adder.tsx'
import { FilesTable } from './files-table.tsx'
import { KeyLine } from './key-line.tsx'
import { MonthsView } from './months-view.tsx'
import { ProblemView } from './problem-view.tsx'
import { ReleaseList } from './release-list.tsx'
import { type LiveDataset, useDataset } from './use-dataset.ts'
import { ZonesView } from './zones-view.tsx'

/** A dataset: what it is, what is given out of it, and, for its owner, what comes in. It moves when something is released. */
export function DatasetScreen({ id, speech }: { id: string; speech: Speech }): JSX.Element {
  const { say, language } = speech
  const live = useDataset(id)
  const { detail, releases, released, problem, city, choose, reload, job } = live
  const title = detail?.dataset.title ?? id
  useEffect(() => {
    document.title = title
  }, [title])
  const isOpen = detail?.dataset.legalBasis === 'open-licence'
  const cells = released?.items.filter((cell) => cell.city === city) ?? []
  const isMissing = problem !== undefined && problem !== 'gone' && problem.status === 404
  return (
    <article class="dataset">
      <p>
        <a href={`/d?lang=${language}`}>{say('data.all')}</a>
      </p>
      <h1>{title}</h1>
      <KeyLine speech={speech} />
      <LiveLine live={live} speech={speech} />
      {isMissing && live.live !== 'deleted' && <p class="caution">{say('data.missing')}</p>}
      {problem && !isMissing && <ProblemView problem={problem} again={reload} speech={speech} />}
      {!problem && !detail && live.live !== 'deleted' && <p role="status">{say('factors.loading')}</p>}
      {detail && (
        <>
          <About detail={detail} speech={speech} />
          {job && <p role="status">{jobText(job, speech)}</p>}
          {city === undefined ? (
            <section aria-labelledby="months">
              <h2 id="months">{say('data.given')}</h2>
              <p>{say('data.none')}</p>
            </section>
          ) : (
            <>
              <MonthsView
                dataset={detail.dataset}
                city={city}
                cities={released?.cities ?? []}
                choose={choose}
                cells={cells}
                isOpen={isOpen}
                speech={speech}
              />
              <ZonesView
                dataset={detail.dataset}
                city={city}
                cells={cells}
                isOpen={isOpen}
                latest={releases[0]?.id}
                speech={speech}
              />
            </>
          )}
          <ReleaseList releases={releases} speech={speech} />
          <FilesTable detail={detail} speech={speech} />
          <FileAdder detail={detail} added={reload} speech={speech} />
        </>
      )}
    </article>
  )
}

/** Whether the picture moves by itself, and what moved it last. */
function LiveLine({ live: { live, news, reload }, speech }: { live: LiveDataset; speech: Speech }) {
  const { say, language } = speech
  const time = (text: string): string =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text))
  const isWrong = live === 'no-access' || live === 'gone' || live === 'deleted' || news?.is === 'withdrawn'
  return (
    <p class={isWrong ? 'caution live' : 'note live'} role="status" aria-live="polite">
      {live === 'listening' && news === undefined && say('data.live')}
      {live === 'listening' &&
        news?.is === 'release' &&
        say('data.live.moved', { time: time(news.release.madeAt) })}
      {live === 'listening' && news?.is === 'withdrawn' && say('data.live.withdrawn')}
      {live === 'gone' && say('data.live.gone')}
      {live === 'deleted' && say('data.live.deleted')}
      {live === 'no-access' && (
        <>
          {say('data.live.no-access')}{' '}
          <button type="button" onClick={reload}>
            {say('data.key.give')}
          </button>
        </>
      )}
    </p>
  )
}

const jobText = (job: Job, { say, language }: Speech): string => {
  const { phase = 'waiting', rows = 0, totalRows = 0 } = job.progress ?? {}
  const words = say(`file.phase.${phase === 'receiving' ? 'waiting' : phase}`)
  const counted = say('file.rows-done', {
    rows: exactText(Math.round(rows), language),
    total: exactText(Math.round(totalRows), language),
  })
  return totalRows > 0 ? `${words} ${counted}` : words
}

/** What a dataset is, in the words of its owner. */
function About({ detail: { dataset }, speech }: { detail: DatasetDetail; speech: Speech }): JSX.Element {
  const { say, language } = speech
  const { owner, country, legalBasis, licence, url, grain, contributorUnit, minimumContributors } = dataset
  const rows: readonly (readonly [string, JSX.Element | string | undefined])[] = [
    [say('data.owner'), owner],
    [say('data.terms'), licence ?? say(`data.basis.${legalBasis}`)],
    [say('start.country'), new Intl.DisplayNames(language, { type: 'region' }).of(country)],
    [say('file.grain'), say(`file.grain.${grain}`)],
    [say('data.unit'), contributorUnit && say(`data.unit.${contributorUnit}`)],
    [say('data.minimum'), minimumContributors?.toString()],
    [
      say('data.kept'),
      dataset.retentionMonths === undefined
        ? undefined
        : say('data.kept.months', { count: dataset.retentionMonths }),
    ],
    [say('data.source'), url && <a href={url}>{url}</a>],
  ]
  return (
    <dl class="look">
      {rows.flatMap(([term, text]) =>
        text === undefined || text === ''
          ? []
          : [<dt key={term}>{term}</dt>, <dd key={`${term}/`}>{text}</dd>],
      )}
    </dl>
  )
}
