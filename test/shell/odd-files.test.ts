import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { runCommand } from '../fixtures/command.ts'

// Whoever names a wrong file at a shell is told so in a sentence, and never with the frames of a program.
const root = mkdtempSync(join(tmpdir(), 'cordon-odd-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const at = (name: string): string => join(root, name)
mkdirSync(at('folder'))
const workbook = await writeWorkbook([
  {
    sheet: 'A',
    data: [
      [{ value: 'zone' }, { value: 'city' }],
      [{ value: '1' }, { value: 'bonn' }],
    ],
  },
]).toBuffer()
const FILES: Readonly<Record<string, string | Buffer>> = {
  'empty.csv': '',
  'head.csv': 'zone,city\n',
  'other.csv': 'a;b;c\n1;2,5;x\n',
  'noise.bin': Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
  'book.csv': workbook,
  'book.xlsx': workbook,
  'old.xlsx': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  'packed.csv': gzipSync('zone,city\n1,bonn\n'),
  'list.json': '[1, 2]',
  'cut.json': '{"city":',
  'wide.json': Buffer.from('\ufeff{"city":{}}', 'utf16le'),
}
for (const [name, bytes] of Object.entries(FILES)) writeFileSync(at(name), bytes)
const ODD = ['nothing.csv', 'folder', ...Object.keys(FILES)]

const environment = { CORDON_DATA_DIR: at('data') }
const REGISTERED = [
  ...['--dataset', 'd', '--title', 'T', '--owner', 'O', '--legal-basis', 'open-licence'],
  ...['--licence', 'CC BY 4.0', '--country', 'DE', '--grain', 'year'],
]

const COMMANDS: Readonly<Record<string, (file: string) => readonly string[]>> = {
  estimate: (file) => ['estimate', file],
  inventory: (file) => ['inventory', file],
  reconcile: (file) => ['reconcile', file],
  verify: (file) => ['verify', file],
  compare: (file) => ['compare', file, file],
  scenario: (file) => ['scenario', file, file],
  'state fleet': (file) => ['state', 'fleet', file],
  'state fuel-sales': (file) => ['state', 'fuel-sales', file, '--place', 'E1', '--year', '2019'],
  'filed-inventory': (file) => ['filed-inventory', file],
  cities: (file) => ['cities', file],
  prepare: (file) => ['prepare', file, '--output', at('prepared.csv')],
}

describe.each(Object.entries(COMMANDS))('cordon %s', (_, wordsOf) => {
  test.each(ODD)('refuses %s in a sentence', async (name) => {
    const { exitCode, output, complaint } = await runCommand(wordsOf(at(name)), { environment })
    expect([exitCode, output]).toEqual([2, ''])
    expect(complaint).toMatch(/^cordon: /)
    expect(complaint).not.toContain('error in the program')
  })
})

describe('where a file is asked for', () => {
  test.each([
    ['estimate', 'a folder', 'folder', 'is a folder; name a file'],
    ['estimate', 'a table', 'other.csv', 'A table goes into a dataset (cordon import)'],
    ['estimate', 'a workbook of one’s own', 'book.xlsx', 'no sheet of the template'],
    ['estimate', 'nothing', 'empty.csv', 'is empty'],
    ['cities', 'a workbook', 'book.csv', 'save the sheet as CSV in UTF-8'],
    ['cities', 'a packed file', 'packed.csv', 'unpack it'],
    ['state fleet', 'an old workbook', 'old.xlsx', 'from before 2007'],
    ['prepare', 'a folder', 'folder', 'is a folder; name a file'],
  ])('cordon %s says what to do with %s', async (command, _, name, said) => {
    const { complaint } = await runCommand(COMMANDS[command]?.(at(name)) ?? [], { environment })
    expect(complaint).toContain(said)
  })

  test('cordon import reads files: no folder, and no standard input', async () => {
    const imported = (file: string) => runCommand(['import', 'tidy', file, ...REGISTERED], { environment })
    expect((await imported(at('folder'))).complaint).toContain('is a folder; name a file')
    expect((await imported('-')).complaint).toContain('not standard input')
  })

  test('cordon restore takes no folder', async () => {
    const words = ['restore', at('folder'), '--deletions', 'none']
    const { exitCode, complaint } = await runCommand(words, { environment })
    expect([exitCode, complaint]).toEqual([2, expect.stringContaining('name the file of a backup')])
  })

  test('cordon state puts its part into a request, and into nothing else', async () => {
    const fleet = at('fleet.csv')
    writeFileSync(fleet, 'veh_type,euro,fuel,N\nBUS_URBAN_D,Euro 5,D,10\n')
    const words = ['state', 'fleet', fleet, '--into', at('list.json')]
    const { exitCode, complaint } = await runCommand(words, { environment })
    expect([exitCode, complaint]).toEqual([2, expect.stringContaining('is no request')])
  })
})
