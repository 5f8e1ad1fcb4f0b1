import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../domain.ts'
import { type SetHeader, setDigest, sha256 } from '../load.ts'
import { COLD_START_COLUMNS, CURVE_COLUMNS, factorColumns, GAS_CURVE_COLUMNS, writeTable } from '../table.ts'
import { type Verified, verifyFactorSet } from '../verify.ts'
import type { Figures } from './figures.ts'
import { readme } from './readme.ts'
import type { Recipe } from './recipe.ts'
import { GROUPS, STAND_INS, subnationalOf } from './region.ts'
import type { Contribution } from './row.ts'

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

/**
 * Builds a set, verifies it and puts it in place of the one that is there. The same figures give the same bytes.
 * Whatever goes wrong, the set that is there stays as it is.
 *
 * @param root the folder of all sets
 * @throws {ReleasedSetChanges} if the set was released with another digest
 * @throws {FactorSetFaulty} with every record that may not be released, and why
 */
export function buildSet(figures: Figures, recipe: Recipe, root: string): Verified {
  const parts = recipe.contributions.map((contribute) => fitted(contribute(figures), recipe))
  const files = filesOf(parts, recipe)
  mkdirSync(root, { recursive: true })
  const made = mkdtempSync(join(root, `.${recipe.id}-`))
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(made, name), text)
    const verified = verifyFactorSet(made)
    const { digest } = verified.header
    if (recipe.digest !== undefined && digest !== recipe.digest) throw new ReleasedSetChanges(recipe, digest)
    putInPlace(made, join(root, recipe.id))
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

/** A contribution without the editions that are too new for the set. */
function fitted(part: Contribution, { withoutSources = [], cutSources = {} }: Recipe): Contribution {
  return {
    ...part,
    sources: part.sources
      .filter(({ id }) => !withoutSources.includes(id))
      .map((source) => ({ ...source, edition: cutSources[source.id]?.edition ?? source.edition })),
    records: part.records.filter(
      ({ sourceId, yearFrom = 0 }) =>
        !withoutSources.includes(sourceId) &&
        yearFrom <= (cutSources[sourceId]?.lastYear ?? Number.POSITIVE_INFINITY),
    ),
  }
}

function filesOf(parts: readonly Contribution[], recipe: Recipe): Record<string, string> {
  const records = parts.flatMap((part) => part.records).sort(byId)
  const curves = parts.flatMap((part) => part.curves ?? []).sort(byId)
  const gasCurves = parts.flatMap((part) => part.gasCurves ?? []).sort(byId)
  const coldStarts = parts.flatMap((part) => part.coldStarts ?? []).sort(byId)
  const regions = { groups: GROUPS, subnational: subnationalOf(records.map(({ region }) => region)) }
  const columns = factorColumns((field) => records.some((record) => record[field] !== undefined))
  const tables: Readonly<Record<string, string>> = {
    ...(coldStarts.length > 0 ? { 'cold-start.csv': writeTable(coldStarts, COLD_START_COLUMNS) } : {}),
    'curves.csv': writeTable(curves, CURVE_COLUMNS),
    'factors.csv': writeTable(records, columns),
    ...(gasCurves.length > 0 ? { 'gas-curves.csv': writeTable(gasCurves, GAS_CURVE_COLUMNS) } : {}),
    'regions.json': json(regions),
    'sources.json': json(parts.flatMap((part): readonly Source[] => part.sources).toSorted(byId)),
  }
  const files = Object.fromEntries(Object.entries(tables).map(([name, text]) => [name, sha256(text)]))
  const { id, title, released, supersedes, remarks } = recipe
  const header: SetHeader = {
    id,
    title,
    released,
    ...(supersedes === undefined ? {} : { supersedes }),
    standIns: STAND_INS,
    files,
    digest: setDigest(files),
  }
  return {
    ...tables,
    'set.json': json(header),
    'README.md': readme(title, remarks, parts, records, curves),
  }
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
