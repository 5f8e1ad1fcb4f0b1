import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { NationalFigures } from '../../emission-factors/build/levels/national-figures.ts'
import { stagedShares } from '../../emission-factors/build/levels/world/standards.ts'
import { openFigures } from '../../emission-factors/figure-file.ts'
import { type EmissionStandard, estimateUnits, type FactorSet, nothingStated } from '../../src/index.ts'
import { COMPILED_STANDARDS, rowsOf } from './compiled.ts'
import { FIGURES, newestSet } from './newest.ts'

const figures = new NationalFigures(openFigures(FIGURES).all())
const CELLS = [
  ['CN', 'car', 'petrol'],
  ['CN', 'car', 'diesel'],
  ['CN', 'truck', 'diesel'],
  ['IN', 'car', 'petrol'],
  ['IN', 'bus', 'diesel'],
] as const
const WORDS: Readonly<Record<string, EmissionStandard>> = {
  I: 'euro-1',
  II: 'euro-2',
  III: 'euro-3',
  IV: 'euro-4',
  V: 'euro-5',
  VI: 'euro-6',
}

describe('stages of China and India', () => {
  test.each(CELLS)('%s %s %s sum to 1, and the older go as the newer come', (region, mode, powertrain) => {
    const shares = stagedShares(figures, mode, powertrain, region)
    for (const year of [1990, 2005, 2015, 2025]) {
      const sum = [...shares.values()].reduce((total, points) => total + (points.get(year) ?? 0), 0)
      expect(sum).toBeCloseTo(1, 9)
    }
    expect(shares.get('pre-euro')?.get(1990)).toBeCloseTo(1, 9)
    expect(shares.get('pre-euro')?.get(2025)).toBeLessThan(0.01)
  })

  test.skipIf(!existsSync(COMPILED_STANDARDS))(
    'are those compiled apart from them, within half a point',
    () => {
      const data = rowsOf(COMPILED_STANDARDS)
      const off = CELLS.flatMap(([region, mode, powertrain]) => {
        const shares = stagedShares(figures, mode, powertrain, region)
        return data
          .filter(
            (row) => row['place'] === region && row['mode'] === mode && row['powertrain'] === powertrain,
          )
          .flatMap((row) => {
            const word = row['emission_standard']?.split(' ').at(-1) ?? ''
            const standard = row['emission_standard']?.startsWith('pre') ? 'pre-euro' : WORDS[word]
            const value = (standard && shares.get(standard)?.get(Number(row['year']))) ?? Number.NaN
            const apart = Math.abs(value - Number(row['share_of_vkm']))
            return apart <= 0.005
              ? []
              : [`${region} ${mode} ${row['year']} ${row['emission_standard']}: ${apart}`]
          })
      })
      expect(off).toEqual([])
    },
  )
})

describe('a stated standard', () => {
  let set: FactorSet
  beforeAll(() => {
    set = newestSet()
  })

  const energyOf = (country: string, emissionStandard?: EmissionStandard): number => {
    const vehicleDistance = { value: 1e6, unit: 'vkm', pointer: '/demand/0/vehicleDistance' } as const
    const demand = {
      pointer: '/demand/0',
      mode: 'car',
      powertrain: 'petrol',
      vehicleDistance,
      ...(emissionStandard === undefined ? {} : { emissionStandard }),
    } as const
    return (
      estimateUnits({ ...nothingStated(country, 2019), demand: [demand] }, set).totals.energyMj ?? Number.NaN
    )
  }

  test.each(['CN', 'IN', 'TR', 'NO'])('acts in %s, by its own mixture or its group’s', (country) => {
    // Petrol cars before Euro 1 use a quarter more than those of Euro 4, Euro 6 a tenth less (EMEP/EEA, at the mean speed).
    const [old, usual, recent] = [
      energyOf(country, 'pre-euro'),
      energyOf(country),
      energyOf(country, 'euro-6'),
    ]
    expect(old).toBeGreaterThan(usual)
    expect(recent).toBeLessThan(usual)
  })
})
