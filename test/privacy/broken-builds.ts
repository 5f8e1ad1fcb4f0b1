import { type SettledTask, settleTask } from '../../api/releases/settle-task.ts'
import type { Settle } from '../../api/releases/settle-thread.ts'
import { groupBy, leastContributors, type Settlement, settle } from '../../src/index.ts'

/** Builds that have a protection off: an attack that does not succeed against one proves nothing. */

/** Forgets what was given out before, and by whom. */
export const withoutLedger: Settle = (task) =>
  settleTask({
    ...task,
    earlier: [],
    ledger: new Map(),
    places: new Set(),
    out: [],
    laidAnew: new Set(),
    isPartition: true,
  })

/** Knows what is out, and does not look at cities that may lie in each other. */
export const withoutNesting: Settle = (task) => settleTask({ ...task, isPartition: true })

/** Withholds small cells, and nothing beside them. */
export const withoutComplement: Settle = async (task) => {
  const whole = await everything(task)
  return {
    ...whole,
    cells: whole.cells.map((cell) => (cell.contributors < 25 ? withheld(cell) : cell)),
  }
}

/** Withholds small zones and pairs, and nothing beside them. */
export const withoutZoneComplement: Settle = async (task) => ({
  ...(await settleTask(task)),
  flows: task.zones.flatMap(({ city, mode, period, zones }) =>
    zones.flatMap(({ zone, pairs, ...facts }) =>
      [{ ...facts, destination: null }, ...pairs].flatMap(({ destination, figures, parts }) => {
        const contributors = leastContributors(parts)
        const to = destination === null ? {} : { destination }
        return contributors < 25 ? [] : [{ city, mode, period, zone, ...to, figures, contributors }]
      }),
    ),
  ),
})

/** Does not see that a mode came in later. It looks at no two modes together either. */
export const withoutSums: Settle = (task) => withoutTotals({ ...task, laidAnew: new Set() })

/** Looks at each mode alone, and at what has none as at another mode. */
export const withoutTotals: Settle = async (task) => {
  const settled = await Promise.all(
    [...groupBy(task.candidates, ({ mode }) => mode).values()].map((candidates) =>
      settleTask({ ...task, candidates }),
    ),
  )
  return { flows: [], cells: settled.flatMap(({ cells }) => cells) }
}

/** Does not see that a mode has nearly everybody: of none it knows how many persons were counted. */
export const withoutClasses: Settle = (task) =>
  settleTask({
    ...task,
    candidates: task.candidates.map((cell) => ({
      ...cell,
      parts: cell.parts.flatMap((part) =>
        part.contributors === 0 ? [part] : [part, { ...NOTHING, days: part.days }],
      ),
    })),
  })

const NOTHING = {
  contributors: null,
  trips: null,
  passengerDistancePkm: null,
  vehicleDistanceVkm: null,
  tonneDistanceTkm: null,
}

/** Counts a cell as a whole: who adds a large file opens a small one. */
export const withoutFiles: Settle = (task) =>
  settleTask({
    ...task,
    candidates: task.candidates.map((cell) => ({
      ...cell,
      parts: cell.parts.slice(0, 1).map((part) => ({
        ...part,
        contributors: Math.max(...cell.parts.map(({ contributors }) => contributors ?? 0)),
      })),
    })),
  })

/** Gives out all there is. */
export const withoutThreshold: Settle = (task) => everything(task)

/** Adds a noise to what it gives out, anew each time. */
export const withFreshNoise: Settle = async (task) => {
  const whole = await withoutLedger(task)
  return {
    ...whole,
    cells: whole.cells.map((cell) =>
      cell.figures
        ? {
            ...cell,
            figures: Object.fromEntries(
              Object.entries(cell.figures).map(([name, value]) => [
                name,
                value === null ? null : value * (1 + 0.02 * (Math.random() - 0.5)),
              ]),
            ),
          }
        : cell,
    ),
  }
}

/** Every cell as if of many: the core itself, with nothing sensitive. */
async function everything(task: Parameters<Settle>[0]): Promise<SettledTask> {
  const over = new Set(task.over)
  const crowd = {
    contributors: 1e6,
    trips: 1,
    passengerDistancePkm: 1,
    vehicleDistanceVkm: null,
    tonneDistanceTkm: null,
    days: 1,
  }
  const { cells } = settle(
    {
      candidates: task.candidates.map((cell) => ({ ...cell, parts: [crowd] })),
      earlier: [],
      isOver: (period) => over.has(period),
      isAllowed: () => true,
    },
    () => {
      throw new Error('nothing is sensitive')
    },
  )
  const counts = new Map(
    task.candidates.map((cell) => [
      `${cell.city} ${cell.mode} ${cell.period}`,
      Math.max(...cell.parts.map(({ contributors }) => contributors ?? 0)),
    ]),
  )
  return {
    flows: [],
    cells: cells.map((cell) => ({
      ...cell,
      contributors: Math.max(
        ...cell.of.map((period) => counts.get(`${cell.city} ${cell.mode} ${period}`) ?? 0),
      ),
    })),
  }
}

const withheld = ({ figures: _, ...cell }: Settlement['cells'][number]): Settlement['cells'][number] => cell
