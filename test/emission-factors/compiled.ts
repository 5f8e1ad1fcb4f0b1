import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import type { Level } from '../../emission-factors/build/levels/level.ts'

/** Worked out apart from this build; not part of the repository. */
const COMPILED = '../shared/factors/levels'
export const COMPILED_LEVELS = `${COMPILED}/levels.csv`
export const COMPILED_STANDARDS = `${COMPILED}/standards.csv`

export const rowsOf = (file: string): readonly Record<string, string>[] =>
  Papa.parse<Record<string, string>>(readFileSync(file, 'utf8'), { header: true }).data

/** Compiled levels [MJ/vkm] by `mode|class|word|place|year`. */
export const compiledLevels = (): ReadonlyMap<string, number> =>
  new Map(
    rowsOf(COMPILED_LEVELS).map((row) => [
      `${row['mode']}|${row['vehicle_class']}|${row['powertrain']}|${row['place']}|${row['year']}`,
      Number(row['mj_per_vkm']),
    ]),
  )

/** The word of the compiled tables for a powertrain, and for each carrier of one that has two. */
export function wordOf({ powertrain, carrier }: Level): string {
  if (powertrain === 'electric') return 'battery-electric'
  if (powertrain.startsWith('plug-in'))
    return `plug-in-hybrid-${carrier === 'electricity' ? 'electricity' : 'fuel'}`
  return powertrain.startsWith('hybrid') ? 'hybrid' : powertrain
}
