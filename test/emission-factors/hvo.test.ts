import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { openFigures } from '../../emission-factors/build/figures.ts'
import { hvo } from '../../emission-factors/build/hvo.ts'

const figures = process.env['CORDON_FIGURES'] ?? ''

it.skipIf(!existsSync(figures))(
  'HVO: heating value and density from one factor in three units (skipped without the figures: set CORDON_FIGURES)',
  () => {
    const { records } = hvo(openFigures(figures))
    expect(records.map(({ id, value, unit }) => [id, value, unit])).toEqual([
      // 0.71667 kg CO2e/kg ÷ 16.288 kg CO2e/GJ
      ['net-calorific-value.hvo.desnz-2024', 44, 'MJ/kg'],
      // 0.559 kg CO2e/L ÷ 0.71667 kg CO2e/kg
      ['density.hvo.desnz-2024', 0.78, 'kg/L'],
      ['fuel-factor.hvo.co2.desnz-2024', 70.83, 'kg CO2/GJ'],
      ['well-to-tank.hvo.gb.2024.desnz-2024', 16.288, 'kg CO2e/GJ'],
      ['well-to-tank.hvo.gb.2025.desnz-2025', 16.445, 'kg CO2e/GJ'],
    ])
  },
)
