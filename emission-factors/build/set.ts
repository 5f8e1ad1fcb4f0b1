import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BREAK_COLUMNS } from '../breaks.ts'
import type { RegionGroup, Source } from '../domain.ts'
import { factorRowsOf, listFactorRows, REFERENCE_COLUMNS, referencesOf } from '../factor-rows.ts'
import type { Figures } from '../figure-file.ts'
import { contentOf, readSetFiles, type SetHeader, setDigest, sha256 } from '../load.ts'
import { NORMAL_COLUMNS } from '../normals.ts'
import { DERIVATION_COLUMNS, listSeriesLines, SERIES_COLUMNS } from '../series.ts'
import { NOTES_TABLE, shareNotes } from '../shared-notes.ts'
import { type FactorRow, factorColumns, writeTable } from '../table.ts'
import { type Verified, verifyFactorSet } from '../verify.ts'
import { readme } from './readme.ts'
import type { Recipe } from './recipe.ts'
import { withRevisedIds } from './revised-series.ts'
import type { Contribution } from './row.ts'
import { seriesLines } from './series-lines.ts'

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/** A set that was released and would come out otherwise. */
export class ReleasedSetChanges extends Error {
  override readonly name = 'ReleasedSetChanges'

  constructor({ id, digest: released }: Recipe, made: string) {
    super(
      `${id} was released as ${released}, and these figures and this build make ${made}. ` +
        'A released set never changes: undo the change, or give a new set a recipe of its own.',
    )
  }
}

/** Where a build reads and writes. */
export interface Folders {
  /** The folder of all released sets. */
  readonly sets: string
  /** The folder that the set is put into. */
  readonly to: string
}

/**
 * Builds a set, verifies it and puts it in place of the one that is there. The same figures give the same bytes.
 * Whatever goes wrong, the set that is there stays as it is.
 *
 * @throws {ReleasedSetChanges} if the set was released with another digest
 * @throws {FactorSetFaulty} with every record that may not be released, and why
 */
export function buildSet(figures: Figures, recipe: Recipe, { sets, to }: Folders): Verified {
  const files = filesOf(figures, recipe, join(sets, recipe.base), join(sets, recipe.supersedes))
  mkdirSync(to, { recursive: true })
  const made = mkdtempSync(join(to, `.${recipe.id}-`))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text)
    const verified = verifyFactorSet(made)
    const { digest } = verified.header
    if (recipe.digest !== undefined && digest !== recipe.digest) throw new ReleasedSetChanges(recipe, digest)
    putInPlace(made, join(to, recipe.id))
    return verified
  } finally {
    rmSync(made, { recursive: true, force: true })
  }
}

function putInPlace(made: string, folder: string): void {
  const before = `${made}-before`
  if (existsSync(folder)) renameSync(folder, before)
  renameSync(made, folder)
  rmSync(before, { recursive: true, force: true })
}

function filesOf(figures: Figures, recipe: Recipe, base: string, superseded: string): Record<string, string> {
  const { header: earlier, texts } = readSetFiles(base)
  const content = contentOf(earlier, texts)
  const released = listFactorRows(texts)
  const parts = recipe.contributions.map((contribute) => contribute(figures, content, released))
  const isReplaced = (row: FactorRow): boolean =>
    row.role === 'reference' || parts.some((part) => part.replaces(row))
  const before = factorRowsOf(texts, 'factors-added.csv')
  const kept = factorRowsOf(texts, 'factors.csv')
  const withNumbers = shareNotes(kept)
  const added = [...before, ...parts.flatMap((part) => part.records)].sort(byId)
  const references = [
    ...referencesOf(kept, isReplaced),
    ...referencesOf(added, (row) => row.role === 'reference' || (before.includes(row) && isReplaced(row))),
  ]
  const series = parts.flatMap((part) => part.series).sort(byId)
  const years = parts.flatMap((part) => part.years)
  const { lines: built, derivations } = seriesLines(series, years)
  const normals = parts.flatMap((part) => part.normals ?? []).sort(byId)
  const { lines, breaks: declared } = withRevisedIds(
    { lines: built, breaks: parts.flatMap((part) => part.breaks ?? []) },
    listSeriesLines(readSetFiles(superseded).texts),
    recipe.id,
  )
  const breaks = declared.toSorted((a, b) => byId({ id: a.series }, { id: b.series }) || a.year - b.year)
  const tables: Readonly<Record<string, string>> = {
    ...texts,
    'factors.csv': writeTable(withNumbers.rows, columnsOf(texts['factors.csv'] ?? '')),
    [NOTES_TABLE]: withNumbers.table,
    ...(breaks.length === 0 ? {} : { 'breaks.csv': writeTable(breaks, BREAK_COLUMNS) }),
    'factors-added.csv': writeTable(
      added,
      // Only normals speak of a month, and they have a table of their own.
      factorColumns((field) => field !== 'month'),
    ),
    'regions.json': regionsOf(texts['regions.json'] ?? '{}', parts),
    'reference.csv': writeTable(references, REFERENCE_COLUMNS),
    'derivations.csv': writeTable(derivations, DERIVATION_COLUMNS),
    ...(normals.length === 0 ? {} : { 'normals.csv': writeTable(normals, NORMAL_COLUMNS) }),
    'series.csv': writeTable(lines, SERIES_COLUMNS),
    'sources.json': sourcesOf(texts['sources.json'] ?? '[]', parts),
  }
  const names = Object.keys(tables).sort()
  const files = Object.fromEntries(names.map((name) => [name, sha256(tables[name] ?? '')]))
  const { id, title, released: day, supersedes } = recipe
  const { standIns } = earlier
  const header: SetHeader = {
    id,
    title,
    released: day,
    supersedes,
    standIns,
    files,
    digest: setDigest(files),
  }
  const referenceCount = released.filter(isReplaced).length
  const records = [...released, ...parts.flatMap((part) => part.records)]
  return {
    ...tables,
    'set.json': json(header),
    'README.md': readme(recipe, {
      records,
      references: referenceCount,
      series: lines,
      years: years.length,
    }),
  }
}

/** The columns of a table as it is written. */
const columnsOf = (text: string): readonly string[] => text.slice(0, text.indexOf('\n')).trim().split(',')

function sourcesOf(before: string, parts: readonly Contribution[]): string {
  const sources = JSON.parse(before) as readonly Source[]
  return json([...sources, ...parts.flatMap((part) => part.sources)].toSorted(byId))
}

/**
 * Groups by size: of two that hold a country the smaller is looked into first, for it says more of the country. Those of the
 * released set keep their order among themselves only where they are alike in size.
 */
function regionsOf(before: string, parts: readonly Contribution[]): string {
  const regions = JSON.parse(before) as { readonly groups: readonly RegionGroup[] }
  const groups = [...regions.groups, ...parts.flatMap((part) => part.groups ?? [])].toSorted(
    (a, b) => a.members.length - b.members.length || (a.code < b.code ? -1 : 1),
  )
  return json({ ...regions, groups })
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
