import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { city, FREIBURG, FREIBURG_2023, filledTemplate, workbookBytes } from '../fixtures/template.ts'

const factorSets = () => factorSetsOf([releasedSet('2026.3')])

let folder: string
const at = (name: string): string => join(folder, name)
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cordon-workbook-commands-'))
  writeFileSync(at('city.xlsx'), await workbookBytes(await filledTemplate('de', FREIBURG)))
  const broken = await filledTemplate('en', [...FREIBURG, city('area', -3, 2023)])
  writeFileSync(at('broken.xlsx'), await workbookBytes(broken))
  writeFileSync(at('city.json'), JSON.stringify(FREIBURG_2023))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const run = (...words: readonly string[]) => runCommand(words, { factorSets })

const COMMANDS = ['inventory', 'boundaries', 'explain', 'reconcile'] as const

test.each(COMMANDS)('%s says of a year of a workbook what it says of the same as JSON', async (command) => {
  const ofWorkbook = await run(command, at('city.xlsx'), '--period', '2023')
  expect(ofWorkbook).toMatchObject({ exitCode: 0, complaint: '' })
  const ofJson = await run(command, at('city.json'))
  // The id is of the request as text: what stands in it is the same, its spelling is not.
  const withoutId = ({ output }: typeof ofJson): string => output.replaceAll(/est_[0-9a-f]+/g, 'est_')
  expect(withoutId(ofWorkbook).length).toBeGreaterThan(200)
  expect(figuresOf(withoutId(ofWorkbook))).toEqual(figuresOf(withoutId(ofJson)))
})

const figuresOf = (text: string): readonly string[] => text.match(/\d[\d., ]*/g) ?? []

test.each(COMMANDS)('%s asks for the year of a workbook that has several', async (command) => {
  const { exitCode, complaint } = await run(command, at('city.xlsx'))
  expect(exitCode).toBe(2)
  expect(complaint).toContain('2022, 2023')
})

test.each(COMMANDS)('%s names the cell of what it refuses', async (command) => {
  const { exitCode, complaint } = await run(command, at('broken.xlsx'), '--period', '2023')
  expect(exitCode).toBe(2)
  expect(complaint).toMatch(/City.*!?[A-Z]+\d+/)
})

test.each(['inventory', 'scenario'])('%s takes the year behind the name of a workbook', async (command) => {
  writeFileSync(at('measures.json'), JSON.stringify({ until: 2030, levers: [] }))
  const more = command === 'scenario' ? [at('measures.json')] : []
  const named = await run(command, `${at('city.xlsx')}#2023`, ...more)
  expect(named).toMatchObject({ exitCode: 0, complaint: '' })
  expect(named).toEqual(await run(command, at('city.xlsx'), ...more, '--period', '2023'))
  const { exitCode, complaint } = await run(command, `${at('city.xlsx')}#2023`, ...more, '--period', '2022')
  expect(exitCode).toBe(2)
  expect(complaint).toContain('Name one of them.')
})

test('compare takes all years of a workbook, or those that are named', async () => {
  const whole = await run('compare', at('city.xlsx'))
  expect(whole).toMatchObject({ exitCode: 0, complaint: '' })
  expect(whole.output).toContain('Freiburg im Breisgau 2022 to 2023: ')
  expect(whole).toEqual(await run('compare', `${at('city.xlsx')}#2022`, `${at('city.xlsx')}#2023`))
})

test('JSON states its period itself', async () => {
  const { exitCode, complaint } = await run('inventory', at('city.json'), '--period', '2023')
  expect(exitCode).toBe(2)
  expect(complaint).toContain('JSON states its period itself')
})
