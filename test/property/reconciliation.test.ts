import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import type { CauseSize, ExplainedCause } from '../../src/index.ts'
import { reconciliationOf } from '../fixtures/reconciliation.ts'

const FOSSIL = [{ carrier: 'petrol', biofuelEnergyShare: 0 }]
const amount = fc.double({ min: 1, max: 1e4, noNaN: true })
const percent = fc.double({ min: 0.5, max: 25, noNaN: true })
/** Fuel sold over fuel burnt. */
const ratio = fc.double({ min: 0.4, max: 2.5, noNaN: true })

const sides = (burntTj: number, soldTj: number, plusMinus: readonly [string, string] = ['5 %', '5 %']) => ({
  demand: [{ mode: 'bus', carrier: 'diesel', energy: { value: `${burntTj} TJ`, plusMinus: plusMinus[0] } }],
  fuels: [{ carrier: 'diesel', biofuelEnergyShare: 0 }],
  fuelSales: [{ carrier: 'diesel', quantity: { value: `${soldTj} TJ`, plusMinus: plusMinus[1] } }],
})

const gapOf = (body: object) => {
  const [gap] = reconciliationOf(body).gaps.ofCarriers
  if (!gap) throw new Error('There is no gap.')
  return gap
}

describe('the gap', () => {
  test.prop([amount, amount, percent, percent])('turns round with its sides', (a, b, u, v) => {
    const there = gapOf(sides(a, b, [`${u} %`, `${v} %`])).gap
    const back = gapOf(sides(b, a, [`${v} %`, `${u} %`])).gap
    const width = there.upper - there.lower
    expect(there.value).toBeCloseTo(-back.value, 3)
    expect(Math.abs(there.lower + back.upper)).toBeLessThan(1e-6 * width)
    expect(Math.abs(there.upper + back.lower)).toBeLessThan(1e-6 * width)
  })

  test.prop([amount, amount])('is significant where its interval leaves 0 out, and only there', (a, b) => {
    const { gap, isSignificant } = gapOf(sides(a, b))
    expect(isSignificant).toBe(gap.lower > 0 || gap.upper < 0)
  })
})

describe('the reconciled estimate', () => {
  test.prop([amount, amount, percent, percent])('lies between both sides', (a, b, u, v) => {
    const { offer } = reconciliationOf(sides(a, b, [`${u} %`, `${v} %`]))
    const energyMj = offer.carriers[0]?.energyMj ?? Number.NaN
    const slack = 1e-9 * Math.max(a, b) * 1e6
    expect(energyMj).toBeGreaterThanOrEqual(Math.min(a, b) * 1e6 - slack)
    expect(energyMj).toBeLessThanOrEqual(Math.max(a, b) * 1e6 + slack)
  })

  test.prop([amount, amount, percent, percent])('is no wider than the narrower of both', (a, b, u, v) => {
    const { offerBounds, gaps } = reconciliationOf(sides(a, b, [`${u} %`, `${v} %`]))
    const width = ({ lower, upper }: { lower: number; upper: number }) => upper - lower
    const [gap] = gaps.ofCarriers
    const of = offerBounds.get('diesel/reconciled')
    if (!gap || !of) throw new Error('Nothing was reconciled.')
    expect(width(of)).toBeLessThanOrEqual(Math.min(width(gap.bottomUp), width(gap.burnt)) * (1 + 1e-6))
  })
})

const CAR = { mode: 'car', powertrain: 'petrol' }

/** Cars at so many L/100 km over 10 million vkm, and petrol sold in energy, so that the blend matters on one side. */
const city = (litresPer100: number, ofBurnt: number, more: object = {}) => ({
  demand: [{ ...CAR, vehicleDistance: '10 million vkm', energyIntensity: `${litresPer100} L/100km` }],
  fuels: FOSSIL,
  // 10⁷ vkm × L/100 km × 0.745 kg/L × 44.3 MJ/kg
  fuelSales: [{ carrier: 'petrol', quantity: 1e5 * litresPer100 * 0.745 * 44.3 * ofBurnt }],
  ...more,
})

