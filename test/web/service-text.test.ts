import { readdirSync, readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import {
  ENERGY_WORDS,
  FLOW_GAPS,
  LEFT_OUT_ASK,
  OTHER_GAPS,
  TRAVEL_WORDS,
} from '../../src/city/coverage-words.ts'
import { NOTICES, REFUSALS } from '../../src/index.ts'
import { speechOf } from '../../web/words/language.ts'
import { findServiceText } from '../../web/words/service-text.ts'
import codes from '../../words/codes/de.json' with { type: 'json' }
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const german = speechOf('de')
const untranslated = (texts: Iterable<string>): readonly string[] =>
  [...new Set(texts)].filter((text) => findServiceText(text, german) === undefined)

test('every notice and refusal has a title in German, and an advice where English has one', () => {
  expect(Object.keys(codes).sort()).toEqual([...Object.keys(NOTICES), ...Object.keys(REFUSALS)].sort())
  for (const [code, { title, advice }] of Object.entries({ ...REFUSALS, ...NOTICES })) {
    const spoken = codes[code as keyof typeof codes]
    expect(spoken.title, code).not.toBe(title)
    expect(spoken.advice === '', code).toBe((advice as string) === '')
  }
})

test('what a figure covers and leaves out, and whom to ask, is said in German', () => {
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

test('the vocabulary says codes in the language that is asked for', async () => {
  const app = await newApp()
  const { notices } = (await app.inject('/v1/vocabulary?lang=de')).json()
  expect(notices[0]).toEqual({
    id: 'factor-year-fallback',
    title: 'Es wurde der Wert eines früheren Jahres verwendet',
    advice: 'den Wert des Zeitraums angeben',
  })
  expect((await app.inject('/v1/vocabulary?lang=fr')).json().notices[0].title).toBe(
    'A figure of an earlier year was used',
  )
  expect((await app.inject('/v1/vocabulary?lang=xx')).statusCode).toBe(400)
  await app.close()
})
