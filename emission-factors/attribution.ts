import type { FactorSetContent, Source } from './domain.ts'

/** A source of a set, with how many of its records are from it. */
export interface Attribution
  extends Pick<Source, 'id' | 'title' | 'publisher' | 'edition' | 'licence' | 'attribution' | 'url'> {
  readonly records: number
}

/** Every source of a set that records are from, by publisher and title. */
export function attributionsOf(content: FactorSetContent): readonly Attribution[] {
  const { records, curves, gasCurves = [], coldStarts = [], groups, sources } = content
  const counts = new Map<string, number>()
  for (const list of [records, curves, gasCurves, coldStarts])
    for (const { sourceId } of list) counts.set(sourceId, (counts.get(sourceId) ?? 0) + 1)
  const named = new Set(groups.map(({ sourceId }) => sourceId))
  return sources
    .filter(({ id }) => counts.has(id) || named.has(id))
    .map(({ id, title, publisher, edition, licence, attribution, url }) => ({
      id,
      title,
      publisher,
      edition,
      licence,
      attribution,
      ...(url === undefined ? {} : { url }),
      records: counts.get(id) ?? 0,
    }))
    .sort((a, b) => compare(a.publisher, b.publisher) || compare(a.title, b.title) || compare(a.id, b.id))
}

/** The attribution lines as plain text, each once, for the end of a report. */
export function attributionText(content: FactorSetContent): string {
  const lines = attributionsOf(content).map(({ attribution, licence }) => `- ${attribution} [${licence}]`)
  return `Emission factors: ${nameOf(content)}. Sources:\n\n${[...new Set(lines)].join('\n')}\n`
}

/** The same as a table in Markdown, with titles, editions and counts. */
export function attributionMarkdown(content: FactorSetContent): string {
  const rows = attributionsOf(content).map(
    ({ title, url, publisher, edition, licence, attribution, records }) =>
      [
        url === undefined ? cell(title) : `[${cell(title)}](${url})`,
        cell(publisher),
        cell(edition),
        cell(licence),
        cell(attribution),
        String(records),
      ].join(' | '),
  )
  return `Emission factors: ${nameOf(content)}.

| Source | Publisher | Edition | Licence | Attribution | Records |
| --- | --- | --- | --- | --- | ---: |
${rows.map((row) => `| ${row} |`).join('\n')}
`
}

/** `docs/attribution.md` of a set. */
export function attributionPage(content: FactorSetContent): string {
  return `# Attribution

Where figures of the newest factor set are used, its sources are to be named as below; a result names those that it
used. \`GET /v1/factor-sets/{id}/attribution\` gives the same for any set, as JSON, \`text/plain\` or \`text/markdown\`.
This page is written by \`npx tsx emission-factors/write-attribution.ts\`. A source without records gives regions.

${attributionMarkdown(content)}`
}

const nameOf = ({ id, digest }: FactorSetContent): string => `Cordon factor set ${id} (${digest})`

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** By code point: the same on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
