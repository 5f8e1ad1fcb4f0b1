import { describe, expect, test } from 'vitest'
import {
  coldStartRule,
  constantRule,
  energyCurveRule,
  evaluate,
  FORMULA_INPUTS,
  FORMULAS,
  gasCurveRule,
  REPEATED_INPUTS,
  type Rule,
} from '../../../src/kernel/formula.ts'
import { HAND_CURVES } from '../../fixtures/hand-set.ts'
import { PETROL_COLD_START } from '../../fixtures/technology-set.ts'

const [MINI] = HAND_CURVES
if (!MINI) throw new Error('The hand set has no curve.')

const NO_CONSTANTS = { constants: {} } as const
const LITRES: readonly number[] = [0.794, 26.8, 0.745, 44.3] // ethanol and petrol: kg/L, MJ/kg

describe('formulas', () => {
  test.each<[Rule, readonly number[], number]>([
    [constantRule(12.4), [], 12.4],
    [{ formula: 'times-constant', constants: { factor: 1 / 3600 } }, [360], 0.1],
    [{ formula: 'over-constant', constants: { divisor: 0.8 } }, [0.4], 0.5],
    // 366 days a year × 29 ÷ 366
    [{ formula: 'days-of-month', constants: { daysInMonth: 29, daysInYear: 366 } }, [366], 29],
    [{ formula: 'complement-times-constant', constants: { factor: 0.5 } }, [0.3], 0.35],
    [{ formula: 'inside-share', ...NO_CONSTANTS }, [6, 20], 0.3],
    // Two lengths that are drawn apart: no more than the whole trip.
    [{ formula: 'inside-share', ...NO_CONSTANTS }, [21, 20], 1],
    // methods.md 1.3, D = 20 km, d_in = 6 km: 6 and 4 of 20
    [{ formula: 'nearest-half-inside', constants: { countedShare: 0.5 } }, [0.3], 0.3],
    [{ formula: 'nearest-half-outside', constants: { countedShare: 0.5 } }, [0.3], 0.2],
    [{ formula: 'nearest-half-inside', constants: { countedShare: 0.5 } }, [0.8], 0.5],
    // methods.md section 11: Mini petrol Euro 4 at 15 km/h uses 2.7916 MJ/vkm
    [energyCurveRule(MINI), [15], 2.7916],
    // 1 + (0.6474 − 0.02545·12.4 − (0.00974 − 0.000385·12.4)·10) · (1.47 − 0.009·10 − 1) = 1 + 0.28216 · 0.38
    [coldStartRule(PETROL_COLD_START), [10, 12.4], 1.1072208],
    // 120 km at 30, 60 and 90 km/h each: 120 ÷ (1.333 + 0.667 + 0.444 h), also where shares sum to 120
    [{ formula: 'harmonic-mean', ...NO_CONSTANTS }, [40, 30, 40, 60, 40, 90], 49.0909],
    [{ formula: 'harmonic-mean', ...NO_CONSTANTS }, [0.7, 28], 28],
    // 0.1·0.794·26.8 = 2.12792; 0.9·0.745·44.3 = 29.70315
    [{ formula: 'energy-share-of-volume', ...NO_CONSTANTS }, [0.1, ...LITRES], 2.12792 / 31.83107],
    // 1 ÷ (0.5/26.8 + 0.5/44.3)
    [{ formula: 'blend-mj-per-kg', ...NO_CONSTANTS }, [0.5, 26.8, 44.3], 33.39634],
    // the litre of that 10 % by volume: 31.83107 MJ
    [{ formula: 'blend-mj-per-l', ...NO_CONSTANTS }, [2.12792 / 31.83107, ...LITRES], 31.83107],
  ])('%j of %j', (rule, inputs, expected) => {
    expect(evaluate(rule, inputs)).toBeCloseTo(expected, 4)
    const round = FORMULA_INPUTS[rule.formula].length
    if (REPEATED_INPUTS.has(rule.formula)) expect(inputs.length % round).toBe(0)
    else expect(inputs).toHaveLength(round)
    if (inputs.length > 0) expect(evaluate(rule, [])).toBeNaN()
  })

  test('every formula says its inputs', () => {
    expect(Object.keys(FORMULA_INPUTS)).toEqual(FORMULAS)
  })

  test('a speed curve is read inside its range, whatever the speed', () => {
    // The range of the curve is 5 to 130 km/h.
    expect(evaluate(energyCurveRule(MINI), [2])).toBe(evaluate(energyCurveRule(MINI), [5]))
    expect(evaluate(energyCurveRule(MINI), [200])).toBe(evaluate(energyCurveRule(MINI), [130]))
  })

  test('a gas curve gives grams as kilograms, at any speed', () => {
    // γ over η: 2.87 g over 1000, as mg/km are printed.
    const mg = {
      ...MINI,
      alpha: 0,
      beta: 0,
      gamma: 2.87,
      delta: 0,
      epsilon: 0,
      zeta: 0,
      eta: 1000,
      reductionShare: 0,
    }
    expect(evaluate(gasCurveRule(mg), [20])).toBe((2.87 / 1000) * 1e-3)
    expect(evaluate(gasCurveRule({ ...MINI }), [200])).not.toBe(evaluate(gasCurveRule({ ...MINI }), [130]))
  })

  test('a rule is plain data', () => {
    const rule = coldStartRule(PETROL_COLD_START)
    expect(JSON.parse(JSON.stringify(rule))).toEqual(rule)
    expect(rule.constants).not.toHaveProperty('usualTripKm')
  })
})
