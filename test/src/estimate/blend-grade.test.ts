import { describe, expect, test } from 'vitest'
import { estimateRequest } from '../../../api/estimate/request-schema.ts'
import { BLEND_GRADES, BLEND_LABELS, gradesOf } from '../../../src/index.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'
import { setWith } from '../../fixtures/set-with.ts'

// DESNZ 2024: biodiesel 0.89 kg/L and 37.2 MJ/kg, HVO 0.78 kg/L, 44 MJ/kg and 70.83 kg CO2/GJ; IPCC 2006: biodiesel 70 800 kg/TJ.
const SET = setWith(
  ...(['biodiesel', 'hvo'] as const).flatMap((carrier) => {
    const hvo = carrier === 'hvo'
    return [
      {
        id: `${carrier}.density`,
        kind: 'density',
        carrier,
        canonicalValue: hvo ? 0.78 : 0.89,
        canonicalUnit: 'kg/L',
      },
      {
        id: `${carrier}.ncv`,
        kind: 'net-calorific-value',
        carrier,
        canonicalValue: hvo ? 44 : 37.2,
        canonicalUnit: 'MJ/kg',
      },
      {
        id: `${carrier}.co2`,
        kind: 'fuel-factor',
        carrier,
        gas: 'co2',
        canonicalValue: hvo ? 70_830 : 70_800,
        canonicalUnit: 'kg CO2/TJ',
      },
    ] as const
  }),
)

const litres = (carrier: 'petrol' | 'diesel', fuel: object) =>
  estimateOf({ demand: [{ mode: 'bus', energy: '1000 L', carrier }], fuels: [{ carrier, ...fuel }] }, SET)

describe('grades', () => {
  test('E10: a tenth of the volume is a fifteenth of the energy', () => {
    const { totals } = litres('petrol', { blend: 'E10' })
    // A litre: 0.1 × 0.794 × 26.8 + 0.9 × 0.745 × 44.3 = 2.127 92 + 29.703 15 MJ
    expect(totals.energyMj).toBeCloseTo(31_831.07, 6)
    expect(totals.biogenicCo2Kg).toBeCloseTo(2127.92 * 0.0708, 6)
    expect(totals.co2Kg).toBeCloseTo(29_703.15 * 0.0693, 6)
  })

  test('B100: all of its CO2 is biogenic', () => {
    const { totals } = litres('diesel', { blend: 'B100' })
    // 1000 × 0.89 × 37.2 MJ
    expect(totals.energyMj).toBeCloseTo(33_108, 6)
    expect(totals.co2Kg).toBe(0)
    expect(totals.biogenicCo2Kg).toBeCloseTo(33_108 * 0.0708, 6)
  })

  test('HVO100: paraffinic diesel and not methyl ester', () => {
    const { totals } = litres('diesel', { blend: 'HVO100' })
    // 1000 × 0.78 × 44 MJ; DESNZ prints 2.43 kg CO2 a litre
    expect(totals.energyMj).toBeCloseTo(34_320, 6)
    expect(totals.co2Kg).toBe(0)
    expect((totals.biogenicCo2Kg ?? 0) / 1000).toBeCloseTo(2.43, 2)
  })

  test('hvo as a carrier of its own emits biogenic CO2 alone', () => {
    const body = { demand: [{ mode: 'bus', energy: '1 TJ', carrier: 'hvo' }] }
    const { totals } = estimateOf(body, SET)
    expect(totals.co2Kg).toBe(0)
    expect(totals.biogenicCo2Kg).toBeCloseTo(70_830, 6)
  })

  test.each(BLEND_LABELS)('%s is the same as its share of volume stated', (label) => {
    const { carrier, biofuel, volumeShare } = BLEND_GRADES[label]
    if (biofuel === 'hvo') return
    const stated = litres(carrier as 'petrol', { biofuelVolumeShare: volumeShare })
    expect(litres(carrier as 'petrol', { blend: label }).totals).toEqual(stated.totals)
  })

  test('a label that ends in a number names that share', () => {
    for (const label of BLEND_LABELS)
      expect(BLEND_GRADES[label].volumeShare, label).toBe(Number(label.replace(/^[A-Z]+/, '')) / 100)
    expect([...gradesOf('petrol'), ...gradesOf('diesel')]).toEqual(BLEND_LABELS)
  })

  test('blend-nominal: the label is a definition; E85 may hold much less', () => {
    const detailOf = (carrier: 'petrol' | 'diesel', blend: string) =>
      litres(carrier, { blend }).notices.find(({ code }) => code === 'blend-nominal')?.detail
    expect(detailOf('petrol', 'E10')).toContain('EN 228')
    expect(detailOf('petrol', 'E85')).toContain('51 %')
    expect(detailOf('diesel', 'B100')).toBeUndefined()
  })
})

describe('what is refused', () => {
  test('a grade of another fuel, with the grades of this one', () => {
    const [refusal] = refusalsOf({
      demand: [{ mode: 'walk', passengerDistance: 1 }],
      fuels: [{ carrier: 'diesel', blend: 'E10' }],
    })
    expect(refusal).toMatchObject({
      code: 'invalid-field',
      pointer: '/fuels/0/blend',
      candidates: gradesOf('diesel'),
    })
  })

  test.each([
    ['an unknown grade', { carrier: 'petrol', blend: 'E11' }, 'fuels.0.blend'],
    ['a grade and a share', { carrier: 'petrol', blend: 'E10', biofuelVolumeShare: 0.1 }, 'fuels.0'],
    ['neither', { carrier: 'petrol' }, 'fuels.0'],
  ])('%s', (_, fuel, path) => {
    const body = { city: { name: 'Leeds', country: 'GB' }, period: '2019', fuels: [fuel] }
    const { error } = estimateRequest.safeParse(body)
    expect(error?.issues.map((issue) => issue.path.join('.'))).toEqual([path])
  })

  test('a grade whose biofuel the set does not know', () => {
    const refusals = refusalsOf({
      demand: [{ mode: 'bus', energy: '1000 L', carrier: 'diesel' }],
      fuels: [{ carrier: 'diesel', blend: 'HVO100' }],
    })
    expect(refusals.map(({ code, pointer }) => `${code} ${pointer}`)).toContain('factor-not-found /fuels/0')
  })

  test('potentials that the set lacks, with those it has', () => {
    const [refusal, ...others] = refusalsOf({
      gwp: 'AR5-feedback',
      demand: [{ mode: 'walk', passengerDistance: 1 }],
    })
    expect(others).toEqual([])
    expect(refusal).toMatchObject({
      code: 'factor-not-found',
      pointer: '/gwp',
      candidates: ['AR4', 'AR5', 'AR6'],
    })
  })

  test('potentials with feedback where the set has them', () => {
    // AR5, table 8.7: 34 and 298 with climate-carbon feedback
    const set = setWith(
      {
        id: 'gwp.feedback.ch4',
        kind: 'gwp',
        gas: 'ch4',
        gwpSet: 'AR5-feedback',
        canonicalValue: 34,
        canonicalUnit: 'kg CO2e/kg',
      },
      {
        id: 'gwp.feedback.n2o',
        kind: 'gwp',
        gas: 'n2o',
        gwpSet: 'AR5-feedback',
        canonicalValue: 298,
        canonicalUnit: 'kg CO2e/kg',
      },
    )
    const body = { gwp: 'AR5-feedback', demand: [{ mode: 'walk', passengerDistance: 1 }] }
    expect(estimateOf(body, set).gwp).toEqual({ set: 'AR5-feedback', ch4: 34, n2o: 298 })
  })
})
