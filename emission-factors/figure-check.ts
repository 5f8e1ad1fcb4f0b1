import { statSync } from 'node:fs'
import { join } from 'node:path'
import { cell, type Figure, listFigureFiles, readFigures, SOURCES_FILE, yearsOf } from './figure-file.ts'

/** Licences under which a whole table may stand in the repository. */
const OPEN_LICENCES: ReadonlySet<string> = new Set([
  'OGL-3.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'US-Government',
  'Licence-Ouverte-2.0',
  'dl-de-by-2.0',
  'Apache-2.0',
  'MIT',
  'EEA-reuse',
])
/** Single facts of a source under other terms are quoted, not copied. */
const QUOTED = 'quoted'
const MAX_QUOTED_FACTS = 10
const MAX_FILE_BYTES = 6_000_000
const MAX_BYTES = 8_000_000

const SOURCE_COLUMNS = [
  'id',
  'title',
  'publisher',
  'edition',
  'licence',
  'attribution',
  'url',
  'readIn',
] as const
const FIGURE_COLUMNS = [
  'measure',
  'mode',
  'vehicleClass',
  'powertrain',
  'region',
  'year',
  'value',
  'lower',
  'upper',
  'unit',
  'splice',
  'sourceId',
  'table',
] as const

/**
 * What may not stand in the repository of a folder of figures, as `file:row: what`: rows without a source, sources whose
 * licence is share-alike, non-commercial, unchecked or unknown, more than ten quoted facts of a source, files too large.
 *
 * @throws {Error} if there is no such folder, or a file is no table
 */
export function figureFaults(folder: string): readonly string[] {
  const faults: string[] = []
  const names = listFigureFiles(folder)
  const sources = readFigures(folder, SOURCES_FILE)
  faults.push(...columnFaults(SOURCES_FILE, sources, SOURCE_COLUMNS))
  const licences = new Map<string, readonly string[]>()
  for (const [index, source] of sources.entries()) {
    const id = cell(source, 'id')
    const licence = cell(source, 'licence').split('; ')
    // A second line of a source must not undo what the first one says of its licence.
    if (licences.has(id)) faults.push(`${SOURCES_FILE}:${index + 2}: ${id} is there twice`)
    licences.set(id, licence)
    for (const one of licence)
      if (one !== QUOTED && !OPEN_LICENCES.has(one))
        faults.push(
          `${SOURCES_FILE}:${index + 2}: '${one}' is no licence under which figures may be handed on`,
        )
  }
  const used = new Map<string, number>()
  for (const name of names.filter((one) => one !== SOURCES_FILE)) {
    const rows = readFigures(folder, name)
    faults.push(...columnFaults(name, rows, FIGURE_COLUMNS))
    for (const [index, row] of rows.entries()) {
      const id = cell(row, 'sourceId')
      used.set(
        id,
        (used.get(id) ?? 0) + factsIn(row, (fault) => faults.push(`${name}:${index + 2}: ${fault}`)),
      )
      if (!licences.has(id))
        faults.push(`${name}:${index + 2}: there is no source '${id}' in ${SOURCES_FILE}`)
    }
  }
  for (const [id, licence] of licences) {
    const count = used.get(id) ?? 0
    if (count === 0) faults.push(`${SOURCES_FILE}: ${id} is the source of nothing`)
    if (licence.includes(QUOTED) && count > MAX_QUOTED_FACTS)
      faults.push(
        `${SOURCES_FILE}: ${count} facts of ${id} are no quotation; ${MAX_QUOTED_FACTS} are the most`,
      )
  }
  return [...faults, ...sizeFaults(folder, names)]
}

/** How many facts a line holds: each year of one that packs years is one. */
function factsIn(row: Figure, report: (fault: string) => void): number {
  try {
    return yearsOf(row).length
  } catch (error) {
    report(error instanceof Error ? error.message : String(error))
    return 1
  }
}

function columnFaults(name: string, rows: readonly Figure[], columns: readonly string[]): readonly string[] {
  const found = Object.keys(rows[0] ?? {})
  return found.join() === columns.join() ? [] : [`${name}: the columns are not ${columns.join(', ')}`]
}

function sizeFaults(folder: string, names: readonly string[]): readonly string[] {
  const sizes = names.map((name) => [name, statSync(join(folder, name)).size] as const)
  const large = sizes.filter(([, bytes]) => bytes > MAX_FILE_BYTES)
  const sum = sizes.reduce((total, [, bytes]) => total + bytes, 0)
  return [
    ...large.map(([name, bytes]) => `${name}: ${bytes} bytes are more than ${MAX_FILE_BYTES}`),
    ...(sum > MAX_BYTES ? [`${sum} bytes of figures are more than ${MAX_BYTES}`] : []),
  ]
}
