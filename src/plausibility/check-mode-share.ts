import type { Estimate } from '../estimate/estimate.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import { judge } from './band.ts'
import type { Finding } from './check.ts'
import { MODE_SHARE } from './check-list.ts'
import { modeSums } from './mode-sums.ts'
import { SHARE_BANDS } from './vehicle-band.ts'

/** With fewer modes, a large share means little. */
const MODES_AT_LEAST = 3

export function checkModeShare(estimate: Estimate): readonly Finding[] {
  const { lines } = estimate
  const travelled = modeSums(estimate).filter(
    ([mode, { passengerDistancePkm }]) => mode !== 'flight' && passengerDistancePkm,
  )
  if (travelled.length < MODES_AT_LEAST) return []
  const total = travelled.reduce((sum, [, { passengerDistancePkm = 0 }]) => sum + passengerDistancePkm, 0)
  return travelled.flatMap(([mode, { passengerDistancePkm = 0 }]): Finding[] => {
    const limits = SHARE_BANDS[mode]
    const value = passengerDistancePkm / total
    const verdict = limits && judge(value, limits)
    if (!verdict) return []
    const pointer = lines.find((line) => line.mode === mode)?.pointer ?? ''
    return [
      { ...verdict, check: MODE_SHARE, subject: MODE_PROPERTIES[mode].title, value, band: limits, pointer },
    ]
  })
}
