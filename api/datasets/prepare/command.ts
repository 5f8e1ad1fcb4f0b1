import { closeSync, copyFileSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import type { Grain } from '../../../src/index.ts'
import { csvText } from '../../http/csv.ts'
import { containerOf } from '../../imports/container.ts'
import { READ_LIMITS } from '../../imports/read-limits.ts'
import { MAX_ROUNDING } from '../../imports/rounding.ts'
import { shieldedDatabase } from '../../imports/shielded-database.ts'
import { tidy } from '../../imports/tidy.ts'
import { openRelation } from '../../imports/utf8-file.ts'
import { CommandRefused } from '../../shell/failure.ts'
import { requireFile } from '../../shell/input-file.ts'
import { writeWhole } from '../../shell/output-file.ts'
import type { Terminal } from '../../shell/terminal.ts'
import { type Dataset, GRAINS } from '../../store/datasets.ts'
import { noteOf } from './note.ts'
import { type Prepared, type Preparing, prepareTable } from './prepare-table.ts'

const MIN_CONTRIBUTORS = 10

interface Options {
  readonly output: string
  readonly by: Grain
  readonly minimum: number
  readonly roundTo: number
  readonly contributor?: string
}

/** `cordon prepare`: makes a carrier's table safe before it leaves their house. Nothing is sent and nothing is kept. */
export const prepareCommand = (terminal: Terminal): Command =>
  new Command('prepare')
    .description(
      'make a table safe before it leaves your house: sums, without those of too few and those that would tell them, rounded',
    )
    .addArgument(
      new Argument(
        '<file>',
        'sums with contributors, or a list of trips (--contributor): CSV, NDJSON or Parquet',
      ),
    )
    .requiredOption('--output <file>', 'CSV to write, with a note beside it (.txt)')
    .addOption(new Option('--by <grain>', 'period of the sums').choices(GRAINS).default('month'))
    .addOption(
      new Option('--minimum <count>', `fewest contributors of a sum, ${MIN_CONTRIBUTORS} or more`)
        .argParser(whole(MIN_CONTRIBUTORS, 1_000_000))
        .default(MIN_CONTRIBUTORS),
    )
    .addOption(
      new Option('--round-to <count>', `what counts are rounded to, 1 to ${MAX_ROUNDING}`)
        .argParser(whole(1, MAX_ROUNDING))
        .default(5),
    )
    .option(
      '--contributor <column>',
      'the table is a list of trips, and this column tells persons or devices apart',
    )
    .action(async (file: string, { output, ...stated }: Options) => {
      // Rounded down, no count may fall below the minimum.
      const preparing = {
        ...stated,
        minimum: Math.ceil(stated.minimum / stated.roundTo) * stated.roundTo,
      }
      requireFile(file)
      const folder = mkdtempSync(join(tmpdir(), 'cordon-prepare-'))
      try {
        const prepared = await prepare(file, folder, preparing)
        const note = noteOf(prepared, preparing)
        writeWhole(output, csvOf(prepared))
        writeWhole(`${output}.txt`, note)
        terminal.write(note)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })

function whole(least: number, most: number): (text: string) => number {
  return (text) => {
    const count = Number(text)
    if (Number.isInteger(count) && count >= least && count <= most) return count
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`)
  }
}

const csvOf = ({ rows, columns }: Prepared): string => csvText(rows, columns)

/** @throws {Failure} if the table cannot be read, or what became of it would not be taken in */
async function prepare(file: string, folder: string, preparing: Preparing): Promise<Prepared> {
  const path = join(folder, 'content')
  copyFileSync(file, path)
  const container = containerOf(firstBytesOf(path), tidy)
  if (container === undefined || container === 'xlsx')
    throw new CommandRefused('The file must be CSV, NDJSON or Parquet, and not packed.')
  // Loaded where a table is read: no other command needs the engine.
  const { openReadingDatabase } = await import('../../imports/reading-database.ts')
  const database = await openReadingDatabase(folder, READ_LIMITS.databaseMebibytes)
  try {
    const shielded = shieldedDatabase(database)
    const { relation } = await openRelation({ path, container })
    const prepared = await prepareTable(relation, preparing, shielded)
    if (prepared.rows.length > 0) await requireTaken(prepared, folder, preparing, shielded)
    return prepared
  } finally {
    database.close()
  }
}

/** Looks at what became of the table as a service that takes it in does. */
async function requireTaken(
  prepared: Prepared,
  folder: string,
  { by, minimum, roundTo }: Preparing,
  database: Parameters<typeof tidy.read>[1],
): Promise<void> {
  const path = join(folder, 'prepared.csv')
  writeFileSync(path, csvOf(prepared), { mode: 0o600 })
  const dataset: Dataset = {
    id: 'prepared',
    title: 'Prepared',
    owner: 'Whoever prepares it',
    legalBasis: 'agreement',
    country: 'ZZ',
    grain: by,
    minimumContributors: minimum,
    roundedTo: roundTo,
    version: 0,
    files: 0,
    facts: 0,
  }
  await tidy.read({ path, container: 'csv', bytes: 0, digest: '', folder }, database, dataset, {})
}

const FIRST_BYTES = 4096

function firstBytesOf(path: string): Buffer {
  const bytes = Buffer.alloc(FIRST_BYTES)
  const file = openSync(path, 'r')
  try {
    return bytes.subarray(0, readSync(file, bytes))
  } finally {
    closeSync(file)
  }
}
