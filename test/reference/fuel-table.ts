import { readFileSync } from 'node:fs'
import type { Gap } from '../../src/index.ts'
import { reconciliationOf } from '../fixtures/reconciliation.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const TJ_PER_MJ = 1e-6

/** The Leeds bottom-up estimate beside its fuel, as `cordon reconcile` gives it. */
export const leedsReconciliation = () =>
  reconciliationOf(
    JSON.parse(readFileSync('examples/leeds-fuel-2019.json', 'utf8')) as object,
    releasedSet('2026.2'),
  )

const terajoules = (mj: number): string => {
  const text = Math.abs(Math.round(mj * TJ_PER_MJ))
    .toLocaleString('en-GB')
    .replaceAll(',', ' ')
  return mj < 0 ? `−${text}` : text
}

function gapRow(name: string, { burnt, bottomUp, gap, ratio, isSignificant }: Gap): string {
  return `| ${[
    name,
    terajoules(burnt.value),
    terajoules(bottomUp.value),
    terajoules(gap.value),
    `${terajoules(gap.lower)} to ${terajoules(gap.upper)}`,
    ratio.value.toFixed(2),
    `${ratio.lower.toFixed(2)} to ${ratio.upper.toFixed(2)}`,
    isSignificant ? 'yes' : 'no',
  ].join(' | ')} |`
}

/** Fuel and activity of Leeds 2019 side by side, and the reconciled energy. */
export function leedsFuelTable(): string {
  const { balance, gaps, offer, offerBounds } = leedsReconciliation()
  const all = gaps.ofAll
  return [
    '| carrier | fuel, TJ | activity, TJ | gap, TJ | 95 % interval | ratio | 95 % interval | significant |',
    '|---|---:|---:|---:|---:|---:|---:|---|',
    ...balance.carriers.flatMap(({ carrier }, at) => {
      const gap = gaps.ofCarriers[at]
      return gap ? [gapRow(carrier, gap)] : []
    }),
    ...(all ? [gapRow('**both**', all)] : []),
    '',
    '| carrier | reconciled, TJ | 95 % interval | weight of fuel | factor on activity |',
    '|---|---:|---:|---:|---:|',
    ...offer.carriers.map(({ carrier, energyMj, weightOfSold, factor }) => {
      const { lower, upper } = offerBounds.get(`${carrier}/reconciled`) ?? { lower: 0, upper: 0 }
      const interval = `${terajoules(lower)} to ${terajoules(upper)}`
      const weight = `${(weightOfSold * 100).toFixed(0)} %`
      return `| ${[carrier, terajoules(energyMj), interval, weight, factor.toFixed(3)].join(' | ')} |`
    }),
  ].join('\n')
}
