import { listFactorSets } from '../emission-factors/load.ts'
import { openFactorSet } from '../emission-factors/open.ts'
import { type FactorSet, findFactor } from '../src/index.ts'

/**
 * What one set holds, in a process of its own: `node --expose-gc --import tsx bench/set-memory.ts <sets> <packed>` opens the
 * newest set and prints bytes as JSON, when it is open, after look-ups, and when every row was listed.
 *
 * The oldest set goes the same way before, so that code and what the modules keep is there before the first count.
 */
const [sets = '', packed = ''] = process.argv.slice(2)
const folders = listFactorSets(sets).map(({ folder }) => folder)
const [newest, oldest] = [folders[0], folders.at(-1)]
if (newest === undefined || oldest === undefined) throw new Error('There is no factor set.')
held(oldest)
process.stdout.write(JSON.stringify(held(newest)))

function held(folder: string): Readonly<Record<'opened' | 'lookedUp' | 'listed', number>> {
  const before = liveBytes()
  const set = openFactorSet(folder, packed)
  const opened = liveBytes() - before
  lookUp(set)
  const lookedUp = liveBytes() - before
  const { records, curves } = set.content
  const listed = liveBytes() - before
  // Both are in use until here, so that nothing counted is garbage.
  if (records.length + curves.length === 0) throw new Error('The set is empty.')
  return { opened, lookedUp, listed }
}

/** What an estimate asks of grids, of every country and many years. */
function lookUp(set: FactorSet): void {
  for (const region of set.listRegions('grid-intensity'))
    for (let year = 2000; year < 2026; year += 1)
      findFactor(set, { subject: { kind: 'grid-intensity', gas: 'co2e' }, region, year })
}

/** Heap and buffers that are in use; a second pass frees what the first one finalised. */
function liveBytes(): number {
  if (!globalThis.gc) throw new Error('Run with --expose-gc.')
  globalThis.gc()
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}
