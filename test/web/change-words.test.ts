import { describe, expect, test } from 'vitest'
import { compare } from '../../api/comparisons/compare.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import type { Comparison } from '../../web/service/answer-types.ts'
import { LANGUAGES, type Language, speechOf } from '../../web/words/language.ts'
import { changeSentence, subjectOfChange } from '../../web/years/change-words.ts'
import { newestSet } from '../emission-factors/newest.ts'

const SETS = factorSetsOf([newestSet()])
const year = (period: string, more: object = {}): object => ({
  city: { name: 'Freiburg', country: 'DE', population: 230_000 },
  period,
  demand: [
    { mode: 'car', vehicleDistance: '900 million vkm' },
    { mode: 'van', vehicleDistance: '90 million vkm' },
  ],
  ...more,
})
const compared = async (body: object): Promise<Comparison> =>
  JSON.parse(JSON.stringify(await compare(body, SETS, async () => undefined)))
const said = (answer: Comparison, language: Language): string => {
  const speech = speechOf(language)
  const span = { from: answer.from.period, to: answer.to.period }
  const subject = subjectOfChange(answer, span, speech)
  return changeSentence({ ...answer, subject, hasPopulation: answer.perInhabitant !== null }, speech)
}
const fewer = { demand: [{ mode: 'car', vehicleDistance: '700 million vkm' }] }
const trucks = {
  demand: [
    { mode: 'car', vehicleDistance: '900 million vkm' },
    { mode: 'rigid-truck', vehicleDistance: '60 million vkm' },
  ],
}
const CASES: readonly (readonly [string, object])[] = [
  ['two years', { from: year('2018'), to: year('2022', fewer) }],
  ['of which nothing moved', { from: year('2022'), to: year('2022') }],
  ['a series', { series: [year('2018'), year('2020', fewer), year('2022')] }],
  ['of which one counts freight', { from: year('2018', fewer), to: year('2022', trucks) }],
  [
    'without inhabitants',
    {
      from: year('2018', { city: { name: 'X', country: 'DE' } }),
      to: year('2022', { ...fewer, city: { name: 'X', country: 'DE' } }),
    },
  ],
  [
    'two cities',
    { from: year('2022'), to: year('2022', { city: { name: 'Leeds', country: 'GB', population: 800_000 } }) },
  ],
]

describe('why a figure changed', () => {
  test.each(CASES)('is said in English as the service says it: %s', async (_, body) => {
    const answer = await compared(body)
    expect(said(answer, 'en')).toBe(answer.sentence)
  })

  test('is said in every language with all its values', async () => {
    const answer = await compared({ from: year('2018'), to: year('2022', fewer) })
    for (const language of Object.keys(LANGUAGES) as Language[]) {
      const sentence = said(answer, language)
      expect(sentence).toContain('Freiburg')
      expect(sentence).toContain('2018')
      expect(sentence).not.toMatch(/\{\w+\}|undefined|NaN/)
    }
    expect(said(answer, 'de')).toMatch(/^Freiburg 2018 bis 2022: \d+,\d % weniger: /)
    expect(said(answer, 'zh')).toMatch(/^Freiburg2018年至2022年：下降\d+\.\d%：/)
  })
})
