import { expect, test } from 'vitest'
import { measure, ratio, sameDimension } from '../../../src/units/dimensions.ts'

test('g CO2/vkm times pkm leaves passengers and vehicles, and is no mass of CO2', () => {
  const product = measure('g gasCO2 / (km vehicle)').multiply(measure('km passenger'))
  expect(sameDimension(product, measure('g gasCO2'))).toBe(false)
  expect(sameDimension(product, measure('g gasCO2 passenger / vehicle'))).toBe(true)
})

test('g CO2/vkm times vkm is a mass of CO2', () => {
  const product = measure('g gasCO2 / (km vehicle)').multiply(measure('km vehicle'))
  expect(sameDimension(product, measure('kg gasCO2'))).toBe(true)
})

test.each([
  ['kg', 'kg gasCO2'],
  ['kg', 'kg cargo'],
  ['kg gasCO2', 'kg gasCO2e'],
  ['kg gasCH4', 'kg gasN2O'],
  ['km', 'km vehicle'],
  ['km vehicle', 'km passenger'],
  ['km passenger', 'tonne km cargo'],
  ['trip', 'passenger'],
  ['share', 'trip'],
  ['serviceDay', 'day'],
  ['serviceYear', 'serviceDay'],
  ['vehicle', 'km vehicle'],
  ['km / vehicle / serviceYear', 'km'],
])('%s and %s measure different things', (one, other) => {
  expect(sameDimension(measure(one), measure(other))).toBe(false)
})

test('one of a unit is exactly one of itself', () => {
  for (const unit of ['g gasCO2 / kWh', 'L / (km vehicle)', 'kg gasCH4 / TJ', 'passenger / vehicle']) {
    expect(ratio(measure(unit), unit)).toBe(1)
  }
})
