import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { listFactorSets, loadFactorSet, readSetFiles } from '../emission-factors/load.ts'
import { openFactorSet, writePacked } from '../emission-factors/open.ts'
import { compileFactorSet, type FactorSet, findFactor } from '../src/index.ts'
import { type Measurement, percentile } from './measurement.ts'

const SETS = new URL('../emission-factors/sets', import.meta.url).pathname
const BYTES_PER_MB = 2 ** 20
const MICROSECONDS_PER_MS = 1000

/**
 * Opening the newest set as the service does, of what the build packed; reading its tables, against only reading and
 * hashing the files; what it holds when it is open, after look-ups, and when every row was listed; and a look-up of
 * something new and of something asked before, in the set and in one of ten times the records, against a bare Map.
 */
export async function benchFactors(smoke: boolean): Promise<readonly Measurement[]> {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  const { folder } = newest
  const packed = mkdtempSync(join(tmpdir(), 'cordon-bench-packed-'))
  try {
    writePacked(
      listFactorSets(SETS).map((one) => one.folder),
      packed,
    )
    return measured(folder, packed, smoke)
  } finally {
    rmSync(packed, { recursive: true })
  }
}

function measured(folder: string, packed: string, smoke: boolean): readonly Measurement[] {
  const runs = smoke ? 2 : 9
  const opening = timesOf(runs, () => openFactorSet(folder, packed))
  const reading = timesOf(runs, () => readSetFiles(folder))
  const loading = timesOf(runs, () => compileFactorSet(loadFactorSet(folder)))
  const held = heldBytes(packed)
  const set = openFactorSet(folder, packed)
  const lookedUp = lookUps('factors', set, smoke)
  const records = set.content.records.length + set.content.curves.length
  const load = percentile(loading, 0.5)
  const read = percentile(reading, 0.5)
  return [
    { name: 'factors.open', value: percentile(opening, 0.5), unit: 'ms', target: 350 },
    {
      name: 'factors.load',
      value: load,
      unit: 'ms',
      ratio: load / read,
      against: 'reading and hashing the files',
    },
    { name: 'factors.memory', value: held.opened / BYTES_PER_MB, unit: 'MB', target: 100 },
    { name: 'factors.memory-looked-up', value: held.lookedUp / BYTES_PER_MB, unit: 'MB', target: 100 },
    { name: 'factors.memory-listed', value: held.listed / BYTES_PER_MB, unit: 'MB' },
    { name: 'factors.records', value: records, unit: 'records' },
    ...lookedUp,
    ...lookUps('factors-tenfold', tenfold(set), smoke),
  ]
}

function timesOf(runs: number, work: () => unknown): readonly number[] {
  return Array.from({ length: runs }, () => {
    const begin = performance.now()
    work()
    return performance.now() - begin
  })
}

/** What the newest set holds, counted where nothing else is done. */
function heldBytes(packed: string): Readonly<Record<'opened' | 'lookedUp' | 'listed', number>> {
  const script = new URL('./set-memory.ts', import.meta.url).pathname
  const args = ['--expose-gc', '--import', 'tsx', script, SETS, packed]
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }))
}

/** Ten sets in one: the copies are of places that nobody asks for. */
function tenfold({ content }: FactorSet): FactorSet {
  const copies = Array.from({ length: 9 }, (_, copy) =>
    content.records.map((record) => ({
      ...record,
      id: `${record.id}.copy-${copy}`,
      region: `${record.region}-${copy}`,
    })),
  )
  return compileFactorSet({ ...content, records: [...content.records, ...copies.flat()] })
}

function lookUps(name: string, set: FactorSet, smoke: boolean): readonly Measurement[] {
  const countries = [...new Set(set.content.records.map(({ region }) => region))].filter(
    ({ length }) => length === 2,
  )
  const asked = countries.flatMap((region) =>
    Array.from({ length: 26 }, (_, index) => ({
      subject: { kind: 'grid-intensity', gas: 'co2e' } as const,
      region,
      year: 2000 + index,
    })),
  )
  const rounds = smoke ? 1 : 40
  const perLookUp = (work: () => void): number => {
    const times = timesOf(rounds, work)
    return (percentile(times, 0.5) * MICROSECONDS_PER_MS) / asked.length
  }
  const [first = Number.NaN] = timesOf(1, () => {
    for (const query of asked) findFactor(set, query)
  })
  const again = perLookUp(() => {
    for (const query of asked) findFactor(set, query)
  })
  const map = new Map(asked.map((query) => [`${query.region}|${query.year}`, query]))
  const bare = perLookUp(() => {
    for (const { region, year } of asked) map.get(`${region}|${year}`)
  })
  return [
    {
      name: `${name}.look-up.first`,
      value: (first * MICROSECONDS_PER_MS) / asked.length,
      unit: 'µs',
      target: 4,
    },
    {
      name: `${name}.look-up`,
      value: again,
      unit: 'µs',
      ratio: again / bare,
      against: 'a bare Map',
      target: 1,
    },
  ]
}
