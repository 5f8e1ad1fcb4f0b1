import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet } from 'read-excel-file/node'
import { afterAll, describe, expect, test } from 'vitest'
import { runCli } from '../../api/service/commands.ts'
import { loadFactorSets } from '../../api/sets/factor-sets.ts'
import { EXAMPLES } from '../fixtures/documents.ts'

const factorSets = loadFactorSets('emission-factors/sets')
const folder = mkdtempSync(join(tmpdir(), 'cordon-coverage-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function outputOf(words: readonly string[], input: object = {}): Promise<string> {
  let output = ''
  const write = (text: string): void => {
    output += text
  }
  const exit = await runCli(
    words,
    {
      environment: { CORDON_DATA_DIR: join(folder, 'data') },
      readInput: () => Buffer.from(JSON.stringify(input)),
      write,
      complain: write,
      isTerminal: false,
    },
    () => factorSets,
  )
  expect(exit, output).toBe(0)
  return output
}

const LEEDS = { ...EXAMPLES.get('leeds-fuel-2019.json'), factorSet: '2026.2' }
const SENTENCE = /This estimate covers traffic inside Leeds by car/

describe('what is covered is said first', () => {
  test.each([
    ['estimate', 'table'],
    ['inventory', 'table'],
    ['boundaries', 'text'],
    ['reconcile', 'table'],
  ])('%s as %s begins with it', async (command, format) => {
    const [first = ''] = (await outputOf([command, '-', '--format', format], LEEDS)).split('\n')
    expect(first).toMatch(SENTENCE)
  })

  test.each([
    ['estimate', 'csv'],
    ['inventory', 'csv'],
    ['inventory', 'cdp'],
  ])('%s as %s says it in the first row, in a column of its own', async (command, format) => {
    const [head = '', first = '', ...others] = (
      await outputOf([command, '-', '--format', format], LEEDS)
    ).split('\n')
    expect(head).toMatch(/coverage|Primary Protocol Comment/)
    expect(first).toMatch(SENTENCE)
    expect(others.join()).not.toMatch(SENTENCE)
  })

  test('years are restated with what they cover', async () => {
    const files = ['leeds-cars-2018.json', 'leeds-cars-2019.json'].map((example) => {
      const file = join(folder, example)
      writeFileSync(file, JSON.stringify(EXAMPLES.get(example)))
      return file
    })
    const restate = (format: string) =>
      outputOf(['restate', ...files, '--factor-set', '2026.2', '--format', format])
    expect((await restate('table')).split('\n')[0]).toMatch(SENTENCE)
    expect((await restate('csv')).split('\n')[1]).toMatch(SENTENCE)
  })

  test('the workbook says it under Other information', async () => {
    const workbook = join(folder, 'leeds.xlsx')
    await outputOf(['inventory', '-', '--format', 'xlsx', '--output', workbook], LEEDS)
    const rows = await readSheet(workbook, 'eCRF_1')
    const [, said] = rows.find(([label]) => label === 'Other information') ?? []
    expect(said).toMatch(SENTENCE)
  })

  test('a series says whose activity it counts', async () => {
    await outputOf([
      ...['import', 'tidy', 'examples/daily-flows.csv', '--dataset', 'flows', '--title', 'Daily flows'],
      ...['--owner', 'Example Town', '--country', 'DE', '--legal-basis', 'open-licence'],
      ...['--licence', 'CC BY 4.0', '--grain', 'day'],
    ])
    const [, first] = (
      await outputOf([
        ...['series', 'example-town', '--dataset', 'flows', '--from', '2024-03-18', '--to', '2024-03-24'],
        ...['--factor-set', '2026.2', '--format', 'csv'],
      ])
    ).split('\n')
    expect(first).toContain('that the dataset “Daily flows” gives')
  })
})
