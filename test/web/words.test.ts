import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ENERGY_CARRIERS, MODES, SCOPES, SECTORS } from '../../src/index.ts'
import { languageOf, speechOf } from '../../web/words/language.ts'
import deWords from '../../words/de.json' with { type: 'json' }
import enWords from '../../words/en.json' with { type: 'json' }

const { page: en } = enWords
const { page: de } = deWords

const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).sort()

test('German has every key, and the values of each', () => {
  expect(Object.keys(de)).toEqual(Object.keys(en))
  for (const [key, text] of Object.entries(en))
    expect(namesIn(de[key as keyof typeof en]), key).toEqual(namesIn(text))
})

test('German is German', () => {
  const same = Object.entries(en).filter(([key, text]) => de[key as keyof typeof en] === text)
  // Names and units that both languages share.
  expect(same.map(([key]) => key).sort()).toEqual([
    'class.international',
    'energy.amount',
    'factors.series.said',
    'page.api',
    'page.home',
    'scopes.scope',
    'unit.gwh',
    'unit.km',
    'unit.kwh',
    'unit.mwh',
    'unit.percent',
  ])
})

test('every mode, sector, carrier and scope has a name', () => {
  const { name } = speechOf('de')
  for (const mode of [...MODES, 'not-split']) expect(name('mode', mode)).not.toBe(mode)
  for (const sector of SECTORS) expect(name('sector', sector)).not.toBe(sector)
  for (const carrier of ENERGY_CARRIERS) expect(name('carrier', carrier)).not.toBe(carrier)
  for (const scope of SCOPES) expect(name('scope', scope)).not.toBe(scope)
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
  expect(languageOf(['xx', 'zh-CN'])).toBe('en')
  expect(languageOf([])).toBe('en')
})
