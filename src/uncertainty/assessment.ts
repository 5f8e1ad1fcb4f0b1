import type { Estimate } from '../estimate/estimate.ts'
import type { Notice } from '../issues/issue.ts'
import type { Compiled, Detail } from './compile.ts'
import {
  byWeight,
  type Driver,
  type DriverGroup,
  driverGroups,
  propagatedDrivers,
  sortDrivers,
} from './driver.ts'
import { figureId } from './figure-id.ts'
import { heldBounds } from './held-bounds.ts'
import type { DriverTask, Simulation, SimulationOptions } from './monte-carlo.ts'
import { compileEstimate } from './program-form.ts'
import { Propagation } from './propagation.ts'
import { Workspace } from './room.ts'
import { GENERATOR } from './stream.ts'
import { type Bounds, type Convergence, intervalNotices, statedNotices } from './uncertainty-notice.ts'

/** The interval of every figure of an estimate, and the drivers of the city's total. */
export interface Assessment {
  readonly method: 'propagation' | 'monte-carlo'
  /** By figure id. Both ends of a certain figure are its value. */
  readonly intervals: ReadonlyMap<string, Bounds>
  /** The drivers of the city's CO2e, the largest first. */
  readonly drivers: readonly Driver[]
  readonly notices: readonly Notice[]
  readonly simulation?: Convergence
}

const TOTAL = figureId('totals', '', 'co2eKg')

/** Of the propagations of `propagated`, each of which ends before the next begins. */
const WORKSPACE = new Workspace()

/** The uncertainty of one estimate: compiled once, propagated, and drawn if the request asks for it. */
export class Uncertainty {
  readonly #compiled: Compiled
  #made: Propagation | undefined

  /** @throws {EstimateRefused} for impossible stated uncertainties or correlations */
  constructor(estimate: Estimate, detail: Detail) {
    this.#compiled = compileEstimate(estimate, detail)
  }

  /** Kept for what is asked later, when a simulation has ended. */
  get #propagation(): Propagation {
    this.#made ??= new Propagation(this.#compiled.program)
    return this.#made
  }

  /** Intervals by error propagation: IPCC Approach 1. */
  propagated(): Assessment {
    const propagation = new Propagation(this.#compiled.program, 0.95, WORKSPACE.begin())
    const intervals = propagation.boundsById()
    return {
      method: 'propagation',
      intervals: heldBounds(this.#compiled.program, intervals),
      drivers: this.#driversBy(propagation, TOTAL),
      notices: [
        ...statedNotices(this.#compiled.parameters),
        ...intervalNotices(this.#compiled.program, intervals, 'propagation'),
      ],
    }
  }

  /** The input of `simulate`, here or in another thread. */
  task({ draws, seed }: { readonly draws: number; readonly seed: number }): {
    readonly program: Compiled['program']
    readonly options: SimulationOptions
  } {
    const figure = this.#indexOf(TOTAL)
    const driversOf: DriverTask[] =
      figure === undefined ? [] : [{ figure: TOTAL, groups: this.#groups(figure) }]
    return { program: this.#compiled.program, options: { draws, seed, driversOf } }
  }

  /** Intervals by Monte Carlo simulation: IPCC Approach 2. */
  drawn(
    simulation: Simulation,
    { draws, seed }: { readonly draws: number; readonly seed: number },
  ): Assessment {
    const intervals = new Map(simulation.intervals.map(({ id, lower, upper }) => [id, { lower, upper }]))
    const total = simulation.intervals.find(({ id }) => id === TOTAL)
    const limitError = total
      ? Math.max(relativeError(total.lowerError, total.lower), relativeError(total.upperError, total.upper))
      : 0
    const convergence = { draws, seed, generator: GENERATOR, converged: total?.converged ?? true, limitError }
    return {
      method: 'monte-carlo',
      intervals: heldBounds(this.#compiled.program, intervals),
      drivers: this.#drawnDrivers(simulation),
      notices: [
        ...statedNotices(this.#compiled.parameters),
        ...intervalNotices(this.#compiled.program, intervals, 'monte-carlo', convergence),
      ],
      simulation: convergence,
    }
  }

  /** The drivers of a figure by propagation; none if the figure is certain or missing. */
  driversOf(id: string): readonly Driver[] {
    return this.#driversBy(this.#propagation, id)
  }

  #driversBy(propagation: Propagation, id: string): readonly Driver[] {
    const figure = this.#indexOf(id)
    return figure === undefined ? [] : propagatedDrivers(this.#compiled, propagation, figure)
  }

  #drawnDrivers({ drivers }: Simulation): readonly Driver[] {
    const figure = this.#indexOf(TOTAL)
    const found = drivers.find(({ figure: id }) => id === TOTAL)
    if (figure === undefined || !found) return []
    const { gradient } = this.#propagation.slopeOf(figure)
    const groups = new Map(this.#groups(figure).map((group) => [group.name, group]))
    return sortDrivers(
      found.shares.map(({ name, share, standardError }) => ({
        name,
        shareOfVariance: share,
        standardError,
        parameters: byWeight(this.#compiled, groups.get(name)?.variables ?? [], gradient),
      })),
    )
  }

  #groups(figure: number): readonly DriverGroup[] {
    return driverGroups(this.#compiled, this.#propagation.slopeOf(figure).gradient)
  }

  #indexOf(id: string): number | undefined {
    const index = this.#compiled.program.figures.findIndex((figure) => figure.id === id)
    return index < 0 ? undefined : index
  }
}

const relativeError = (error: number, limit: number): number => (error === 0 ? 0 : error / Math.abs(limit))
