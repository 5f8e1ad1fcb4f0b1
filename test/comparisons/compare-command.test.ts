import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

const SETS = factorSetsOf([HAND_SET])
const folder = mkdtempSync(join(tmpdir(), 'cordon-compare-'))
afterAll(() => rmSync(folder, { recursive: true }))

const of = (year: number, vehicleDistance: string): object => ({
  ...SMALL_CITY,
  period: String(year),
  demand: [{ ...SMALL_CITY.demand[0], vehicleDistance }],
})

function fileOf(name: string, content: unknown): string {
  const file = join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(content))
  return file
}

const run = (...words: readonly string[]) =>
  runCommand(words, { environment: { CORDON_DATA_DIR: join(folder, 'data') }, factorSets: () => SETS })

const bodies = [of(2018, '1 million vkm'), of(2019, '1.1 million vkm'), of(2020, '0.9 million vkm')]
const files = bodies.map((body, index) => fileOf(`year-${index}`, body)) as [string, string, string]

describe('cordon compare', () => {
  test('json is what the service answers, to the byte', async () => {
    const app = await newApp({ factorSets: SETS })
    const payload = { from: bodies[0], to: bodies[1] }
    const answer = await app.inject({ method: 'POST', url: '/v1/comparisons', payload })
    await app.close()
    expect(await run('compare', files[0], files[1], '--format', 'json')).toEqual({
      exitCode: 0,
      output: answer.body,
      complaint: '',
    })
  })

  test('a table begins with what it covers and the sentence', async () => {
    const { exitCode, output } = await run('compare', files[0], files[1])
    expect(exitCode).toBe(0)
    expect(output).toMatch(/^This estimate covers/)
    expect(output).toContain('Leeds 2018 to 2019: up 10.0 %: more travel per inhabitant +10.0.')
    // 187.2 t of 80 000 L: a tenth is 18.7 t.
    expect(output).toMatch(/^trip-rate +18\.7\d? .* 10\.0% +× 1\.1000$/m)
  })

  test('three files are a series, with its steps', async () => {
    const { output } = await run('compare', ...files)
    expect(output).toContain('- Leeds 2018 to 2019: up 10.0 %')
    expect(output).toContain('- Leeds 2019 to 2020: down 18.2 %')
  })

  test('answers and saved estimates are taken as they are', async () => {
    const answer = JSON.parse((await run('estimate', files[0], '--save', '--format', 'json')).output)
    const document = fileOf('answer', answer)
    const { output } = await run('compare', answer.id, document, '--format', 'json')
    const { from, to, change } = JSON.parse(output)
    expect([from.saved, to.saved, change.value]).toEqual([true, false, 0])
  })

  test('csv has a row for each effect', async () => {
    const { output } = await run('compare', files[0], files[1], '--format', 'csv')
    const { data } = Papa.parse<Record<string, string>>(output.trimEnd(), { header: true })
    expect(data.map(({ kind, of: what }) => `${kind} ${what}`)).toContain('effect mode car')
  })

  test('names the faults of all files, and fails', async () => {
    const { exitCode, complaint } = await run(
      'compare',
      fileOf('bad', { ...bodies[0], demand: [] }),
      'est_00',
    )
    expect(exitCode).toBe(2)
    expect(complaint).toContain('/from')
    expect(complaint).toContain('/to')
    expect((await run('compare', files[0])).exitCode).toBe(2)
  })

  test('is explained by its modes and the figures that differ, of which all others are none', async () => {
    const compared = fileOf(
      'compared',
      JSON.parse((await run('compare', files[0], files[1], '--format', 'json')).output),
    )
    const { exitCode, output } = await run('explain', compared, '--figure', 'trip-rate/car')
    expect(exitCode).toBe(0)
    // 187.2 t of 80 000 L: a tenth is 18.7 t.
    expect(output).toMatch(/^trip-rate\/car: 18\.7\d? t CO2e/)
    expect(output).toMatch(/^car +187\.2 +206 +18\.7/m)
    expect(output).toMatch(/^Car: vehicle distance +1,000,000 +1,100,000 +1\.1000 +vkm +your figure$/m)
    expect(output).not.toContain('energy intensity')
    const { differs } = JSON.parse((await run('explain', compared, '--format', 'json')).output)
    expect(differs.map(({ name }: { name: string }) => name)).toEqual(['Car: vehicle distance'])
  })

  test('names the effects that there are, and refuses an answer that does not come out again', async () => {
    const answer = JSON.parse((await run('compare', files[0], files[1], '--format', 'json')).output)
    const unknown = await run('explain', fileOf('compared', answer), '--figure', 'traffic')
    expect(unknown.exitCode).toBe(2)
    expect(unknown.complaint).toContain('trip-rate')
    const changed = fileOf('changed', { ...answer, change: { ...answer.change, value: 1 } })
    const refused = await run('explain', changed)
    expect(refused.exitCode).toBe(2)
    expect(refused.complaint).toContain('cordon verify says where')
  })
})
