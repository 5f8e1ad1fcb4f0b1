import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, test } from 'vitest'
import { FactorSetRefused, factorSetsOf } from '../../api/sets/factor-sets.ts'
import { forReading } from '../../api/shell/number.ts'
import { runCommand } from '../fixtures/command.ts'
import { FOUR_FLOWS } from '../fixtures/flows.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

const folder = mkdtempSync(join(tmpdir(), 'cordon-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

function fileOf(content: string | object): string {
  const file = join(folder, 'request.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const run = (words: readonly string[], input = '', factorSets = () => factorSetsOf([HAND_SET])) =>
  runCommand(words, { input, factorSets })

describe('cordon estimate', () => {
  test('json is what the service answers, to the byte', async () => {
    const app = await newApp()
    const plain = await postEstimate(app, SMALL_CITY)
    const withLines = await postEstimate(app, SMALL_CITY, '?include=lines')
    await app.close()
    const file = fileOf(SMALL_CITY)
    expect(await run(['estimate', file, '--format', 'json'])).toEqual({
      exitCode: 0,
      output: plain.body,
      complaint: '',
    })
    expect((await run(['estimate', file, '--format', 'json', '--lines'])).output).toBe(withLines.body)
  })

  test('table says totals, groups, assumptions with source, and notices', async () => {
    const { exitCode, output } = await run(['estimate', '-'], JSON.stringify(SMALL_CITY))
    expect(exitCode).toBe(0)
    expect(output).toContain('Leeds, GB, 2019')
    // 80 000 L × 0.745 × 44.3 × 0.0693 kg = 182.97 t.
    expect(output).toMatch(/^CO2 +183 t CO2 +141\.1 to 228\.4$/m)
    for (const part of ['By sub-sector', 'By mode', 'By scope', 'IPCC', 'Notes on this estimate'])
      expect(output).toContain(part)
    expect(output).toMatch(/^car +.* 100\.0%/m)
    expect(output).not.toContain('\nLines\n')
    expect((await run(['estimate', '-', '--lines'], JSON.stringify(SMALL_CITY))).output).toContain(
      '\nLines\n',
    )
  })

  test('csv gives each product with its calculation and sources', async () => {
    const { output } = await run(['estimate', fileOf(SMALL_CITY), '--format', 'csv'])
    const { data, errors } = Papa.parse<Record<string, string>>(output.trimEnd(), { header: true })
    expect(errors).toEqual([])
    const co2 = data.find(({ mode, quantity }) => mode === 'car' && quantity === 'co2')
    expect(co2).toMatchObject({ unit: 'kg CO2', scope: '1', sources: expect.stringContaining('IPCC') })
    expect(co2?.['calculation']).toMatch(/^1000000 vkm × /)
  })

  test('--uncertainty, --draws and --seed stand in for what the file says', async () => {
    const file = fileOf({ ...SMALL_CITY, uncertainty: { method: 'monte-carlo', draws: 300, seed: 9 } })
    const of = async (...words: string[]) =>
      JSON.parse((await run(['estimate', file, '--format', 'json', ...words])).output)
    expect((await of()).uncertainty).toMatchObject({ method: 'monte-carlo', draws: 300, seed: 9 })
    expect((await of('--draws', '400')).uncertainty).toMatchObject({ draws: 400, seed: 9 })
    expect((await of('--uncertainty', 'propagation')).uncertainty).toEqual({
      method: 'propagation',
      level: 0.95,
    })
    expect((await of('--uncertainty', 'none')).totals.co2e).not.toHaveProperty('lower')
    const { exitCode, complaint } = await run(['estimate', file, '--draws', 'many'])
    expect([exitCode, complaint]).toEqual([2, expect.stringContaining('/uncertainty/draws')])
  })

  test('--factor-set stands in for the one of the file', async () => {
    const { exitCode, complaint } = await run(['estimate', fileOf(SMALL_CITY), '--factor-set', 'nineteen'])
    expect([exitCode, complaint]).toEqual([2, expect.stringMatching(/\/factorSet[\s\S]*Accepted: hand/)])
  })

  test('a refused request lists every fault with its place', async () => {
    const demand = [{ mode: 'carr', trips: '5 ton' }]
    const { exitCode, output, complaint } = await run(['estimate', fileOf({ ...SMALL_CITY, demand })])
    expect([exitCode, output]).toEqual([2, ''])
    expect(complaint).toMatch(/\/demand\/0\/mode[\s\S]*Accepted: car/)
    expect(complaint).toMatch(/\/demand\/0\/trips[\s\S]*\[unit-ambiguous\]/)
  })

  test.each([
    ['not JSON', '{', 'is not JSON'],
    ['a prototype', '{"__proto__":{}}', '/__proto__'],
    ['person-level data', '{"driver":"Jane Roe"}', 'person-level-data'],
    ['too large', ' '.repeat(2_000_000), '1 MiB'],
  ])('%s is refused', async (_, content, expected) => {
    for (const answer of [await run(['estimate', fileOf(content)]), await run(['estimate', '-'], content)]) {
      expect([answer.exitCode, answer.complaint]).toEqual([2, expect.stringContaining(expected)])
      expect(answer.complaint).not.toContain('Jane')
    }
  })

  test.each([
    [['estimate', '/no/such/file.json'], 'There is no file'],
    [['estimate', '.'], 'is a folder'],
    [['estimate'], 'missing required argument'],
    [['estimate', '-', '--format', 'xml'], 'Allowed choices are'],
    [['guess'], 'unknown command'],
  ])('%j is refused', async (words, expected) => {
    const { exitCode, complaint } = await run(words)
    expect([exitCode, complaint]).toEqual([2, expect.stringContaining(expected)])
  })

  test('a damaged factor set is a fault', async () => {
    const damaged = (): never => {
      throw new FactorSetRefused('Factor set x cannot be used: altered')
    }
    const { exitCode, complaint } = await run(['estimate', fileOf(SMALL_CITY)], '', damaged)
    expect([exitCode, complaint]).toEqual([1, 'cordon: Factor set x cannot be used: altered\n'])
  })
})

describe('cordon factors', () => {
  test('list names the sets', async () => {
    expect((await run(['factors', 'list'])).output).toMatch(/^hand +2026-11-23/m)
  })

  test('show gives one record with its source', async () => {
    const { output } = await run(['factors', 'show', 'petrol.co2'])
    expect(output).toMatch(/^Figure +69,300 kg CO2\/TJ$/m)
    for (const part of ['95 % interval', 'the world (GLO)', 'IPCC', 'Licence', 'Cite as'])
      expect(output).toContain(part)
    const missing = await run(['factors', 'show', 'petrol.co3'])
    expect([missing.exitCode, missing.complaint]).toEqual([2, expect.stringContaining('petrol.co2')])
  })

  test('show as json is what the service answers, to the byte', async () => {
    const app = await newApp()
    const { body } = await app.inject('/v1/factor-sets/hand/factors/petrol.co2')
    await app.close()
    expect(JSON.parse(body).record).toMatchObject({ value: 69_300, source: { id: 'ipcc-2006' } })
    expect((await run(['factors', 'show', 'petrol.co2', '--format', 'json'])).output).toBe(body)
  })

  test('find searches, in three formats', async () => {
    const words = ['factors', 'find', '--kind', 'speed-curve', '--powertrain', 'diesel']
    expect((await run(words)).output).toMatch(/^1 records[\s\S]*^curve\.medium\.diesel/m)
    expect(JSON.parse((await run([...words, '--format', 'json'])).output)).toHaveLength(1)
    const csv = Papa.parse<Record<string, string>>((await run([...words, '--format', 'csv'])).output, {
      header: true,
    })
    expect(csv.data[0]).toMatchObject({ id: 'curve.medium.diesel', licence: expect.any(String) })
  })

  test('find as csv gives every record, or as many as are asked for', async () => {
    const rows = async (...words: string[]) =>
      Papa.parse((await run(['factors', 'find', '--format', 'csv', ...words])).output.trimEnd(), {
        header: true,
      }).data.length
    const { records, curves } = HAND_SET.content
    expect([await rows(), await rows('--limit', '3')]).toEqual([records.length + curves.length, 3])
  })

  test('find tells what an estimate would take, and how well it fits', async () => {
    const asked = ['--kind', 'grid-intensity', '--country', 'GB', '--year', '2021']
    const { output } = await run(['factors', 'find', ...asked, '--match', 'estimate'])
    expect(output).toMatch(/^grid\.gb\.2019 .*exact, earlier-year/m)
    expect(output).toMatch(/^An estimate takes grid\.gb\.2019\. .*newest up to 2021: 2019\.$/m)
    // Without an estimate in mind there is no record of 2021, and why is said.
    expect((await run(['factors', 'find', ...asked])).output).toMatch(
      /No figure for United Kingdom \(GB\) of 2021/,
    )
  })

  test('find refuses what it does not know', async () => {
    const { exitCode, complaint } = await run(['factors', 'find', '--mode', 'buss'])
    expect([exitCode, complaint]).toEqual([2, expect.stringMatching(/--mode[\s\S]*Accepted: bus/)])
  })
})

describe('cordon boundaries', () => {
  const { city, period } = SMALL_CITY
  const flows = { city, period, ...FOUR_FLOWS }

  test('json is what the service answers', async () => {
    const app = await newApp()
    const { boundaries } = (await postEstimate(app, flows, '?include=boundaries')).json()
    await app.close()
    const { output } = await run(['boundaries', '-', '--format', 'json'], JSON.stringify(flows))
    expect(JSON.parse(output)).toEqual(boundaries)
  })

  test('text sets the allocations side by side, with the steps between them', async () => {
    const { exitCode, output } = await run(['boundaries', '-'], JSON.stringify(flows))
    expect(exitCode).toBe(0)
    expect(output).toMatch(/^CO2e +geographic +induced-activity +departing-activity +resident-activity$/m)
    expect(output).toMatch(/^ +Through traffic, inside the boundary: left out +-/m)
  })

  test('what is not estimated is NE and marks the totals that lack it', async () => {
    const train = { mode: 'rail', energy: '1 TJ', carrier: 'diesel' }
    const body = JSON.stringify({ ...flows, demand: [...flows.demand, train] })
    const { output } = await run(['boundaries', '-'], body)
    expect(output).toMatch(/^II\.2\.1 +\S+ t CO2e +NE +NE +NE$/m)
    expect(output).toMatch(/^BASIC +[^*]+ \*/m)
  })

  test('the table of an estimate names what is not estimated too', async () => {
    const train = { mode: 'rail', energy: '1 TJ', carrier: 'diesel' }
    const body = { ...flows, allocation: 'induced-activity', demand: [...flows.demand, train] }
    const { output } = await run(['estimate', '-'], JSON.stringify(body))
    expect(output).toMatch(/^II\.2\.1 +rows by flow \(within, inbound, outbound, through\)/m)
  })

  test('a faulty request is refused', async () => {
    expect((await run(['boundaries', '-'], '{}')).exitCode).toBe(2)
  })
})

test('--version and --help are no faults', async () => {
  expect((await run(['--version'])).output).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect((await run(['--help'])).exitCode).toBe(0)
})

test.each([
  [1_234_567, '1,235,000'],
  [0.0278412, '0.02784'],
  [3.8e-6, '3.800e-6'],
  [0, '0'],
])('%d reads %s', (value, expected) => {
  expect(forReading(value)).toBe(expected)
})
