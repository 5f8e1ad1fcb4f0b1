import { expect, test, vi } from 'vitest'

/** Every spelling of the catalogue read as every canonical unit: the conversion to its last bit, or why there is none. */
async function readings(): Promise<readonly string[]> {
  vi.resetModules()
  const { UNIT_CATALOGUE } = await import('../../src/units/catalogue.ts')
  const { findConversion } = await import('../../src/units/conversion.ts')
  const spellings = [...new Set(UNIT_CATALOGUE.flatMap(({ units, canonical }) => [...units, canonical]))]
  return UNIT_CATALOGUE.flatMap(({ canonical }) =>
    spellings.map((spelling) => {
      try {
        return `${canonical} ${spelling} ${JSON.stringify(findConversion(spelling, [canonical]))}`
      } catch (error) {
        return `${canonical} ${spelling} ${String(error)}`
      }
    }),
  )
}

test('the parts of mathjs in the bundle convert every unit as the whole package does, to the bit', async () => {
  const whole = await readings()
  expect(whole.filter((reading) => reading.includes('"factor"')).length).toBeGreaterThan(300)
  vi.doMock('mathjs/lib/browser/math.js', () => import('../../build/parts/mathjs.ts'))
  expect(await readings()).toEqual(whole)
})
