import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { PROBLEMS } from '../../api/http/problem.ts'
import { CATALOGUES, LANGUAGES, say, WORD_KEYS } from '../../api/words/catalogue.ts'
import { meaningsIn } from '../../api/words/meaning.ts'
import { problemTextsIn } from '../../api/words/problem-texts.ts'
import { ENERGY_CARRIERS, FLOWS, MODES, POWERTRAINS, SETTINGS } from '../../src/index.ts'

const placeholders = (text: string): readonly string[] => (text.match(/\{\w+\}/g) ?? []).sort()

/** Keys that one language has and the other lacks, either way. */
const apart = (one: object, other: object): readonly string[] =>
  [...Object.keys(one), ...Object.keys(other)].filter(
    (key) => Object.hasOwn(one, key) !== Object.hasOwn(other, key),
  )

describe('the catalogue of words', () => {
  test('has a file for each language and no other', () => {
    const catalogues = LANGUAGES.map((language) => `${language}.json`)
    expect(readdirSync('words').sort()).toEqual(['codes', 'problems', ...catalogues].sort())
    expect(readdirSync('words/problems').sort()).toEqual(catalogues.sort())
    expect(readdirSync('words/codes').sort()).toEqual(catalogues.filter((one) => one !== 'en.json').sort())
  })

  test.each(LANGUAGES)(
    '%s has every key of English and no more, each with a text and its placeholders',
    (language) => {
      const { words } = CATALOGUES[language]
      expect(apart(words, CATALOGUES.en.words)).toEqual([])
      for (const key of WORD_KEYS) {
        expect(words[key].trim(), key).not.toBe('')
        expect(placeholders(words[key]), key).toEqual(placeholders(CATALOGUES.en.words[key]))
      }
    },
  )

  test('a missing key, a surplus one and another placeholder would be found', () => {
    expect(apart({ a: '', b: '' }, { b: '', c: '' })).toEqual(['a', 'c'])
    expect(placeholders('{file} of {year}')).not.toEqual(placeholders('{file}'))
  })

  test.each(LANGUAGES)('%s gives other names only to keys that there are', (language) => {
    const { also, several } = CATALOGUES[language]
    for (const key of [...Object.keys(also), ...Object.values(several).flat()])
      expect(WORD_KEYS).toContain(key)
  })

  test.each(LANGUAGES)('in %s no two things of a group have one name', (language) => {
    const { words, also } = CATALOGUES[language]
    const names = [
      ...WORD_KEYS.map((key) => [key, words[key]] as const),
      ...Object.entries(also).flatMap(([key, more]) => more.map((name) => [key, name] as const)),
    ].filter(([key]) => !/^(note|start|column)\./.test(key))
    const seen = new Map<string, string>()
    for (const [key, name] of names) {
      const place = `${key.split('.')[0]} ${name.toLowerCase()}`
      expect(seen.get(place) ?? key, `${language} ${name}`).toBe(key)
      seen.set(place, key)
    }
  })

  test.each([
    ['mode', MODES],
    ['carrier', ENERGY_CARRIERS],
    ['powertrain', POWERTRAINS],
    ['flow', FLOWS],
    ['setting', SETTINGS],
  ] as const)('names every %s', (group, codes) => {
    const named = WORD_KEYS.filter((key) => key.startsWith(`${group}.`)).map((key) =>
      key.slice(group.length + 1),
    )
    expect(named.sort()).toEqual([...codes].sort())
  })

  test('fills in what stands in braces', () => {
    expect(say('de', 'start.command', { file: 'stadt.xlsx' })).toBe('Dann: cordon estimate stadt.xlsx')
  })

  test('is written as the formatter of JSON writes it', () => {
    for (const language of LANGUAGES) {
      const text = readFileSync(`words/${language}.json`, 'utf8')
      expect(text.endsWith('}\n')).toBe(true)
    }
  })
})

describe('the page of problems', () => {
  test.each(LANGUAGES)('%s has its sentences, and a title of each type', (language) => {
    const { page, types = {} } = problemTextsIn(language)
    const english = problemTextsIn('en').page
    expect(apart(page, english)).toEqual([])
    for (const [key, text] of Object.entries(english))
      expect(placeholders(page[key as keyof typeof page]), key).toEqual(placeholders(text))
    if (language === 'en') return
    expect(Object.keys(types).sort()).toEqual(Object.keys(PROBLEMS).sort())
    const untranslated = Object.entries(PROBLEMS).filter(([slug, { title }]) => types[slug] === title)
    expect(untranslated.map(([slug]) => slug)).toEqual([])
  })
})

describe('what names mean', () => {
  test.each([
    ['Pkw', ['car']],
    ['PKW', ['car']],
    ['地铁', ['metro']],
    ['lorry', ['rigid-truck']],
    ['lorries', ['rigid-truck']],
    ['underground', ['metro']],
    ['subte', ['metro']],
    ['matatu', ['bus']],
    ['Straßenbahn', ['tram']],
    ['Strassenbahn', ['tram']],
    ['ônibus', ['bus']],
    ['onibus', ['bus']],
    ['à pied', ['walk']],
    ['cars', ['car']],
    ['buses', ['bus']],
    ['articulated-truck', ['articulated-truck']],
    ['public transport', ['bus', 'metro', 'tram', 'rail']],
    ['ÖPNV', ['bus', 'metro', 'tram', 'rail']],
    ['公共交通', ['bus', 'metro', 'tram', 'rail']],
    ['hovercraft', []],
    ['', []],
    ['constructor', []],
  ])('%s', (name, modes) => {
    expect(meaningsIn('mode', name)).toEqual(modes)
  })

  test('in the language of a sheet first: a French autobus is a bus, a Spanish tren ligero a tram', () => {
    expect(meaningsIn('mode', 'autobus', 'fr')).toEqual(['bus'])
    expect(meaningsIn('mode', 'tren ligero', 'es')).toEqual(['tram'])
    expect(meaningsIn('mode', 'Metro', 'es')).toEqual(['metro'])
  })

  test.each(LANGUAGES)('every name of %s means its own thing', (language) => {
    for (const key of WORD_KEYS.filter((one) => /^(mode|carrier|powertrain|flow|setting|unit)\./.test(one))) {
      const [group = '', code = ''] = key.split(/\.(.*)/)
      expect(meaningsIn(group, CATALOGUES[language].words[key], language), key).toEqual([code])
    }
  })
})
