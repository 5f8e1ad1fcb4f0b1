import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runCommand } from '../fixtures/command.ts'

/** Made by make.py beside it: three rows, and two that were appended. */
const FLOWS = new URL('../fixtures/iceberg-flows', import.meta.url).pathname
const [FIRST, SECOND] = ['8141562876512377636', '6422421929161144661']

const extensions = process.env['CORDON_DUCKDB_EXTENSIONS'] ?? ''
const missing = ['avro', 'iceberg'].filter(
  (name) => !existsSync(join(extensions, `${name}.duckdb_extension`)),
)
const word = missing.length === 0 ? '' : ` (skipped: CORDON_DUCKDB_EXTENSIONS has no ${missing.join(', ')})`

const root = mkdtempSync(join(tmpdir(), 'cordon-iceberg-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let count = 0
function newTable() {
  count += 1
  const table = join(root, `table-${count}`)
  cpSync(FLOWS, table, { recursive: true })
  const environment = { CORDON_DATA_DIR: join(root, `data-${count}`), CORDON_DUCKDB_EXTENSIONS: extensions }
  const run = (...words: string[]) =>
    runCommand(
      [
        ...[
          'datasets',
          'attach',
          '--dataset',
          'lake',
          '--iceberg',
          table,
          '--map',
          'period=day,trips=n_trips',
        ],
        ...['--title', 'Flows', '--owner', 'City of Test', '--legal-basis', 'open-licence'],
        ...['--licence', 'CC BY 4.0', '--country', 'ES', '--grain', 'day', ...words],
      ],
      { environment },
    )
  return { table, environment, run }
}

test('an Iceberg table needs a snapshot and two extensions, and is told which', async () => {
  const { run, environment } = newTable()
  const unnamed = await run()
  expect([unnamed.exitCode, unnamed.complaint]).toEqual([
    2,
    expect.stringContaining(`the newest are ${SECOND}, ${FIRST}`),
  ])
  const none = await runCommand(
    [
      'datasets',
      'attach',
      '--dataset',
      'lake',
      '--iceberg',
      root,
      '--snapshot',
      '1',
      '--title',
      'F',
      '--owner',
      'T',
      '--legal-basis',
      'open-licence',
      '--licence',
      'CC0',
      '--country',
      'ES',
      '--grain',
      'day',
    ],
    { environment: { CORDON_DATA_DIR: environment.CORDON_DATA_DIR } },
  )
  expect(none.complaint).toContain('There is no Iceberg table in this folder')
})

describe.skipIf(missing.length > 0)(`an Iceberg table${word}`, () => {
  test('is read as of the snapshot that is named', async () => {
    const { run, table } = newTable()
    expect((await run('--snapshot', FIRST)).output).toContain(
      `${table} snapshot ${FIRST}: 3 rows became 3 facts: version 1 of lake\n`,
    )
    expect((await run('--snapshot', SECOND)).output).toContain('5 rows became 5 facts: version 2 of lake')
    expect((await run('--snapshot', SECOND)).output).toContain('nothing changed')
  })

  test('is not attached without the snapshot, its lists or its data', async () => {
    const { run, table } = newTable()
    expect((await run('--snapshot', '5')).complaint).toContain('does not have this snapshot')
    const data = join(table, 'data')
    const [one = ''] = readdirSync(data)
    const bytes = readFileSync(join(data, one))
    rmSync(join(data, one))
    expect((await run('--snapshot', SECOND)).complaint).toContain('are not there')
    writeFileSync(join(data, one), bytes.subarray(0, 100))
    expect((await run('--snapshot', SECOND)).complaint).toContain(
      'does not have the stated format, or is damaged',
    )
    writeFileSync(join(data, one), bytes)
    for (const name of readdirSync(join(table, 'metadata')))
      if (name.startsWith('snap-')) rmSync(join(table, 'metadata', name))
    expect((await run('--snapshot', SECOND)).complaint).toContain('The lists of the snapshot cannot be read')
  })

  test('is not attached if its columns were changed, or it has other rows than it says', async () => {
    const { run, table } = newTable()
    const metadata = join(table, 'metadata')
    const newest =
      readdirSync(metadata)
        .filter((name) => name.endsWith('.json'))
        .sort()
        .at(-1) ?? ''
    const text = readFileSync(join(metadata, newest), 'utf8')
    const state = JSON.parse(text) as { schemas: unknown[] }
    // As a text: names of snapshots have more digits than a number keeps.
    writeFileSync(
      join(metadata, newest),
      text.replace('"schemas": [', `"schemas": [${JSON.stringify(state.schemas[0])},`),
    )
    expect((await run('--snapshot', SECOND)).complaint).toContain('Columns of the table were changed')
    writeFileSync(join(metadata, newest), text)
    const [one = '', two = ''] = readdirSync(join(table, 'data'))
    cpSync(join(table, 'data', one), join(table, 'data', two))
    expect((await run('--snapshot', SECOND)).exitCode).toBe(2)
  })
})
