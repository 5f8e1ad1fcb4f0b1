import { readdirSync, readFileSync } from 'node:fs'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { OPEN_NAMES } from '../../api/datasets/open-licence.ts'
import { IN_WORDS as SCALE_WORDS } from '../../api/imports/lines-above.ts'
import { GARBLED } from '../../api/imports/text-encoding.ts'
import { WRITTEN_DAYS } from '../../api/imports/written-day.ts'
import { OPAQUE_CODES, OPAQUE_TOKENS, PLAIN_AREAS, TOKEN } from '../../api/request/area-code.ts'
import {
  BEFORE_CODES,
  ENCODED,
  kindOfCode,
  kindOfText,
  MAX_LOOKED_AT,
  PERSONAL_TEXTS,
} from '../../api/request/personal-sign.ts'
import { HEAD } from '../../src/units/written-number.ts'

interface Pattern {
  readonly file: string
  readonly source: string
  readonly flags: string
}

/** Patterns that meet texts of ours alone: names in our own documents, in our own order. */
const OURS: readonly string[] = [
  'api/http/openapi-parameters.ts /(?:^|[^A-Za-z0-9]+)([A-Za-z])/g',
  'src/uncertainty/driver.ts /: ([^,]+), .*$/',
]

/** Patterns that are put together where the program runs, with all that they are put together from. */
const MADE: Readonly<Record<string, readonly string[]>> = {
  'api/datasets/open-licence.ts': OPEN_NAMES,
  'api/imports/lines-above.ts': [SCALE_WORDS.source],
  'api/imports/text-encoding.ts': [GARBLED],
  'api/imports/written-day.ts': WRITTEN_DAYS,
  'api/request/area-code.ts': [OPAQUE_CODES, TOKEN, OPAQUE_TOKENS, PLAIN_AREAS],
  'api/request/personal-sign.ts': [ENCODED, BEFORE_CODES],
  'api/workbook/sheet-list.ts': [
    ...['sheet', 'Relationship'].map((name) => `<(?:\\w+:)?${name}\\s([^<>]*)>`),
    ...['name', 'state', 'Id', 'Target', '(?:\\w+:)id'].map(
      (name) => `\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`,
    ),
  ],
  'src/units/written-number.ts': [HEAD.source],
}

/** All patterns that a file of source writes down, and whether it makes others. */
function patternsIn(file: string, text: string): { written: readonly Pattern[]; makes: boolean } {
  const written: Pattern[] = []
  let makes = false
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      written.push({ file, source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    }
    if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp')
      makes = true
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true))
  return { written, makes }
}

/** Of the checker, which is slow on a slow machine. */
const timeout = 600_000

const LINEAR = ['safe', 'linear']

/** The alternatives of a pattern, of which an engine tries one after the other: `a|(b|c)` has two. */
function alternativesOf(source: string): readonly string[] {
  const alternatives = ['']
  let [depth, isInClass] = [0, false]
  for (const [one] of source.matchAll(/\\.|./gsu)) {
    if (one === '[') isInClass = true
    else if (one === ']') isInClass = false
    else if (one === '(' && !isInClass) depth += 1
    else if (one === ')' && !isInClass) depth -= 1
    if (one === '|' && depth === 0 && !isInClass) alternatives.push('')
    else alternatives.push(`${alternatives.pop()}${one}`)
  }
  return alternatives
}

const growths = new Map<string, string>()

/**
 * How the time of a pattern grows with a text that is made against it: as that of its slowest alternative, since the times of all
 * add up. The checker takes far longer on all at once, and some stand in several patterns.
 */
function growthOf(source: string, flags: string): string {
  const each = alternativesOf(source).map((one) => {
    const key = `/${one}/${flags}`
    const growth = growths.get(key) ?? growthOfOne(one, flags)
    growths.set(key, growth)
    return growth
  })
  return (
    each.find((growth) => growth.startsWith('unknown')) ??
    SLOWEST_FIRST.find((one) => each.includes(one)) ??
    ''
  )
}

