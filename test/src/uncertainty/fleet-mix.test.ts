import { beforeAll, describe, expect, test } from 'vitest'
import { type Estimate, estimateUnits, nothingStated } from '../../../src/index.ts'
import { SCORE_95, valueAtScore } from '../../../src/kernel/distribution.ts'
import { uniformThrough } from '../../../src/uncertainty/fleet-mix.ts'
import { uncertaintiesOf } from '../../../src/uncertainty/parameter-uncertainty.ts'
import { shareGroupsOf } from '../../../src/uncertainty/share-group.ts'
import { Variables } from '../../../src/uncertainty/variables.ts'
import { newestSet } from '../../emission-factors/newest.ts'

/** Trains of Britain in 2022. */
let trains: Estimate
beforeAll(() => {
  const pointer = '/demand/0'
  const vehicleDistance = { value: 1e6, unit: 'vkm', pointer: `${pointer}/vehicleDistance` } as const
  trains = estimateUnits(
    { ...nothingStated('GB', 2022), demand: [{ pointer, mode: 'rail', vehicleDistance }] },
    newestSet(),
  )
})

/** The same, with the shares of both tractions bounded as given. */
function mixed(
  bounds: (share: number) => readonly [number, number] | undefined,
  more: object = {},
): Estimate {
  const assumptions = trains.assumptions.map((one) => {
    const { record } = one
    if (record.kind !== 'fleet-share' || !('canonicalValue' in record)) return one
    const { lower: _, upper: __, ...rest } = record
    const found = bounds(record.value)
    return { ...one, record: { ...rest, ...(found ? { lower: found[0], upper: found[1] } : {}), ...more } }
  })
  return { ...trains, assumptions }
}

/** Any share of the lesser traction from none to twice the nation's, and what that leaves. */
const whole = (share: number): readonly [number, number] =>
  share < 0.5 ? [0.05 * share, 1.95 * share] : [1 - 1.95 * (1 - share), 1 - 0.05 * (1 - share)]

describe('a share that is bounded', () => {
  test('is as likely anywhere between two ends, 95 % of which its interval is', () => {
    // 2.5 % of 0 to 0.4 is 0.01 at either end.
    const distribution = uniformThrough(0.01, 0.39)
    expect(distribution).toMatchObject({ kind: 'uniform' })
    if (!distribution) return
    expect(valueAtScore(distribution, -SCORE_95)).toBeCloseTo(0.01, 12)
    expect(valueAtScore(distribution, SCORE_95)).toBeCloseTo(0.39, 12)
    expect(valueAtScore(distribution, -8)).toBeCloseTo(0, 9)
  })

  test('is certain where its ends are one', () => {
    expect(uniformThrough(1, 1)).toBeUndefined()
  })
})

describe('two shares that leave each other', () => {
  test('are one quantity, the same in all years: one is drawn, and the other is the rest', () => {
    const estimate = mixed(whole)
    const [group] = shareGroupsOf(estimate)
    expect(group?.keys).toHaveLength(2)
    expect(group?.pair?.variable).toMatch(/^mix:fleet-share\.rail\.diesel\.gb\.[a-z-]+$/)
    const variables = new Variables(estimate, uncertaintiesOf(estimate))
    const shares = variables.variables.filter(({ distribution }) => distribution.kind === 'uniform')
    expect(shares.map(({ key }) => key)).toEqual([group?.pair?.variable])
    expect(variables.slots().at(-1)).toMatchObject({
      kind: 'derived',
      rule: { formula: 'complement-times-constant', constants: { factor: 1 } },
      inputs: [0],
    })
  })

  test('are correlated by the id of either record: what one share leaves moves against it', () => {
    const estimate = mixed(whole)
    const variables = new Variables(estimate, uncertaintiesOf(estimate))
    const [diesel = '', electric = ''] = shareGroupsOf(estimate)[0]?.keys.toSorted() ?? []
    expect([diesel, electric].map((key) => variables.indexOf(key))).toEqual([0, 0])
    const coefficientOf = (...between: [string, string]) =>
      variables.correlationsOf([{ between, coefficient: 0.5, pointer: '' }])[0]?.coefficient
    expect(coefficientOf(diesel, '/demand/0/vehicleDistance')).toBe(0.5)
    expect(coefficientOf('/demand/0/vehicleDistance', electric)).toBe(-0.5)
    expect(coefficientOf('/demand/0/vehicleDistance', 'another')).toBe(0.5)
    expect(variables.indexOf('another')).toBeUndefined()
  })

  test('are drawn each by itself where their bounds do not leave each other', () => {
    expect(shareGroupsOf(mixed((share) => [0.9 * share, Math.min(1, 1.1 * share)]))[0]?.pair).toBeUndefined()
  })

  test('are drawn each by itself where they are figures of a city, which nobody verified', () => {
    expect(shareGroupsOf(mixed(whole, { verification: 'unverified' }))[0]?.pair).toBeUndefined()
  })

  test('are drawn each by itself where no record bounds them, as in all sets before 2026.5', () => {
    expect(shareGroupsOf(mixed(() => undefined))[0]?.pair).toBeUndefined()
  })
})
