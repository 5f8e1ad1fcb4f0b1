import Papa from 'papaparse'
import type { FactorSet } from '../domain.ts'
import { ENERGY_COLUMNS, resolveEnergy } from './energy.ts'
import type { Cells } from './runs.ts'
import { resolveVehicles, VEHICLE_COLUMNS } from './vehicles.ts'

/** The resolved tables of a set, by file name: what an estimate takes for everything it may be asked. */
export function resolvedTables(set: FactorSet): ReadonlyMap<string, string> {
  const { fuels, electricity } = resolveEnergy(set)
  return new Map([
    ['vehicles.csv', csv(VEHICLE_COLUMNS, resolveVehicles(set))],
    ['fuels.csv', csv(ENERGY_COLUMNS, fuels)],
    ['electricity.csv', csv(ENERGY_COLUMNS, electricity)],
  ])
}

function csv(columns: readonly string[], rows: readonly Cells[]): string {
  return `${Papa.unparse([[...columns], ...rows.map((row) => [...row])], { newline: '\n' })}\n`
}
