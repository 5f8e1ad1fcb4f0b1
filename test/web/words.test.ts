import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ENERGY_CARRIERS, MODES, SCOPES, SECTORS } from '../../src/index.ts'
import { wordsOf } from '../../web/words/every-language.ts'
import { LANGUAGES, type Language, languageOf, speechOf, type WordKey } from '../../web/words/language.ts'

const { page: en } = wordsOf('en')
const OTHERS = (Object.keys(LANGUAGES) as Language[]).filter((language) => language !== 'en')

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()

/** Names and units that a language shares with English. */
const SHARED = ['page.home', 'page.api', 'unit.percent', 'lever.mode-shift']
const UNITS = ['unit.kwh', 'unit.mwh', 'unit.gwh', 'unit.km', 'energy.amount']
/** Forms in which only Chinese has other signs. */
const FORMS = ['answer.title', 'coverage.part', 'change.sentence']
/** Forms that French and Chinese write with signs of their own. */
const SIGNS = ['year.beside', 'change.parts', 'fault.at']
const LIKE_ENGLISH: Readonly<Record<string, readonly string[]>> = {
  de: [
    ...[...SHARED, ...UNITS, ...FORMS, ...SIGNS],
    ...['change.comma', 'class.international', 'data.zone', 'evidence.choice', 'factors.series.said'],
    ...['packages.name', 'scopes.scope', 'targets.amount'],
  ],
  es: [
    ...[...SHARED, ...UNITS, ...FORMS, ...SIGNS],
    ...['evidence.choice', 'missing.taxi-cabs', 'sectors.sector'],
  ],
  fr: [
    ...[...SHARED, ...UNITS, ...FORMS],
    ...['answer.tonnes', 'brief.figure', 'class.international', 'class.mini', 'class.standard'],
    ...['data.zone', 'data.zones', 'drawer.licences', 'drawer.source', 'factors.column.licence'],
    ...['factors.note', 'missing.auto-rickshaws', 'missing.ferries', 'missing.taxi-cabs', 'missing.trains'],
    ...['modes.mode', 'region.EUR', 'scopes.scope', 'targets.amount', 'unit.litres', 'years.mark.source'],
  ],
  pt: [...SHARED, ...UNITS, ...FORMS, ...SIGNS, 'evidence.choice', 'region.OCE'],
  zh: SHARED,
}

/** Keys of which a text in a language is the English one. */
const stillEnglish = (page: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(page).filter((key) => page[key] === en[key as WordKey])

/** Keys whose `{values}` differ from those of English. */
const otherValues = (page: Readonly<Record<string, string>>): readonly string[] =>
  Object.keys(page).filter(
    (key) => String(namesIn(page[key] ?? '')) !== String(namesIn(en[key as WordKey] ?? '')),
  )

describe.each(OTHERS)('in %s', (language) => {
  const { page, phrases } = wordsOf(language)

  test('every sentence is there, in the order of English: `npm run words` adds what is missing', () => {
    expect(Object.keys(page)).toEqual(Object.keys(en))
  })

  test('none is still in English', () => {
    const known = LIKE_ENGLISH[language] ?? []
    expect(stillEnglish(page).filter((key) => !known.includes(key))).toEqual([])
    expect(known.filter((key) => !stillEnglish(page).includes(key))).toEqual([])
  })

  test('each has the values of the English one', () => {
    expect(otherValues(page)).toEqual([])
  })

  test('phrases of the service are those of German, with no values of their own', () => {
    expect(Object.keys(phrases)).toEqual(Object.keys(wordsOf('de').phrases))
    const strange = Object.entries(phrases).filter(([phrase, says]) =>
      namesIn(says).some((name) => !namesIn(phrase).includes(name)),
    )
    expect(strange).toEqual([])
  })

  test('every mode, sector, carrier and scope has a name', () => {
    const { name } = speechOf(language)
    for (const mode of [...MODES, 'not-split']) expect(name('mode', mode)).not.toBe(mode)
    for (const sector of SECTORS) expect(name('sector', sector)).not.toBe(sector)
    for (const carrier of ENERGY_CARRIERS) expect(name('carrier', carrier)).not.toBe(carrier)
    for (const scope of SCOPES) expect(name('scope', scope)).not.toBe(scope)
  })
})

test('a sentence in English and one without its value would be found', () => {
  const page = { 'page.title': en['page.title'], 'answer.known': 'mindestens' }
  expect(stillEnglish(page)).toEqual(['page.title'])
  expect(otherValues(page)).toEqual(['answer.known'])
})

test('every word is said somewhere', () => {
  const page = readdirSync('web', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !/words|contract/.test(file))
    .map((file) => readFileSync(`web/${file}`, 'utf8'))
    .concat(readFileSync('api/pages/routes.ts', 'utf8'), readFileSync('api/pages/shell.ts', 'utf8'))
    .join('\n')
  /** Words that a template makes up: `${prefix}.${code}`. */
  const isMadeUp = (key: string): boolean => {
    const parts = key.split('.')
    return parts.some((_, at) => at > 0 && page.includes(`${parts.slice(0, at).join('.')}.\${`))
  }
  const named = (key: string): boolean =>
    page.includes(`'${key}'`) || /^(mode|sector|carrier|scope|missing|kind|class|region)\./.test(key)
  expect(Object.keys(en).filter((key) => !named(key) && !isMadeUp(key))).toEqual([])
})

test('words that a range must not be said with are nowhere', () => {
  expect(
    Object.values(en).filter((text) =>
      /\b(probably|likely|invalid|error|simply|unfortunately|please)\b/i.test(text),
    ),
  ).toEqual([])
})

test('the language of a reader is found past its region', () => {
  expect(languageOf(['it-IT', 'de-AT', 'en'])).toBe('de')
  expect(languageOf(['xx', 'zh-CN'])).toBe('zh')
  expect(languageOf(['pt-BR', 'en'])).toBe('pt')
  expect(languageOf(['it', 'ja'])).toBe('en')
  expect(languageOf([])).toBe('en')
})
