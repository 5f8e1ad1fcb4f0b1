import type { Notice } from '../../src/index.ts'
import { isOpen } from '../demand/city-facts.ts'
import { getKnown } from '../estimate/figure-schema.ts'
import { toDataset } from './answer.ts'
import type { CityNowcast } from './nowcast.ts'
import type { NowcastQuery, NowcastView } from './nowcast-schema.ts'

const STATEMENT =
  'This is not an inventory: only activity was carried forward. Fleets, occupancy, fuels, trip lengths and temperatures are those of the estimate. By convention, their change since then widens the interval and is not in the figure.'

/** A nowcast as callers see it. */
export function toNowcast(city: string, query: NowcastQuery, made: CityNowcast): NowcastView {
  const { audited, facts, nowcast, backtest } = made
  const { value, lower, upper } = getKnown(audited.totals.co2e)
  return {
    city,
    period: query.period,
    allocation: audited.allocation,
    estimate: { id: audited.id, period: audited.period },
    dataset: toDataset(facts.dataset),
    level: 0.95,
    ...(audited.coverage ? { coverage: audited.coverage } : {}),
    co2e: { ...nowcast.total, unit: 't CO2e' },
    audited: { value, lower: lower ?? value, upper: upper ?? value, unit: 't CO2e' },
    byMode: nowcast.modes.map((one) => ({
      mode: one.mode,
      co2e: one.value,
      unit: 't CO2e',
      index: one.index,
    })),
    indexHalfWidthShare: nowcast.indexHalfWidthShare,
    ...(backtest
      ? {
          against: {
            id: backtest.estimate.id,
            co2e: getKnown(backtest.estimate.totals.co2e).value,
            error: backtest.error,
            isCovered: backtest.isCovered,
          },
        }
      : {}),
    statement: STATEMENT,
    notices: noticesOf(city, made),
    privacy: { ...facts.terms },
  }
}

function noticesOf(city: string, { facts: { dataset }, nowcast: { held }, audited }: CityNowcast) {
  const notices: Notice[] = [
    {
      code: 'dataset-used',
      detail: `The index is the activity of ${city} in the dataset ${dataset.id} (${dataset.title}, ${dataset.owner}), version ${dataset.version}, relative to that of ${audited.period}.${isOpen(dataset) ? '' : ' It is not openly published: only periods that are over and released are used.'}`,
    },
  ]
  if (held.length > 0)
    notices.push({
      code: 'index-missing',
      detail: `${held.join(', ')}: no index in both periods; the emissions of ${audited.period} for as many days are used unchanged.`,
    })
  return notices.map(({ code, detail }) => ({ code, detail }))
}
