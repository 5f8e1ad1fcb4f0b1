import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine } from '../estimate/line.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { EstimateRefused, type Notice } from '../issues/issue.ts'
import type { FigureSum, SumSource } from '../uncertainty/figure-sum.ts'
import type { EnergyCarrier, Mode, Powertrain } from '../vocabulary.ts'
import { activityInput } from './activity-input.ts'
import { blendShare, type Cell, cellsOf, distanceParts, linesByMode, techOf } from './base-cells.ts'
import { type Evidence, evidenceOf } from './evidence.ts'
import { FleetCurves } from './fleet-curves.ts'
import { hasVehicles, withDistances } from './inferred-distance.ts'
import { Inputs, type ScenarioParameter } from './inputs.ts'
import type { ScenarioQuestion } from './lever.ts'
import { CONSTANT, FIRST_BLEND, GRID, type ModelCell, type ModelMode, type ScenarioModel } from './model.ts'
import { type ModeFrame, toModelLevers } from './model-levers.ts'
import { modesOfFleets, needsPersons, unitsOf } from './needed-units.ts'
import { flatNotice, withoutEvidence } from './prepare-notices.ts'
import type { ScenarioRecords } from './records.ts'
import {
  activityRatio,
  blendPath,
  efficiencyRatio,
  gridReference,
  newVehicleRatio,
  populationRatio,
  type ReferenceFrame,
  yearsOf,
} from './reference.ts'
import { type SalesReferences, salesReferences, withoutRefused } from './sales-reference.ts'
import { Units } from './units.ts'

/** A scenario ready to be computed, drawn and explained. */
export interface Prepared {
  readonly frame: ReferenceFrame
  readonly model: ScenarioModel
  /** The inputs of the model, as sums over the parameters of `source`. */
  readonly sums: readonly FigureSum[]
  readonly source: SumSource
  readonly evidence: readonly Evidence[]
  readonly parameters: readonly ScenarioParameter[]
  readonly notices: readonly Notice[]
  /** Records in use, in the order of their first use. */
  readonly records: readonly string[]
}

/** How far the fall of a planned grid, and the turnover of a fleet, may be off (95 %). Conventions of this project. */
const GRID_PACE_SHARE = 0.3
const FLEET_PACE_SHARE = 0.2

/**
 * Lays a checked question over an estimate: what each mode emits by technology and by what it follows, what the reference
 * does with it, and what each lever moves.
 *
 * @throws {EstimateRefused} for a technology or a mode that the factor set cannot estimate
 */
export function prepare(
  question: ScenarioQuestion,
  estimate: Estimate,
  set: FactorSet,
  records: ScenarioRecords,
): Prepared {
  const frame = frameOf(question, estimate)
  const stated = new Map(linesByMode(estimate).map(({ mode, lines }) => [mode, lines]))
  const { levers, reference } = question
  const { sales, units } = withUnits(
    salesReferences(
      reference,
      frame,
      new Set(estimate.lines.filter(hasVehicles).map(({ mode }) => mode ?? '')),
      records,
    ),
    (of) => new Units(unitsOf(question, stated, of), estimate.input, set),
  )
  const inferred = withDistances(estimate.lines, modesOfFleets(question, sales.sales), units)
  const base = new Map(linesByMode(inferred).map(({ mode, lines }) => [mode, lines]))
  const inputs = new Inputs()
  const grid = gridReference(reference, frame, records)
  const population = populationRatio(reference, frame)
  const curves = new FleetCurves(records, frame, set)
  const carriers = blendedCarriers(estimate.lines)
  const names = [
    ...base.keys(),
    ...levers.flatMap(({ toMode }) => (toMode && !base.has(toMode) ? [toMode] : [])),
  ]
  const frames = [...new Set(names)].map((mode): ModeFrame => {
    const lines = base.get(mode) ?? []
    const own = sales.sales.filter((one) => one.mode === mode)
    const ofLevers = levers.flatMap((one) => (one.mode === mode && one.powertrain ? [one.powertrain] : []))
    const techs = [
      ...new Set([...lines.map(techOf), ...own.map(({ powertrain }) => powertrain), ...ofLevers]),
    ]
    return { mode, lines, techs, sales: own }
  })
  const stock = (mode: string): readonly number[] => {
    const own = activityRatio(reference, mode, frame)
    return population.map((one, year) => one * (own[year] as number))
  }
  const energy = (mode: string) => newVehicleRatio(reference, mode, frame)
  const modes = frames.map((one): ModelMode => {
    const { mode, lines, techs } = one
    const vehicles = distanceParts(lines, 'vehicle-distance')
    const isTurning =
      one.sales.length > 0 ||
      energy(mode) !== undefined ||
      levers.some(
        ({ kind, mode: of }) =>
          of === mode && (kind === 'sales-mix' || kind === 'fleet-share' || kind === 'age-limit'),
      )
    const distances = techs.map((tech) => {
      const parts = distanceParts(
        lines.filter((line) => techOf(line) === tech),
        'vehicle-distance',
      )
      return isTurning && parts.length > 0 ? inputs.add(`${mode}/${tech}/vkm`, parts) : -1
    })
    const activity = activityInput(one, inputs, units, needsPersons(levers, mode))
    const shares = baseShares(lines, techs)
    const toCells = (some: readonly EstimateLine[], of: string, tech?: number): readonly ModelCell[] =>
      cellsOf(some, estimate, isTurning).map((cell) => ({
        tech: tech ?? techs.indexOf(cell.tech),
        factor: factorOf(
          cell,
          carriers.findIndex(({ carrier }) => carrier === cell.carrier),
        ),
        input: inputs.add(`${of}/${cell.tech}/${cell.part}/${cell.carrier ?? ''}`, cell.parts),
      }))
    return {
      mode,
      activity: lines.length === 0 ? -1 : activity,
      growth: stock(mode),
      efficiency: efficiencyRatio(reference, mode, frame),
      cells: toCells(lines, mode),
      newCells: techs.flatMap((tech, at) =>
        !isTurning || (distances[at] as number) >= 0 || vehicles.length === 0
          ? []
          : toCells(
              units.linesOf({ mode: mode as Mode, powertrain: tech as Powertrain, per: 'vkm' }),
              `${mode}/per-vkm/${tech}`,
              at,
            ),
      ),
      unitCells:
        lines.length > 0
          ? []
          : toCells(units.linesOf({ mode: mode as Mode, per: 'pkm' }), `${mode}/per-pkm`, -1),
      techs: distances,
      ...(isTurning
        ? {
            fleet: curves.fleetOf(mode as Mode, stock(mode), energy(mode)),
            sales: techs.map((tech, at) => {
              const path = one.sales.find(({ powertrain }) => powertrain === tech)
              return path && yearsOf(frame).map((year) => path.shareIn(year, shares[at] as number))
            }),
          }
        : {}),
    }
  })
  const evidence = levers.map((lever) => evidenceOf(lever, records))
  const gridPace = inputs.number(
    paceOf('/reference/grid', 'Share of the planned fall of the grid that comes', GRID_PACE_SHARE),
  )
  const fleetPace = inputs.number(
    paceOf('/reference/turnover', 'Pace of the turnover of fleets', FLEET_PACE_SHARE),
  )
  const made = toModelLevers({
    question,
    frame,
    frames,
    evidence,
    inputs,
    curves,
    carriers: carriers.map(({ carrier }) => carrier),
    records,
    stock,
    energy,
  })
  const flat = flatNotice(question, frame, sales.sales)
  return {
    frame,
    model: {
      baseYear: frame.baseYear,
      years: yearsOf(frame).length,
      modes,
      blends: carriers.map(({ share }) => share),
      ...(reference.blends ? { blendPaths: carriers.map((one) => blendPath(reference, one, frame)) } : {}),
      grid: grid.ratio,
      gridPace,
      fleetPace,
      levers: made.levers,
    },
    sums: inputs.sums,
    source: sourceOf([estimate, ...units.estimates], inputs),
    evidence,
    parameters: inputs.described,
    notices: [
      ...grid.notices,
      ...sales.notices,
      ...flat,
      ...inferred.notices,
      ...curves.notices,
      ...made.notices,
      ...withoutEvidence(levers, evidence),
    ],
    records: [
      ...new Set([
        ...(grid.record ? [grid.record.id] : []),
        ...sales.sales.flatMap(({ recordId }) => (recordId === undefined ? [] : [recordId])),
        ...curves.records,
        ...made.records,
        ...evidence.flatMap(({ record }) => (record ? [record.id] : [])),
      ]),
    ],
  }
}

