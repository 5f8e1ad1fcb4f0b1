import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { codeTextsIn } from '../../api/words/code-texts.ts'
import {
  ENERGY_WORDS,
  FLOW_GAPS,
  LEFT_OUT_ASK,
  OTHER_GAPS,
  TRAVEL_WORDS,
} from '../../src/city/coverage-words.ts'
import { NOTICES, REFUSALS } from '../../src/index.ts'
import { LANGUAGES, type Language, speechOf } from '../../web/words/language.ts'
import { findServiceText } from '../../web/words/service-text.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const german = speechOf('de')
const OTHERS = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== 'en')

/** Texts that a language does not know, each with the language. */
const untranslated = (texts: Iterable<string>): readonly string[] =>
  [...new Set(texts)].flatMap((text) =>
    OTHERS.flatMap((language) =>
      findServiceText(text, speechOf(language)) === undefined ? [`${language}: ${text}`] : [],
    ),
  )

test.each(OTHERS)(
  'every notice and refusal has a title in %s, and an advice where English has one',
  (language) => {
    const codes = { ...NOTICES, ...REFUSALS }
    const file = JSON.parse(readFileSync(`words/codes/${language}.json`, 'utf8'))
    // `npm run words` adds what is missing.
    expect(Object.keys(file).sort()).toEqual(Object.keys(codes).sort())
    const spoken = codeTextsIn(codes, language)
    const faults = Object.entries(codes).filter(
      ([code, { title, advice }]) =>
        spoken[code]?.title === title || (spoken[code]?.advice === '') !== ((advice as string) === ''),
    )
    expect(faults.map(([code]) => code)).toEqual([])
  },
)

/** What stands in marks of code: names of fields, options, files. */
const codeIn = (text: string): readonly string[] => (text.match(/`[^`]+`/g) ?? []).sort()

test.each(OTHERS)('advice in %s names the fields that English names', (language) => {
  const codes = { ...NOTICES, ...REFUSALS }
  const spoken = codeTextsIn(codes, language)
  const others = Object.entries(codes).filter(
    ([code, { advice }]) => String(codeIn(spoken[code]?.advice ?? '')) !== String(codeIn(advice)),
  )
  expect(others.map(([code]) => code)).toEqual([])
})

test('what a figure covers and leaves out, and whom to ask, is said in every language', () => {
  const asks = readFileSync('src/city/mode-family.ts', 'utf8')
  const families = [...asks.matchAll(/ask: ['`](.+?)(?: \$\{OR_NONE\})?['`],/g)].map(([, ask = '']) => ask)
  expect(families.length).toBeGreaterThan(20)
  const gaps = Object.values({ ...OTHER_GAPS, ...FLOW_GAPS }).map(({ ask }) => ask)
  expect(
    untranslated([
      ...Object.values(TRAVEL_WORDS),
      ...Object.values(ENERGY_WORDS),
      ...families,
      ...gaps,
      LEFT_OUT_ASK,
    ]),
  ).toEqual([])
})

test('a text that is not known stays in English', () => {
  expect(findServiceText('Car: a phrase that nobody wrote', german)).toBeUndefined()
  expect(findServiceText('Car: energy level, diesel', german)).toBe('Pkw: Energieniveau, Diesel')
})

describe('every text of fixed phrases in the answers to the examples', () => {
  let app: FastifyInstance
  beforeAll(async () => {
    app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.4')]) })
  })
  afterAll(() => app.close())
  const examples = readdirSync('examples').filter((file) => {
    if (!file.endsWith('.json')) return false
    const { city, period } = JSON.parse(readFileSync(`examples/${file}`, 'utf8'))
    return city !== undefined && period !== undefined
  })

  test.each(examples)('%s', async (file) => {
    const asked = JSON.parse(readFileSync(`examples/${file}`, 'utf8'))
    const reply = await postEstimate(
      app,
      { ...asked, factorSet: '2026.4' },
      '?include=boundaries,inventory,explanation&figure=totals/co2e',
    )
    const { coverage, boundaries, inventory, explanation, drivers } = reply.json()
    const texts = [
      ...coverage.includes.map(({ what }: { what: string }) => what),
      ...coverage.missing.map(({ ask }: { ask: string }) => ask),
      ...drivers.map(({ parameter }: { parameter: string }) => parameter),
      ...(boundaries?.bridges ?? []).flatMap(({ steps }: { steps: { title: string }[] }) =>
        steps.map(({ title }) => title),
      ),
      ...inventory.rows.map(({ title }: { title: string }) => title),
      ...explanation.operands.map(({ name }: { name: string }) => name),
      ...explanation.parts.flatMap(({ formulas }: { formulas: { words: string }[] }) =>
        formulas.map(({ words }) => words),
      ),
    ]
    expect(texts.length).toBeGreaterThan(10)
    expect(untranslated(texts)).toEqual([])
  })
})

test('what a scenario assumes is told in German', async () => {
  const app = await newApp({ factorSets: factorSetsOf([releasedSet('2026.4')]) })
  const read = (file: string): object => JSON.parse(readFileSync(`examples/${file}`, 'utf8'))
  const payload = { base: read('freiburg-2023.json'), ...read('scenario/freiburg-measures-2035.json') }
  const { notices } = (await app.inject({ method: 'POST', url: '/v1/scenarios', payload })).json()
  expect(notices.length).toBeGreaterThan(5)
  expect(untranslated(notices.map(({ detail }: { detail: string }) => detail))).toEqual([])
  await app.close()
})

test('the vocabulary says codes in the language that is asked for', async () => {
  const app = await newApp()
  const { notices } = (await app.inject('/v1/vocabulary?lang=de')).json()
  expect(notices[0]).toEqual({
    id: 'factor-year-fallback',
    title: 'Es wurde der Wert eines früheren Jahres verwendet',
    advice: 'den Wert des Zeitraums angeben',
  })
  expect((await app.inject('/v1/vocabulary?lang=fr')).json().notices[0].title).toBe(
    'Une valeur d’une année antérieure a été prise',
  )
  expect((await app.inject('/v1/vocabulary')).json().notices[0].title).toBe(
    'A figure of an earlier year was used',
  )
  expect((await app.inject('/v1/vocabulary?lang=xx')).statusCode).toBe(400)
  await app.close()
})
