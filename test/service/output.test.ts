import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { FREIBURG, FREIBURG_2023, filledTemplate, workbookBytes } from '../fixtures/template.ts'

const factorSets = () => factorSetsOf([releasedSet('2026.3')])
let folder: string
const at = (name: string): string => join(folder, name)
const run = (...words: readonly string[]) => runCommand(words, { factorSets })

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-output-'))
  writeFileSync(at('city.json'), JSON.stringify(FREIBURG_2023))
  writeFileSync(at('before.json'), JSON.stringify({ ...FREIBURG_2023, period: '2022' }))
  writeFileSync(at('city.xlsx'), await workbookBytes(await filledTemplate('de', FREIBURG)))
  writeFileSync(
    at('result.json'),
    (await run('estimate', at('city.json'), '--format', 'json', '--lines')).output,
  )
  writeFileSync(
    at('fleet.csv'),
    'veh_type,euro,fuel,N,fleet_composition\nUrban Bus,V,D,80,0.8\nUrban Bus,VI,D,20,0.2\n',
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// Of each command that gives results, in each of its formats.
const COMMANDS: readonly (readonly string[])[] = [
  ...['table', 'json', 'csv'].map((format) => ['estimate', 'city.json', '--format', format]),
  ['estimate', 'city.xlsx'],
  ...['json', 'csv'].map((format) => ['estimate', 'city.xlsx', '--period', '2023', '--format', format]),
  ...['table', 'json', 'csv', 'citycatalyst', 'cdp'].map((format) => [
    'inventory',
    'city.json',
    '--format',
    format,
  ]),
  ...['text', 'json'].map((format) => ['boundaries', 'city.json', '--format', format]),
  ...['table', 'json'].map((format) => ['reconcile', 'city.json', '--format', format]),
  ['explain', 'city.json'],
  ...['table', 'json', 'csv'].map((format) => ['restate', 'before.json', 'city.json', '--format', format]),
  ['verify', 'result.json'],
  ['state', 'fleet', 'fleet.csv'],
  ['factors', 'list'],
  ...['table', 'json', 'csv'].map((format) => ['factors', 'find', '--kind', 'gwp', '--format', format]),
]

test.each(COMMANDS.map((words) => [words.join(' '), words] as const))(
  '%s --output writes what it would print, and prints nothing',
  async (_, words) => {
    const placed = words.map((word) => (/\.(json|xlsx|csv)$/.test(word) ? at(word) : word))
    const printed = await run(...placed)
    expect(printed.exitCode).toBe(0)
    const file = at('written')
    const written = await run(...placed, '--output', file)
    expect(written).toEqual({ ...printed, output: '' })
    expect(readFileSync(file, 'utf8')).toBe(printed.output)
    expect(printed.output.length).toBeGreaterThan(100)
    rmSync(file)
  },
)

test('what is refused leaves no file, whole or in part', async () => {
  writeFileSync(at('broken.json'), '{"city":{}}')
  const { exitCode, complaint } = await run('estimate', at('broken.json'), '--output', at('none'))
  expect(exitCode).toBe(2)
  expect(complaint).not.toBe('')
  expect(existsSync(at('none'))).toBe(false)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
})

test('a file that cannot be written is told, and exits with 2', async () => {
  const { exitCode, complaint } = await run('estimate', at('city.json'), '--output', at('no/such/folder/x'))
  expect([exitCode, complaint]).toEqual([2, expect.stringContaining('Cannot write')])
})