/** What is adopted takes part where the factor set can estimate it. */
function withUnits(
  sales: SalesReferences,
  make: (sales: SalesReferences['sales']) => Units,
): { readonly sales: SalesReferences; readonly units: Units } {
  try {
    return { sales, units: make(sales.sales) }
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    const left = withoutRefused(
      sales,
      error.refusals.map(({ pointer }) => pointer),
    )
    if (left.sales.length === sales.sales.length) throw error
    return { sales: left, units: make(left.sales) }
  }
}

export function frameOf({ until }: ScenarioQuestion, { input }: Pick<Estimate, 'input'>): ReferenceFrame {
  return {
    country: input.city.country,
    baseYear: input.period.year,
    until,
    population: input.city.population?.value,
  }
}

const paceOf = (key: string, name: string, share: number): ScenarioParameter => ({
  key,
  name,
  value: 1,
  unit: '1',
  origin: 'convention',
  basis: 'convention',
  uncertainty: { plusMinusShare: share },
})

const factorOf = ({ part }: Cell, blend: number): number => {
  if (part === 'grid') return GRID
  return part === 'fossil' && blend >= 0 ? FIRST_BLEND + blend : CONSTANT
}

/** Shares of the vehicle distance by technology. */
function baseShares(lines: readonly EstimateLine[], techs: readonly string[]): readonly number[] {
  const of = (some: readonly EstimateLine[]): number =>
    some
      .flatMap(({ products }) => products)
      .reduce((sum, { quantity, value }) => (quantity === 'vehicle-distance' ? sum + value : sum), 0)
  const all = of(lines)
  return techs.map((tech) => (all > 0 ? of(lines.filter((line) => techOf(line) === tech)) / all : 0))
}

function blendedCarriers(
  lines: readonly EstimateLine[],
): readonly { readonly carrier: EnergyCarrier; readonly share: number }[] {
  const carriers = [
    ...new Set(lines.flatMap(({ carrier }) => (carrier && carrier !== 'electricity' ? [carrier] : []))),
  ]
  return carriers.map((carrier) => ({ carrier, share: blendShare(lines, carrier) ?? 0 }))
}

/** One random variable for each parameter of all estimates and of the scenario. */
function sourceOf(estimates: readonly [Estimate, ...Estimate[]], inputs: Inputs): SumSource {
  const parameters = new Map(inputs.parameters)
  const [first] = estimates
  for (const one of estimates)
    for (const [key, parameter] of one.parameters) if (!parameters.has(key)) parameters.set(key, parameter)
  const assumptions = new Map(
    estimates.flatMap((one) => one.assumptions.map((made) => [made.parameter.key, made] as const)),
  )
  return { input: first.input, parameters, assumptions: [...assumptions.values()] }
}
