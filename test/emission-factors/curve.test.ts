import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CURVE_COLUMNS, type CurveRow, readTable } from '../../emission-factors/table.ts'
import { energyMjPerVkm, speedInRangeKmPerH } from '../../src/kernel/speed-curve.ts'
import { FOLDER } from './set.ts'

const text = readFileSync(join(FOLDER, 'curves.csv'), 'utf8')
const rows = readTable(text, CURVE_COLUMNS, 'curves.csv').rows as unknown as CurveRow[]

describe('the speed curves', () => {
  it('reproduce the control value of the source to 1e-9, every one', () => {
    const off = rows.filter((row) => {
      const energy = energyMjPerVkm(row, row.controlSpeedKmPerH)
      return !(Math.abs(energy / row.controlValueMjPerVkm - 1) <= 1e-9)
    })
    expect(off.map(({ id }) => id)).toEqual([])
  })

  it('give positive energy all over their range', () => {
    const wrong = rows.filter((row) =>
      [row.minSpeedKmPerH, 30, row.maxSpeedKmPerH].some(
        (speed) => !(energyMjPerVkm(row, speedInRangeKmPerH(row, speed)) > 0),
      ),
    )
    // The source's curves of steep descents cross 0 at speed: downhill an engine burns nothing.
    expect(wrong.filter(({ gradientPercent }) => gradientPercent >= 0).map(({ id }) => id)).toEqual([])
  })

  it('cover every segment of the source that the vocabulary has a word for', () => {
    const kinds = new Set(rows.map(({ mode, vehicleClass }) => `${mode} ${vehicleClass}`))
    expect(kinds.size).toBe(4 + 3 + 15 + 3 + 2 + 1 + 3 + 2)
  })

  // EMEP/EEA guidebook 2019, Appendix 4, hot energy consumption, MJ/km, evaluated by hand from the coefficients:
  // cars at 50 km/h, bus at 20 km/h, level road, half load.
  it.each([
    ['speed-curve.car.medium.petrol.euro-5.', 50, 2.458],
    ['speed-curve.car.mini.petrol.euro-4.', 15, 2.7916],
    ['speed-curve.car.medium.diesel.euro-6.', 50, 1.96],
    ['speed-curve.car.medium.hybrid-petrol.petrol.euro-6.', 50, 1.345],
    ['speed-curve.van.n1-iii.diesel.euro-5.', 50, 2.752],
    ['speed-curve.rigid-truck.7.5-12-t.diesel.euro-6.', 50, 5.73],
    ['speed-curve.articulated-truck.34-40-t.diesel.euro-6.', 50, 11.46],
    ['speed-curve.bus.standard.diesel.euro-6.', 20, 13.98],
    ['speed-curve.coach.standard.diesel.euro-6.', 50, 10.32],
    ['speed-curve.motorcycle.medium.petrol.euro-5.', 50, 1.548],
    ['speed-curve.moped.average.petrol.euro-5.', 30, 0.715],
  ])('%s at %d km/h gives %d MJ/vkm', (prefix, speed, expected) => {
    const row = rows.find(
      ({ id, gradientPercent, loadShare = 0.5 }) =>
        id.startsWith(prefix) && gradientPercent === 0 && loadShare === 0.5,
    )
    expect(row && energyMjPerVkm(row, speed)).toBeCloseTo(expected, 2)
  })
})
