import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import {
  type CanonicalUnit,
  QuantityRefused,
  readQuantity,
  toCanonical,
  UNIT_CATALOGUE,
} from '../../src/units/quantity.ts'

interface Stated {
  readonly canonical: CanonicalUnit
  readonly unit: string
}
const ALL: readonly Stated[] = UNIT_CATALOGUE.flatMap(({ canonical, units }) =>
  units.map((unit) => ({ canonical, unit })),
)
const stated = fc.constantFrom(...ALL)
const amount = fc.double({ min: 1e-6, max: 1e12, noNaN: true })

function isReciprocal({ canonical, unit }: Stated): boolean {
  return toCanonical(2, unit, [canonical]).value < toCanonical(1, unit, [canonical]).value
}
const upright = fc.constantFrom(...ALL.filter((each) => !isReciprocal(each)))
const inverted = fc.constantFrom(...ALL.filter(isReciprocal))

const scaleWord = fc.constantFrom(
  ...([
    ['thousand', 1e3],
    ['million', 1e6],
    ['billion', 1e9],
  ] as const),
)

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected))
}

describe('every unit', () => {
  test.prop([upright, amount])('there and back: value → canonical → value', ({ canonical, unit }, value) => {
    const one = toCanonical(1, unit, [canonical]).value
    expectClose(toCanonical(value, unit, [canonical]).value / one, value)
  })

  test.prop([inverted, amount])('reciprocal there and back', ({ canonical, unit }, value) => {
    const there = toCanonical(value, unit, [canonical]).value
    expectClose(toCanonical(there, unit, [canonical]).value, value)
    expectClose(there * value, toCanonical(1, unit, [canonical]).value)
  })

  test.prop([upright, amount, amount])('more of it is more', ({ canonical, unit }, a, b) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)]
    const [low, high] = [less, more].map((value) => toCanonical(value, unit, [canonical]).value)
    expect(low).toBeLessThanOrEqual(high ?? Number.NaN)
  })

  test.prop([inverted, amount, amount])('more distance for each unit of fuel is less fuel', (each, a, b) => {
    const [less, more] = [Math.min(a, b), Math.max(a, b)]
    const [high, low] = [less, more].map((value) => toCanonical(value, each.unit, [each.canonical]).value)
    expect(low).toBeLessThanOrEqual(high ?? Number.NaN)
  })

  test.prop([upright, amount, scaleWord])(
    'a scale word multiplies',
    ({ canonical, unit }, value, [word, scale]) => {
      const scaled = readQuantity(`${value} ${word} ${unit}`, [canonical]).value
      expectClose(scaled, toCanonical(value * scale, unit, [canonical]).value)
    },
  )

  test.prop([stated, amount])(
    'a text says what its number and unit say apart',
    ({ canonical, unit }, value) => {
      expect(readQuantity(`${value} ${unit}`, [canonical]).value).toBe(
        toCanonical(value, unit, [canonical]).value,
      )
    },
  )

  test.prop([stated, amount, stated])(
    'measures one thing: another canonical unit is refused',
    (each, value, other) => {
      const measured = UNIT_CATALOGUE.filter(({ units }) => units.includes(each.unit)).map(
        ({ canonical }) => canonical,
      )
      fc.pre(!measured.includes(other.canonical))
      expect(() => toCanonical(value, each.unit, [other.canonical])).toThrow(QuantityRefused)
    },
  )
})

describe('any text', () => {
  const canonical = fc.constantFrom(...UNIT_CATALOGUE.map((entry) => entry.canonical))
  const pieces = fc.constantFrom(
    ...[
      '5',
      '1e3',
      '-',
      '+',
      '.',
      ',',
      ' ',
      '/',
      '*',
      '^',
      '(',
      ')',
      '=',
      '%',
      '_',
      'per ',
      'million ',
      'of ',
    ],
    ...[
      'km',
      'mi',
      'kWh',
      'gal',
      'US',
      'CO2',
      'kg',
      't',
      'ton',
      'v',
      'vehicle',
      '100',
      '__proto__',
      'NaN',
      '\u2212',
    ],
  )
  const almost = fc.array(pieces, { maxLength: 10 }).map((parts) => parts.join(''))
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.string(),
    almost,
    almost.map((t) => `5 ${t}`),
  )

  function readsOrRefuses(read: () => { value: number; unit: string }, accepted: readonly string[]): void {
    try {
      const { value, unit } = read()
      expect(Number.isFinite(value)).toBe(true)
      expect(accepted).toContain(unit)
    } catch (refused) {
      expect(refused).toBeInstanceOf(QuantityRefused)
    }
  }

  test.prop([text, canonical, canonical], { numRuns: 2000 })(
    'is read or refused, and never NaN',
    (typed, a, b) => {
      readsOrRefuses(() => readQuantity(typed, [a, b]), [a, b])
      readsOrRefuses(() => toCanonical(1, typed, [a, b]), [a, b])
    },
  )

  test.prop([fc.double(), canonical])('so is any number', (value, unit) => {
    readsOrRefuses(() => readQuantity(value, [unit]), [unit])
    readsOrRefuses(() => toCanonical(value, unit, [unit]), [unit])
  })
})