function causesOf(body: object): (name: string) => ExplainedCause {
  const [causes] = reconciliationOf(body).causes
  return (name) => {
    const found = causes?.find(({ cause }) => cause === name)
    if (!found) throw new Error(`There is no cause ${name}.`)
    return found
  }
}

const sizeIn = ({ sizes }: ExplainedCause, unit: CauseSize['unit']): number =>
  sizes.find((size) => size.unit === unit)?.value ?? Number.NaN

const intensity = fc.double({ min: 3, max: 20, noNaN: true })

/** What is left of the gap, as a part of the fuel burnt. */
const leftOf = (body: object): number => {
  const { gap, bottomUp } = gapOf(body)
  return Math.abs(gap.value) / bottomUp.value
}

describe('a cause of the size it would need', () => {
  test.prop([intensity, ratio])('closes the gap where it is an amount of fuel', (litresPer100, ofBurnt) => {
    fc.pre(Math.abs(ofBurnt - 1) > 1e-3)
    const body = city(litresPer100, ofBurnt)
    const causeOf = causesOf(body)
    const names = ofBurnt > 1 ? ['tank-tourism-out', 'off-road-use', 'missing-modes'] : ['tank-tourism-in']
    for (const cause of names) {
      const found = causeOf(cause)
      expect(found.verdict).toBe('consistent')
      const known = { carrier: 'petrol', cause, quantity: sizeIn(found, 'MJ') }
      expect(leftOf({ ...body, causes: [known] })).toBeLessThan(1e-9)
      const inLitres = { ...known, quantity: `${sizeIn(found, 'L')} L` }
      expect(leftOf({ ...body, causes: [inLitres] })).toBeLessThan(1e-9)
    }
  })

  test.prop([intensity, ratio])('closes it as a factor on energy per distance', (litresPer100, ofBurnt) => {
    fc.pre(Math.abs(ofBurnt - 1) > 1e-3)
    const body = city(litresPer100, ofBurnt)
    const factor = sizeIn(causesOf(body)('fleet-efficiency'), 'factor')
    const { demand } = city(litresPer100 * factor, 1)
    expect(leftOf({ ...body, demand })).toBeLessThan(1e-9)
  })

  test.prop([intensity, ratio])('closes it as distance', (litresPer100, ofBurnt) => {
    fc.pre(Math.abs(ofBurnt - 1) > 1e-3)
    const body = city(litresPer100, ofBurnt)
    const name = ofBurnt > 1 ? 'missing-modes' : 'through-traffic'
    const vkm = sizeIn(causesOf(body)(name), 'vkm') * (ofBurnt > 1 ? 1 : -1)
    const demand = body.demand.map((row) => ({ ...row, vehicleDistance: 1e7 + vkm }))
    expect(leftOf({ ...body, demand })).toBeLessThan(1e-9)
  })

  test.prop([intensity, fc.double({ min: 0.66, max: 0.999, noNaN: true })])(
    'closes it as a share of biofuel, where one can',
    (litresPer100, ofBurnt) => {
      const body = city(litresPer100, ofBurnt)
      const found = causesOf(body)('biofuel-share')
      expect(found.verdict).toBe('consistent')
      const fuels = [{ carrier: 'petrol', biofuelEnergyShare: sizeIn(found, 'share') }]
      expect(leftOf({ ...body, fuels })).toBeLessThan(1e-9)
    },
  )

  test.prop([intensity, ratio])(
    'is never negative, and has a reason where there is none',
    (litres, ofBurnt) => {
      const [causes = []] = reconciliationOf(city(litres, ofBurnt)).causes
      for (const { verdict, sizes, detail } of causes) {
        expect(sizes.length > 0).toBe(verdict === 'consistent')
        expect(detail).not.toBe('')
        for (const { value } of sizes) expect(value).toBeGreaterThanOrEqual(0)
      }
    },
  )
})
