import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Source } from '../domain.ts'
import { type SetHeader, setDigest, sha256 } from '../load.ts'
import { CURVE_COLUMNS, FACTOR_COLUMNS, writeTable } from '../table.ts'
import { china } from './china.ts'
import { conventions } from './convention.ts'
import { desnz } from './desnz.ts'
import { desnz2023 } from './desnz-2023.ts'
import { desnzEnergy } from './desnz-energy.ts'
import { egrid } from './egrid.ts'
import { ember } from './ember.ts'
import { emep } from './emep.ts'
import { epa } from './epa.ts'
import { openFigures } from './figures.ts'
import { fuel } from './fuel.ts'
import { gwp } from './gwp.ts'
import { hired } from './hired.ts'
import { ipcc } from './ipcc.ts'
import { jrcBiofuel } from './jrc-biofuel.ts'
import { jrcFleet } from './jrc-fleet.ts'
import { jrcRail } from './jrc-rail.ts'
import { loads } from './load-factor.ts'
import { loss } from './loss.ts'
import { mee } from './mee.ts'
import { occupancy } from './occupancy.ts'
import { readme } from './readme.ts'
import { GROUPS, STAND_INS, subnationalOf } from './region.ts'
import type { Contribution } from './row.ts'
import { usEnergy } from './us-energy.ts'

const TITLE = { id: '2026.1', title: 'Cordon factor set 2026.1', released: '2026-11-23' }

/** Every publisher and topic of the set, in any order: rows are sorted by id. */
const CONTRIBUTIONS = [
  ipcc,
  fuel,
  gwp,
  emep,
  desnz,
  desnz2023,
  desnzEnergy,
  epa,
  usEnergy,
  ember,
  mee,
  egrid,
  loss,
  jrcFleet,
  jrcRail,
  jrcBiofuel,
  china,
  occupancy,
  hired,
  loads,
  conventions,
] as const

const byId = (a: { id: string }, b: { id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * Writes the set. The same figures give the same bytes.
 *
 * @param figuresFolder the collected figures
 * @param folder where the set goes; made if it is not there
 */
export function buildSet(figuresFolder: string, folder: string): void {
  const figures = openFigures(figuresFolder)
  const parts: readonly Contribution[] = CONTRIBUTIONS.map((contribute) => contribute(figures))
  const records = parts.flatMap((part) => part.records).sort(byId)
  const curves = parts.flatMap((part) => part.curves ?? []).sort(byId)
  const regions = { groups: GROUPS, subnational: subnationalOf(records.map(({ region }) => region)) }
  const texts: Readonly<Record<string, string>> = {
    'curves.csv': writeTable(curves, CURVE_COLUMNS),
    'factors.csv': writeTable(records, FACTOR_COLUMNS),
    'regions.json': json(regions),
    'sources.json': json(sourcesOf(parts)),
  }
  const files = Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, sha256(text)]))
  const header: SetHeader = { ...TITLE, standIns: STAND_INS, files, digest: setDigest(files) }
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'set.json'), json(header))
  writeFileSync(join(folder, 'README.md'), readme(TITLE.title, parts, records, curves))
}

function sourcesOf(parts: readonly Contribution[]): Source[] {
  return parts.flatMap((part) => part.sources).sort(byId)
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`
