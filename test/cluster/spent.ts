import { processorMs } from '../../bench/child-server.ts'
import { percentile } from '../../bench/measurement.ts'

/** What a question took. */
export interface Spent {
  readonly wallSeconds: number
  /** Of this process and of the others that were named. */
  readonly cpuSeconds: number
}

/** What processes have taken of the processor until now [s]. */
const processorSeconds = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + processorMs(pid), 0) / 1000

/** Asks some times; `first` is what the first time took, and the rest the medians of those after it. */
export async function spentOn<T>(
  runs: number,
  pids: readonly number[],
  ask: () => Promise<T>,
): Promise<{ readonly first: Spent; readonly median: Spent; readonly answer: T }> {
  let answer: T | undefined
  const once = async (): Promise<Spent> => {
    const [start, own, others] = [performance.now(), process.cpuUsage(), processorSeconds(pids)]
    answer = await ask()
    const { user, system } = process.cpuUsage(own)
    return {
      wallSeconds: (performance.now() - start) / 1000,
      cpuSeconds: (user + system) / 1e6 + processorSeconds(pids) - others,
    }
  }
  const first = await once()
  const spent: Spent[] = []
  for (let run = 0; run < runs; run += 1) spent.push(await once())
  const medianOf = (of: (one: Spent) => number): number => percentile(spent.map(of), 0.5)
  return {
    first,
    median: {
      wallSeconds: medianOf(({ wallSeconds }) => wallSeconds),
      cpuSeconds: medianOf(({ cpuSeconds }) => cpuSeconds),
    },
    answer: answer as T,
  }
}

/** A cost that grows with the rows: what it begins with, and what a million rows add, by least squares. */
export function lineThrough(points: readonly { readonly rows: number; readonly seconds: number }[]): {
  readonly fixed: number
  readonly perMillion: number
} {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const [rows, seconds] = [mean(points.map((one) => one.rows)), mean(points.map((one) => one.seconds))]
  const covariance = mean(points.map((one) => (one.rows - rows) * (one.seconds - seconds)))
  const slope = covariance / mean(points.map((one) => (one.rows - rows) ** 2))
  return { fixed: seconds - slope * rows, perMillion: slope * 1e6 }
}
