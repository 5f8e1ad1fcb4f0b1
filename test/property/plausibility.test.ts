import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { EstimateRefused } from '../../src/index.ts'
import { judgedOf, LEEDS } from '../fixtures/request.ts'

/** Codes and places of what the guard finds, whether it stands or is refused. */
function foundIn(body: Record<string, unknown>): readonly { code: string; pointer?: string }[] {
  try {
    return judgedOf(body)
      .notices.filter(({ code }) => code.endsWith('-unusual'))
      .map(({ code, pointer }) => ({ code, ...(pointer === undefined ? {} : { pointer }) }))
  } catch (error) {
    if (error instanceof EstimateRefused)
      return error.refusals.map(({ code, pointer }) => ({ code, pointer }))
    throw error
  }
}

/** Distances of an inhabitant and energy per distance from far too little to far too much. */
const magnitude = fc.double({ min: -4, max: 4, noNaN: true }).map((exponent) => 10 ** exponent)
const city = fc.record({
  carVkmEach: magnitude.map((factor) => 6000 * factor),
  busVkmEach: magnitude.map((factor) => 25 * factor),
  mjPerVkm: magnitude.map((factor) => 2.5 * factor),
})
const bodyOf = (
  { carVkmEach, busVkmEach, mjPerVkm }: { carVkmEach: number; busVkmEach: number; mjPerVkm: number },
  population: number,
) => ({
  city: { ...LEEDS, population },
  demand: [
    {
      mode: 'car',
      powertrain: 'petrol',
      vehicleDistance: carVkmEach * population,
      energyIntensity: `${mjPerVkm} MJ/vkm`,
    },
    {
      mode: 'bus',
      powertrain: 'diesel',
      vehicleDistance: busVkmEach * population,
      energyIntensity: '14 MJ/vkm',
    },
  ],
})

describe('plausibility', () => {
  test.prop([
    city,
    fc.integer({ min: 10_000, max: 2_500_000 }).map((half) => 2 * half),
    fc.constantFrom(0.5, 2, 7),
  ])('a city of more people who travel alike is as plausible', (each, population, factor) => {
    expect(foundIn(bodyOf(each, population * factor))).toEqual(foundIn(bodyOf(each, population)))
  })

  test.prop([city])('no cause is found twice', (each) => {
    const found = foundIn(bodyOf(each, 793_100))
    const places = found.map(({ pointer }) => pointer)
    expect(new Set(places).size).toBe(places.length)
  })

  test.prop([magnitude])('one wrong figure is one finding, at its place', (factor) => {
    const found = foundIn(bodyOf({ carVkmEach: 6000, busVkmEach: 25, mjPerVkm: 2.5 * factor }, 793_100))
    // Usual: 0.4 to 14 MJ/vkm.
    const isUsual = 2.5 * factor > 0.4 && 2.5 * factor < 14
    expect(found.map(({ pointer }) => pointer)).toEqual(isUsual ? [] : ['/demand/0/energyIntensity'])
  })
})
