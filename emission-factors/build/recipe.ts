import { china } from './china.ts'
import { chinaFuel } from './china-fuel.ts'
import { coldStart } from './cold-start.ts'
import { conventions } from './convention.ts'
import { desnz } from './desnz.ts'
import { desnz2023 } from './desnz-2023.ts'
import { desnzEnergy } from './desnz-energy.ts'
import { egrid } from './egrid.ts'
import { ember, emberEarlier } from './ember.ts'
import { emep } from './emep.ts'
import { emepGas } from './emep-gas.ts'
import { epa } from './epa.ts'
import { epaModelYears } from './epa-model-year.ts'
import type { Figures } from './figures.ts'
import { fuel } from './fuel.ts'
import { fuelEconomy } from './fuel-economy.ts'
import { gwp, gwpWithFeedback } from './gwp.ts'
import { hired } from './hired.ts'
import { hvo } from './hvo.ts'
import { ipcc } from './ipcc.ts'
import { ipccTechnology } from './ipcc-technology.ts'
import { jrcBiofuel } from './jrc-biofuel.ts'
import { jrcFleet } from './jrc-fleet.ts'
import { jrcRail } from './jrc-rail.ts'
import { laterFleet } from './later-fleet.ts'
import { loads } from './load-factor.ts'
import { loss } from './loss.ts'
import { mee } from './mee.ts'
import { occupancy } from './occupancy.ts'
import { EARLIER_REMARKS, FIRST_REMARKS, type Remarks, SECOND_REMARKS } from './remark.ts'
import type { Contribution } from './row.ts'
import { travel } from './travel.ts'
import { usEnergy } from './us-energy.ts'

export type Contribute = (figures: Figures) => Contribution

/** What one set is made of. */
export interface Recipe {
  readonly id: string
  readonly title: string
  /** The day of its release. */
  readonly released: string
  readonly supersedes?: string
  /** The digest that the set was released with; the build writes no other set under the id. */
  readonly digest?: string
  /** Every publisher and topic. Rows are sorted by id; what was left out is listed in this order. */
  readonly contributions: readonly Contribute[]
  /** Sources of the contributions whose edition is too new for the set. */
  readonly withoutSources?: readonly string[]
  /** Sources of several vintages in one, cut after a year: what the set calls the edition, and the last year. */
  readonly cutSources?: Readonly<Record<string, { readonly lastYear: number; readonly edition: string }>>
  readonly remarks: Remarks
}

/** What every set holds, with the export of grid intensities that it takes. */
const withGrid = (grid: Contribute): readonly Contribute[] => [
  ipcc,
  fuel,
  gwp,
  emep,
  desnz,
  desnz2023,
  desnzEnergy,
  epa,
  usEnergy,
  grid,
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
]

/** Every set there is. A released one keeps its recipe for ever: corrections and additions are a new set. */
export const RECIPES: readonly Recipe[] = [
  {
    id: '2026.1',
    title: 'Cordon factor set 2026.1',
    released: '2026-11-23',
    digest: 'sha256:b334644e715ecc90ab7fe67e7280622c4b1fe1eb9e996bc0f6f629e0f7cf3825',
    contributions: withGrid(ember),
    remarks: FIRST_REMARKS,
  },
  {
    id: '2025.1',
    title: 'Cordon factor set 2025.1: the editions before those of 2026.1',
    released: '2026-11-24',
    digest: 'sha256:bf1d4b75bec9d08e01ffb6458e5b843dcde8722ab2235904d537620e976c3e1e',
    contributions: withGrid(emberEarlier),
    withoutSources: ['desnz-2025', 'epa-hub-2025', 'mee-2025'],
    cutSources: {
      'epa-egrid': {
        lastYear: 2022,
        edition: 'eGRID2005 to eGRID2022; the vintage is the year of each record',
      },
      'china-mps': { lastYear: 2024, edition: 'end of June 2023, end of December 2024' },
    },
    remarks: EARLIER_REMARKS,
  },
  {
    id: '2026.2',
    title: 'Cordon factor set 2026.2',
    released: '2026-11-24',
    supersedes: '2026.1',
    digest: 'sha256:abb02b40d4e6028dc2788a6449919c528e571633924d81697a746c6655008e9e',
    contributions: [
      ...withGrid(ember),
      gwpWithFeedback,
      laterFleet,
      travel,
      hvo,
      chinaFuel,
      epaModelYears,
      emepGas,
      ipccTechnology,
      coldStart,
      fuelEconomy,
    ],
    remarks: SECOND_REMARKS,
  },
]

/**
 * @throws {Error} if no set has the id
 */
export function recipeOf(id: string): Recipe {
  const recipe = RECIPES.find((one) => one.id === id)
  if (recipe) return recipe
  throw new Error(`there is no recipe for '${id}'; there are ${RECIPES.map((one) => one.id).join(', ')}`)
}
