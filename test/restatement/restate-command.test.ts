import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { compileFactorSet } from '../../src/index.ts'
import { runCommand } from '../fixtures/command.ts'
import { HAND_CONTENT, HAND_SET } from '../fixtures/hand-set.ts'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

const LATER_SET = compileFactorSet({ ...HAND_CONTENT, id: 'later', digest: 'sha256:later' })
const SETS = factorSetsOf([LATER_SET, HAND_SET])
const folder = mkdtempSync(join(tmpdir(), 'cordon-restate-'))
const dataFolder = join(folder, 'data')
afterAll(() => rmSync(folder, { recursive: true }))

const of = (year: number, more: object = {}): object => ({
  ...SMALL_CITY,
  period: String(year),
  factorSet: 'hand',
  ...more,
})

function fileOf(name: string, content: object): string {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(content))
  return file
}

const run = (...words: readonly string[]) =>
  runCommand(words, { environment: { CORDON_DATA_DIR: dataFolder }, factorSets: () => SETS })

describe('cordon restate', () => {
  const files = [fileOf('a', of(2018)), fileOf('b', of(2020, { gwp: 'AR6' }))]

  test('json is what the service answers, to the byte', async () => {
    const app = await newApp({ factorSets: SETS })
    const body = { estimates: [of(2018), of(2020, { gwp: 'AR6' })], with: { gwp: 'AR4' } }
    const answer = await app.inject({ method: 'POST', url: '/v1/restatements', payload: body })
    await app.close()
    expect(await run('restate', ...files, '--gwp', 'AR4', '--format', 'json')).toEqual({
      exitCode: 0,
      output: answer.body,
      complaint: '',
    })
  })

  test('table says what was filed, where it breaks, and what it comes to', async () => {
    const { exitCode, output } = await run('restate', ...files)
    expect(exitCode).toBe(0)
    // 80 000 L × 0.745 × 44.3 MJ × (69.3 g CO2 + 3.8 mg CH4 × 28 + 5.7 mg N2O × 265) are 187.2 t CO2e.
    expect(output).toMatch(/^2018 +187\.2 .* hand +AR5 +geographic$/m)
    expect(output).toMatch(/^2019 +missing$/m)
    expect(output).toMatch(/^2020 .* AR6 +geographic +breaks$/m)
    expect(output).toContain('Recomputed with set later, AR6, geographic, t CO2e; comparable')
    expect(output).toContain('[series-break]')
  })

  test('csv has a row for each year', async () => {
    const { output } = await run('restate', ...files, '--format', 'csv')
    const { data } = Papa.parse<Record<string, string>>(output.trimEnd(), { header: true })
    expect(data.map(({ year }) => year)).toEqual(['2018', '2019', '2020'])
  })

  test('takes saved estimates of the data folder by id', async () => {
    const saved = JSON.parse(
      (await run('estimate', fileOf('c', of(2017)), '--save', '--format', 'json')).output,
    )
    const { exitCode, output } = await run('restate', saved.id, ...files, '--format', 'json')
    expect(exitCode).toBe(0)
    expect(JSON.parse(output).filed.years[0]).toMatchObject({ estimate: saved.id, saved: true, year: 2017 })
  })

  test('names the faults of all files, and fails', async () => {
    const bad = fileOf('d', of(2018, { demand: [] }))
    const { exitCode, complaint } = await run('restate', ...files, bad, 'est_00')
    expect(exitCode).toBe(2)
    expect(complaint).toContain('/estimates/2')
    expect(complaint).toContain('/estimates/3')
  })
})
