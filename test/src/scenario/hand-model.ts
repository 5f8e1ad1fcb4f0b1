import { Evaluator } from '../../../src/scenario/evaluator.ts'
import type { LeverKind } from '../../../src/scenario/lever.ts'
import {
  CONSTANT,
  FIRST_BLEND,
  GRID,
  type ModelLever,
  type ModelMode,
  type ScenarioModel,
} from '../../../src/scenario/model.ts'

/** Inputs of the model by name, in the order of their places. */
const NAMES = [
  'pace', // 1
  'car/pkm',
  'car/kg',
  'bus/pkm',
  'bus/kg',
  'cycle/pkm',
  'car/petrol/vkm',
  'car/electric/vkm',
  'car/electric/kg-per-vkm',
] as const
/** 1000 pkm of cars emit 100 kg, 200 pkm of buses 20 kg; 100 pkm are cycled. Cars drive 500 vkm, all of them on petrol. */
const VALUES = [1, 1000, 100, 200, 20, 100, 500, 0, 0.05]
const at = (name: (typeof NAMES)[number]): number => NAMES.indexOf(name)

const mode = (name: string, more: Partial<ModelMode>): ModelMode => ({
  mode: name,
  activity: -1,
  growth: [1, 1, 1],
  efficiency: [1, 1, 1],
  cells: [],
  newCells: [],
  unitCells: [],
  techs: [],
  ...more,
})
const cell = (input: (typeof NAMES)[number], factor = CONSTANT, tech = -1) => ({
  tech,
  factor,
  input: at(input),
})

export const MODES = ['car', 'bus', 'cycle'] as const

/** What a lever of these tests says; its numbers become inputs. */
export interface HandLever {
  readonly kind: LeverKind
  readonly size: number
  readonly mode?: (typeof MODES)[number]
  readonly toMode?: (typeof MODES)[number]
  readonly tech?: number
  readonly zoneShare?: number
  readonly rebound?: number
  readonly induced?: number
  readonly length?: number
  readonly origins?: readonly { readonly from: (typeof MODES)[number]; readonly share: number }[]
  /** What acts in the years 0, 1 and 2; all of it from year 1 on where absent. */
  readonly ramp?: readonly number[]
  readonly fleet?: ModelLever['fleet']
}

/** A city of three modes over three years, with levers. */
export function handModel(levers: readonly HandLever[], more: Partial<ScenarioModel> = {}) {
  const values = [...VALUES]
  const input = (value: number | undefined): number => (value === undefined ? -1 : values.push(value) - 1)
  const place = (name: string | undefined): number => (MODES as readonly (string | undefined)[]).indexOf(name)
  const made = levers.map(
    (lever): ModelLever => ({
      kind: lever.kind,
      ramp: lever.ramp ?? [0, 1, 1],
      size: input(lever.size),
      mode: place(lever.mode),
      toMode: place(lever.toMode),
      tech: lever.tech ?? -1,
      blend: lever.kind === 'blend' ? 0 : -1,
      zoneShare: input(lever.zoneShare),
      rebound: input(lever.rebound),
      induced: input(lever.induced),
      length: input(lever.length ?? 1),
      origins: (lever.origins ?? []).map(({ from, share }) => ({ mode: place(from), share: input(share) })),
      ...(lever.fleet ? { fleet: lever.fleet } : {}),
    }),
  )
  const isOfFleet = levers.some(({ kind }) => ['sales-mix', 'fleet-share', 'age-limit'].includes(kind))
  const model: ScenarioModel = {
    baseYear: 2020,
    years: 3,
    modes: [
      mode('car', {
        activity: at('car/pkm'),
        cells: [cell('car/kg', FIRST_BLEND, 0)],
        newCells: [cell('car/electric/kg-per-vkm', GRID, 1)],
        techs: [at('car/petrol/vkm'), -1],
        // A tenth of the distance is driven by the vehicles of each year's sales.
        ...(isOfFleet ? { fleet: { kept: [1, 0.9, 0.8], sold: [[], [0.1], [0.1, 0.1]] } } : {}),
      }),
      mode('bus', { activity: at('bus/pkm'), cells: [cell('bus/kg')] }),
      mode('cycle', { activity: at('cycle/pkm') }),
    ],
    blends: [0.1],
    grid: [1, 1, 1],
    gridPace: at('pace'),
    fleetPace: at('pace'),
    levers: made,
    ...more,
  }
  return { model, inputs: Float64Array.from(values) }
}

/** Emissions by mode in year 2 [kg], with all levers or with those named. */
export function emitted(
  levers: readonly HandLever[],
  more: Partial<ScenarioModel> = {},
  active?: readonly number[],
) {
  const { model, inputs } = handModel(levers, more)
  const byMode = new Float64Array(model.modes.length * model.years)
  const out = new Float64Array(model.years)
  new Evaluator(model).line(inputs, Uint8Array.from(active ?? levers.map(() => 1)), out, 0, byMode)
  return { car: byMode[2] ?? 0, bus: byMode[5] ?? 0, cycle: byMode[8] ?? 0, all: out[2] ?? 0, line: [...out] }
}
