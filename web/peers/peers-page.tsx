import type { ComponentChildren, JSX } from 'preact'
import type { CodeTexts } from '../answer/notices.tsx'
import { ChartFrame } from '../charts/chart-frame.tsx'
import { Strips } from '../charts/strips.tsx'
import { endsText, formatOf, rangeText } from '../numbers/figure-text.ts'
import { periodText } from '../numbers/period-text.ts'
import type { Peers } from '../service/answer-types.ts'
import { WideTable } from '../table/wide-table.tsx'
import type { Speech } from '../words/language.ts'

type Row = Peers['peers'][number]

interface PeersPageProps {
  readonly peers: Pick<Peers, 'peers' | 'leftOut'>
  /** What codes mean, in the language of the page. */
  readonly texts: CodeTexts
  readonly speech: Speech
  readonly before?: ComponentChildren
  readonly children?: ComponentChildren
}

/** Cities by inhabitant and by vehicle-kilometre, and which differences are real. It is drawn alike here and by the service. */
export function PeersPage({ peers, texts, speech, before, children }: PeersPageProps): JSX.Element {
  const { say } = speech
  const { peers: rows, leftOut = [] } = peers
  const coverages = new Set(rows.map(({ coverage, city }) => coverage.replaceAll(city, '')))
  return (
    <article class="peers" data-peers>
      <h1>{say('peers.title')}</h1>
      {before}
      {coverages.size > 1 && <p class="caution">{say('peers.coverage')}</p>}
      {(['inhabitant', 'vkm'] as const).map((per) => {
        const some = rows.filter((row) => row.per === per)
        return some.length > 1 ? (
          <PeersChart key={`${per}/${titleOf(per, some, speech)}`} per={per} rows={some} speech={speech} />
        ) : (
          <p key={per} class="note">
            {say(`peers.none.${per}`)}
          </p>
        )
      })}
      {coverages.size > 1 && <CoverageList rows={rows} speech={speech} />}
      <PeerNotes
        id="peer-notes"
        title={say('peers.notes')}
        notes={rows.flatMap(({ city, note, codes }) =>
          note === undefined ? [] : [{ city, why: note, codes }],
        )}
        texts={texts}
      />
      <PeerNotes
        id="peers-left-out"
        title={say('peers.left-out')}
        notes={leftOut.map(({ city, reason, codes }) => ({ city, why: reason, codes }))}
        texts={texts}
      />
      {children}
    </article>
  )
}

/** Higher or lower than the measure, surely, or not told apart from it: a sign that stands beside its words in the table. */
const SIGNS = { measure: '◆', higher: '▲', lower: '▼', unsure: '≈' } as const

const kindOf = (row: Row): keyof typeof SIGNS =>
  row.city === row.against ? 'measure' : !row.isDifferent ? 'unsure' : row.ratio > 1 ? 'higher' : 'lower'

interface PeersChartProps {
  readonly per: Row['per']
  readonly rows: readonly Row[]
  readonly speech: Speech
}

function PeersChart({ per, rows, speech }: PeersChartProps): JSX.Element {
  const { say, language } = speech
  const [first] = rows
  const against = first?.against ?? ''
  const last = rows.at(-1)
  const title = titleOf(per, rows, speech)
  const said =
    first && last
      ? say('peers.said', {
          low: first.city,
          lowest: rangeText(first, language).value,
          high: last.city,
          highest: rangeText(last, language).value,
          unit: say(`peers.unit.${per}`),
        })
      : title
  const shared = {
    rows: rows.map((row) => ({
      code: `${row.city}/${row.rank}`,
      name: `${SIGNS[kindOf(row)]} ${row.city}, ${row.period}`,
      range: { value: row.value, lower: row.lower, upper: row.upper },
      hue: kindOf(row) === 'unsure' ? ('muted' as const) : ('car' as const),
    })),
    said,
    notCounted: '',
    language,
  }
  const ratio = formatOf(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  return (
    <ChartFrame
      id={`peers-${per}`}
      title={title}
      subtitle={say('peers.subtitle', { unit: say(`peers.unit.${per}`), against })}
      said={said}
      source={say('peers.source')}
      speech={speech}
      wide={<Strips {...shared} width={720} />}
      narrow={<Strips {...shared} width={320} />}
    >
      <WideTable label={title}>
        <thead>
          <tr>
            <th scope="col" class="number">
              {say('peers.rank')}
            </th>
            <th scope="col">{say('peers.city')}</th>
            <th scope="col" class="number">
              {say(`peers.unit.${per}`)}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col" class="number">
              {say('peers.ratio', { against })}
            </th>
            <th scope="col" class="number">
              {say('modes.range')}
            </th>
            <th scope="col">{say('peers.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.city}/${row.rank}`}>
              <td class="number">{row.rank}</td>
              <th scope="row">
                {row.city}, {periodText(row.period, language)}
              </th>
              <td class="number">{rangeText(row, language).value}</td>
              <td class="number">{endsText(row, language)}</td>
              <td class="number">{ratio.format(row.ratio)}</td>
              <td class="number">
                {ratio.format(row.ratioLower)} – {ratio.format(row.ratioUpper)}
              </td>
              <td>
                {SIGNS[kindOf(row)]} {say(`peers.kind.${kindOf(row)}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
    </ChartFrame>
  )
}

function titleOf(per: Row['per'], rows: readonly Row[], { say }: Speech): string {
  const count = rows.filter((row) => row.isDifferent).length
  const against = rows[0]?.against ?? ''
  return say(count === 1 ? `peers.finding.${per}.one` : `peers.finding.${per}`, { count, against })
}

function CoverageList({ rows, speech }: { rows: readonly Row[]; speech: Speech }): JSX.Element {
  const sentences = new Map(rows.map(({ city, period, coverage }) => [`${city}, ${period}`, coverage]))
  return (
    <details>
      <summary>{speech.say('coverage.title')}</summary>
      <ul>
        {[...sentences].map(([city, sentence]) => (
          <li key={city}>
            <strong>{city}</strong>: <span lang="en">{sentence}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

interface PeerNotesProps {
  readonly id: string
  readonly title: string
  readonly notes: readonly {
    readonly city: string
    readonly why: string
    readonly codes?: readonly string[] | undefined
  }[]
  readonly texts: CodeTexts
}

/** What must be known of cities, each said once: what it means in the language of the page, and the service's words. */
function PeerNotes({ id, title, notes, texts }: PeerNotesProps): JSX.Element | null {
  const each = new Map(notes.map((one) => [`${one.city}: ${one.why}`, one]))
  if (each.size === 0) return null
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul>
        {[...each].map(([key, { city, why, codes = [] }]) => (
          <li key={key}>
            <strong>{city}</strong>: {codes.map((code) => texts[code] && `${texts[code]?.title}. `)}
            <span class="note" lang="en">
              {why}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
