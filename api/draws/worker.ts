import { type Program, type Simulation, type SimulationOptions, simulate } from '../../src/index.ts'

/** What a thread of the pool does: plain data in, plain data out. */
export const drawTask = ({
  program,
  options,
}: {
  readonly program: Program
  readonly options: SimulationOptions
}): Simulation => simulate(program, options)
