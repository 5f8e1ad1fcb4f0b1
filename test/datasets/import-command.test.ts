import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { datasetsCommand } from '../../api/datasets/command.ts'
import { importCommand } from '../../api/datasets/import-command.ts'
import { readerHere } from '../../api/imports/read-file.ts'
import { explainFailure } from '../../api/shell/failure.ts'
import type { Terminal } from '../../api/shell/terminal.ts'
import { TALLY } from '../fixtures/tally-importer.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-import-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const data = join(root, 'data')

function fileOf(name: string, content: string | Buffer): string {
  const file = join(root, name)
  writeFileSync(file, content)
  return file
}

async function run(name: 'import' | 'datasets', words: readonly string[]) {
  let output = ''
  let complaint = ''
  const terminal: Terminal = {
    environment: { CORDON_DATA_DIR: data },
    readInput: () => Buffer.from(''),
    write: (text) => {
      output += text
    },
    complain: (text) => {
      complaint += text
    },
    isTerminal: false,
  }
  const command =
    name === 'import'
      ? importCommand(terminal, [TALLY], () => readerHere([TALLY]))
      : datasetsCommand(terminal)
  try {
    await command.exitOverride().parseAsync([...words], { from: 'user' })
  } catch (error) {
    complaint += explainFailure(error).text
  }
  return { output, complaint }
}

const REGISTRATION = [
  ...['--title', 'Counts', '--owner', 'City of Test', '--legal-basis', 'open-licence'],
  ...['--licence', 'CC BY 4.0', '--country', 'ES', '--grain', 'day'],
]

describe('cordon import', () => {
  test('registers, takes files in, and does nothing the second time', async () => {
    expect((await run('datasets', [])).output).toBe('No dataset is registered here.\n')
    const one = fileOf('one.csv', 'period,city,trips\n2024-01-01,A,10\n2024-01-02,A,20\n')
    const two = fileOf('two.csv.gz', gzipSync('period,city,trips\n2024-01-03,A,30\n'))
    const unsaid = await run('import', ['tally', one, '--dataset', 'counts'])
    expect(unsaid.complaint).toContain('No dataset counts is registered here.')

    const first = await run('import', ['tally', one, two, '--dataset', 'counts', ...REGISTRATION])
    expect(first.output).toBe(
      `${one}: 2 rows became 2 facts: version 1 of counts\n${two}: 1 rows became 1 facts: version 2 of counts\n`,
    )
    expect(first.complaint).toContain(`${one}: storing\n`)
    const again = await run('import', ['tally', two, '--dataset', 'counts'])
    expect(again.output).toBe(`${two}: is in counts already, since version 2; nothing changed\n`)
    expect((await run('datasets', [])).output).toMatch(/counts +Counts +ES +day +2 +2 +3\n/)
  })

  test('says what is wrong, and never a value', async () => {
    const bad = fileOf('bad.csv', 'period,city,mode,trips\n2024-01-01,A,rocket,10\n')
    const refused = await run('import', ['tally', bad, '--dataset', 'counts'])
    expect(refused.complaint).toContain('The file cannot be imported')
    expect(refused.complaint).toContain('mode')
    // The place of a fault of a file: its column and how many rows are at fault.
    expect(refused.complaint).toMatch(/^ {2}column mode, 1 row$/m)
    expect(refused.complaint).not.toContain('rocket')
    expect((await run('import', ['tally', 'no.csv', '--dataset', 'counts'])).complaint).toContain(
      'no file no.csv',
    )
    expect((await run('import', ['taly', bad, '--dataset', 'counts'])).complaint).toContain('Accepted: tally')
    expect(
      (await run('import', ['tally', bad, '--dataset', 'counts', '--option', 'slow'])).complaint,
    ).toContain('name=value')
    const unlicensed = [...REGISTRATION.slice(0, 6), '--country', 'UK', '--grain', 'hour']
    const faults = (await run('import', ['tally', bad, '--dataset', 'other', ...unlicensed])).complaint
    for (const place of ['/country', '/grain']) expect(faults).toContain(place)
  })

  test('leaves no dataset behind whose first file it refused', async () => {
    const bad = fileOf('first.csv', 'period,city,mode,trips\n2024-01-01,A,rocket,10\n')
    const good = fileOf('second.csv', 'period,city,trips\n2024-01-01,A,10\n')
    await run('import', ['tally', bad, '--dataset', 'fresh', ...REGISTRATION])
    expect((await run('datasets', [])).output).not.toContain('fresh')
    // A file before the refused one stays, and the refusal is noted.
    await run('import', ['tally', good, bad, '--dataset', 'fresh', ...REGISTRATION])
    expect((await run('datasets', [])).output).toMatch(/fresh +Counts +ES +day +1 +1 +1\n/)
    expect((await run('datasets', ['refused', 'fresh'])).output).toMatch(/tally +fact-invalid/)
    expect((await run('datasets', ['refused', 'counts'])).output).toMatch(/tally +fact-invalid/)
  })

  test('names what stands in the way of a second file of the same day', async () => {
    const day = fileOf('day.csv', 'period,city,trips\n2024-01-01,A,11\n')
    const refused = await run('import', ['tally', day, '--dataset', 'fresh'])
    expect(refused.complaint).toContain('[facts-repeated]')
    expect(refused.complaint).toMatch(/Accepted: sha256:[0-9a-f]{64}/)
    const both = await run('import', ['tally', day, '--dataset', 'fresh', '--same-keys', 'add'])
    expect(both.output).toContain('1 rows became 1 facts: version 2 of fresh')
  })
})

describe('cordon datasets delete', () => {
  test('deletes all of a dataset and says how much', async () => {
    // The jobs are the two refusals above.
    expect((await run('datasets', ['delete', 'fresh'])).output).toBe(
      'Deleted fresh: 2 files, 2 facts, 0 zones, 2 jobs. No saved estimate was made of it.\n',
    )
    expect((await run('datasets', ['delete', 'fresh'])).complaint).toContain('No dataset with this id')
    expect((await run('datasets', ['refused', 'fresh'])).complaint).toContain('No dataset with this id')
  })
})
