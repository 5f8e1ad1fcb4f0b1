import { describe, expect, test } from 'vitest'
import { MODE_PROPERTIES, MODES } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { estimateOf } from '../fixtures/request.ts'

/**
 * What set 2026.1 can turn into emissions: each mode by the distance of what it carries, in five countries with figures
 * of their own and one (Kenya) that lives on those of the world and of others.
 */
const SET = releasedSet('2026.1')
const COUNTRIES = ['GB', 'US', 'CN', 'ES', 'DE', 'KE']
/** Modes that came after the set. */
const LATER: ReadonlySet<string> = new Set(['auto-rickshaw', 'e-scooter', 'e-bike', 'cable-car'])
const ENGINES = MODES.filter((mode) => MODE_PROPERTIES[mode].propulsion === 'engine' && !LATER.has(mode))

const distanceOf = (mode: (typeof MODES)[number]) =>
  ({
    passengers: { passengerDistance: '10 million pkm' },
    freight: { tonneDistance: '10 million tkm' },
    none: { energy: '10 TJ', carrier: 'diesel' },
  })[MODE_PROPERTIES[mode].payload]

describe.each(COUNTRIES)('%s 2024', (country) => {
  test.each(ENGINES)('%s', (mode) => {
    const body = {
      city: { name: 'A city', country },
      period: '2024',
      demand: [{ mode, ...distanceOf(mode) }],
    }
    const { totals, lines } = estimateOf(body, SET)
    // Between a full electric train (a few g) and a short flight or a nearly empty taxi: the band of published figures.
    const gramsPerKm = totals.co2eKg / 10_000
    const [least, most] = MODE_PROPERTIES[mode].payload === 'freight' ? [1, 3000] : [1, 1000]
    if (mode !== 'off-road') expect(gramsPerKm).toBeGreaterThan(least)
    if (mode !== 'off-road') expect(gramsPerKm).toBeLessThan(most)
    expect(lines.length).toBeGreaterThan(0)
  })
})
