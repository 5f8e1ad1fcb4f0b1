import { groupBy } from '../../src/index.ts'
import type { PublishedFigure } from '../estimate/published.ts'
import type { ComparisonFigure, Dataset } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import { isOpen } from './city-facts.ts'
import type { FactRow } from './fact-allocation.ts'

/** Which facts figures are wanted of. */
interface Asked {
  readonly city: string
  readonly filter?: { readonly flows?: readonly string[] | undefined } | undefined
}

/** What a publisher gives of its own; a dataset that is not openly published gives out what its releases hold, and no more. */
export const comparisonFiguresOf = async (
  dataset: Dataset,
  store: ActivityStore,
): Promise<readonly ComparisonFigure[]> => (isOpen(dataset) ? store.listComparisonFigures(dataset.id) : [])

/** The publisher's own emissions of a city and period: of the modes and flows that are estimated, added up. */
export function publishedOf(
  figures: readonly ComparisonFigure[],
  { title, owner }: Pick<Dataset, 'title' | 'owner'>,
  { city, filter }: Asked,
  period: string,
  rows: readonly Pick<FactRow, 'mode'>[],
): readonly PublishedFigure[] {
  const modes = new Set<string>(rows.map(({ mode }) => mode))
  const same = figures.filter(
    (one) =>
      one.city === city &&
      one.period === period &&
      (one.mode === null || modes.has(one.mode)) &&
      (!filter?.flows || (one.flow !== null && filter.flows.includes(one.flow))),
  )
  return [...groupBy(same, ({ quantity, unit }) => `${quantity} ${unit}`).values()].flatMap((some) => {
    const [first] = some
    if (!first) return []
    const amount = some.reduce((sum, one) => sum + one.value, 0)
    return [{ quantity: first.quantity, amount, unit: first.unit, source: `${owner}, ${title}` }]
  })
}
