import Papa from 'papaparse'
import type { FactorSet } from '../domain.ts'
import { DIGEST_COLUMNS, resolveDigests } from './digests.ts'
import { ENERGY_COLUMNS, resolveEnergy } from './energy.ts'
import type { Cells } from './runs.ts'
import { resolveVehicles, VEHICLE_COLUMNS } from './vehicles.ts'

/** The countries whose figures are written out; a change in any other shows in a digest. */
const COUNTRIES = 'BR CN DE ES FI FR GB IN IT JP NL NO PL SE US'.split(' ')

/** The resolved tables of a set, by file name: what an estimate takes for what it may be asked. */
export function resolvedTables(set: FactorSet): ReadonlyMap<string, string> {
  const { fuels, electricity } = resolveEnergy(set, COUNTRIES)
  return new Map([
    ['digests.csv', csv(DIGEST_COLUMNS, resolveDigests(set))],
    ['vehicles.csv', csv(VEHICLE_COLUMNS, resolveVehicles(set, COUNTRIES))],
    ['fuels.csv', csv(ENERGY_COLUMNS, fuels)],
    ['electricity.csv', csv(ENERGY_COLUMNS, electricity)],
  ])
}

function csv(columns: readonly string[], rows: readonly Cells[]): string {
  return `${Papa.unparse([[...columns], ...rows.map((row) => [...row])], { newline: '\n' })}\n`
}
