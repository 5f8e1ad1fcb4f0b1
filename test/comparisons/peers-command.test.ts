import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { runCommand } from '../fixtures/command.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

const SETS = factorSetsOf([HAND_SET])
const folder = mkdtempSync(join(tmpdir(), 'cordon-peers-'))
const cities = join(folder, 'cities')
mkdirSync(cities)
afterAll(() => rmSync(folder, { recursive: true }))

/** 187.2 t for a million vkm; half of it known to ±2 %. */
const cityOf = (name: string, population: number, vkm: string): object => ({
  city: { name, country: 'GB', population },
  period: '2019',
  demand: [{ ...SMALL_CITY.demand[0], vehicleDistance: { value: vkm, plusMinus: '2 %' } }],
})
for (const [name, population, vkm] of [
  ['Ashby', 100_000, '1 million vkm'],
  ['Brough', 100_000, '1.01 million vkm'],
  ['Corby', 100_000, '3 million vkm'],
] as const)
  writeFileSync(join(cities, `${name}.json`), JSON.stringify(cityOf(name, population, vkm)))

const run = (...words: readonly string[]) => runCommand(words, { environment: {}, factorSets: () => SETS })

describe('cordon peers', () => {
  test('ranks a folder per inhabitant, and says which differences are real', async () => {
    const { exitCode, output } = await run('peers', cities, '--format', 'json')
    expect(exitCode).toBe(0)
    const { peers } = JSON.parse(output)
    const each = peers.filter(({ per }: { per: string }) => per === 'inhabitant')
    expect(each.map(({ city, rank, isDifferent }: never) => [city, rank, isDifferent])).toEqual([
      ['Ashby', 1, false],
      ['Brough', 2, false],
      // Three times as much at ±2 % of distance and of inhabitants.
      ['Corby', 3, true],
    ])
    expect(each[0].against).toBe('Brough')
    expect(each[2].percentile).toBe(1)
    // 561.6 t ÷ 100 000.
    expect(each[2].value).toBeCloseTo(0.005616, 5)
    expect(each[2].ratio).toBeCloseTo(3 / 1.01, 12)
  })

  test('per vehicle-kilometre the same cars are no difference, and that is certain', async () => {
    const { peers } = JSON.parse((await run('peers', cities, '--format', 'json')).output)
    const each = peers.filter(({ per }: { per: string }) => per === 'vkm')
    // 187.2 g: 8 L/100 km; litres are stated in each city by itself.
    expect(each.map(({ value }: { value: number }) => Math.round(value * 10) / 10)).toEqual([
      187.2, 187.2, 187.2,
    ])
    expect(each.every(({ isDifferent }: { isDifferent: boolean }) => !isDifferent)).toBe(true)
  })

  test('another city may be the measure', async () => {
    const { output } = await run('peers', cities, '--against', 'Corby')
    expect(output).toContain('against Corby')
    const { complaint, exitCode } = await run('peers', cities, '--against', 'Derby')
    expect(exitCode).toBe(2)
    expect(complaint).toContain('[invalid-field]')
  })

  test('csv has a row for each city and figure', async () => {
    const { output } = await run('peers', cities, '--format', 'csv')
    const { data } = Papa.parse<Record<string, string>>(output.trimEnd(), { header: true })
    expect(data).toHaveLength(6)
    expect(data.map(({ isDifferent }) => isDifferent)).toContain('yes')
  })

  test('one city has no peers', async () => {
    const { exitCode, complaint } = await run('peers', join(cities, 'Ashby.json'))
    expect(exitCode).toBe(2)
    expect(complaint).toContain('[not-comparable]')
  })
})