const SLOWEST_FIRST = ['exponential', 'polynomial', 'linear', 'safe']

function growthOfOne(source: string, flags: string): string {
  const found = checkSync(source, flags, { checker: 'automaton', timeout })
  return found.status === 'unknown' ? `unknown: ${found.error.kind}` : found.complexity.type
}

const files = ['api', 'src'].flatMap((room) =>
  readdirSync(room, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${room}/${name}`),
)
const found = files.map((file) => ({ file, ...patternsIn(file, readFileSync(file, 'utf8')) }))

describe('no text of a caller makes a pattern slow', () => {
  test('every pattern of the sources takes time that grows with the text alone', () => {
    const patterns = found.flatMap(({ written }) => written)
    expect(patterns.length).toBeGreaterThan(150)
    const slow = patterns
      .map(({ file, source, flags }) => ({
        place: `${file} /${source}/${flags}`,
        growth: growthOf(source, flags),
      }))
      .filter(({ growth, place }) => !LINEAR.includes(growth) && !OURS.includes(place))
    expect(slow).toEqual([])
  })

  test('patterns of ours that are let off are there', () => {
    const places = found
      .flatMap(({ written }) => written)
      .map(({ file, source, flags }) => `${file} /${source}/${flags}`)
    expect(places).toEqual(expect.arrayContaining([...OURS]))
  })

  test('patterns are made in known places only, of known texts', () => {
    expect(
      found
        .filter(({ makes }) => makes)
        .map(({ file }) => file)
        .sort(),
    ).toEqual(Object.keys(MADE).sort())
    for (const source of Object.values(MADE).flat()) expect(LINEAR, source).toContain(growthOf(source, ''))
  })

  test('signs of persons may be looked for anywhere in a text, so that the text is short', () => {
    const growths = PERSONAL_TEXTS.map(({ pattern }) => growthOf(pattern, 'u'))
    expect(growths.filter((growth) => !['safe', 'linear', 'polynomial'].includes(growth))).toEqual([])
    // A text twice as long costs nothing more: what is behind the limit is not looked at.
    const far = `${'x'.repeat(MAX_LOOKED_AT)} someone@example.org`
    expect([kindOfText(far), kindOfCode(far)]).toEqual([undefined, undefined])
    expect(kindOfText('someone@example.org')).toBe('an e-mail address')
  })
})

test.each([
  ['a repetition within a repetition', '^(a+)+$', 'exponential'],
  [
    'words and codes put together, as once looked for in names of columns',
    '^([A-Z]?[a-z]+|[A-Z]+|[A-Za-z0-9]{1,6})([/_-]+([A-Z]?[a-z]+|[A-Z]+|[A-Za-z0-9]{1,6}))*$',
    'exponential',
  ],
  ['blanks before the end', '(.*?)\\s*$', 'polynomial'],
  ['one of several alternatives', '^a$|[|(]|^(a+)+$|(?:b|c)', 'exponential'],
])('%s is found', (_, source, growth) => expect(growthOf(source, 'u')).toBe(growth))

test.each([
  ['a|(b|c)|[|(]|\\||', ['a', '(b|c)', '[|(]', '\\|', '']],
  ['[\\]|]x|^y', ['[\\]|]x', '^y']],
  ['(?:a|(?:b|c))d', ['(?:a|(?:b|c))d']],
])('%s has its alternatives', (source, alternatives) => expect(alternativesOf(source)).toEqual(alternatives))

test('a pattern is found in a source however it stands', () => {
  const text = 'const a = /x+/u\nconst b = text.split(/,/)\nconst c = new RegExp(a + b)'
  const { written, makes } = patternsIn('planted.ts', text)
  expect(written.map(({ source, flags }) => [source, flags])).toEqual([
    ['x+', 'u'],
    [',', ''],
  ])
  expect(makes).toBe(true)
})
