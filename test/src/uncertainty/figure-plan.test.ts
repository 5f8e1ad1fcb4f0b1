import { expect, test } from 'vitest'
import { type Estimate, FLOWS } from '../../../src/index.ts'
import { compileProgram } from '../../../src/uncertainty/compile.ts'
import { figuresOf } from '../../../src/uncertainty/figures.ts'
import { outlineOf } from '../../../src/uncertainty/outline.ts'
import { estimateOf } from '../../fixtures/request.ts'

const CAR = { mode: 'car', powertrain: 'petrol', energyIntensity: '2 MJ/vkm' } as const
const VAN = { mode: 'van', powertrain: 'diesel', energyIntensity: '3 MJ/vkm' } as const
const rowOf = (row: object, vkm: number) => ({ ...row, vehicleDistance: `${vkm} million vkm` })
const cityOf = (demand: readonly object[], more: object = {}): Estimate => estimateOf({ demand, ...more })
const figuresIn = (city: Estimate, detail: 'result' | 'lines' = 'result') =>
  compileProgram(city, detail).program.figures

const cars = cityOf([rowOf(CAR, 100)])

test('cities that differ in their numbers share the plan of their figures', () => {
  expect(figuresIn(cityOf([rowOf(CAR, 90)]))).toBe(figuresIn(cars))
})

test.each([
  ['another mode', cityOf([rowOf(VAN, 100)])],
  ['another flow', cityOf([rowOf({ ...CAR, flow: 'within' }, 100)])],
  ['a row more', cityOf([rowOf(CAR, 100), rowOf(VAN, 100)])],
  // Weights of CH4 and N2O are part of the plan.
  ['other warming potentials', cityOf([rowOf(CAR, 100)], { gwp: 'AR4' })],
  // No figure per vehicle-kilometre.
  ['no distance', cityOf([{ mode: 'car', carrier: 'petrol', energy: '100 GWh' }])],
])('a city with %s has a plan of its own', (_, city) => {
  expect(figuresIn(city)).not.toBe(figuresIn(cars))
  expect(figuresIn(city)).toEqual(figuresOf(outlineOf(city, false, city.input.city.population !== undefined)))
})

test('a plan for lines is not one for results', () => {
  expect(figuresIn(cars, 'lines').length).toBeGreaterThan(figuresIn(cars).length)
})

test('a plan that was forgotten is made again as it was', () => {
  const before = figuresIn(cars)
  // 24 outlines; 16 are kept.
  for (const row of [CAR, VAN])
    for (const flow of FLOWS)
      for (const gwp of ['AR4', 'AR5', 'AR6']) figuresIn(cityOf([rowOf({ ...row, flow }, 100)], { gwp }))
  const after = figuresIn(cars)
  expect(after).not.toBe(before)
  expect(after).toEqual(before)
})
