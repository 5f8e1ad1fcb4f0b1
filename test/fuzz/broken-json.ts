import type { Random } from './random.ts'

const DEEP = 500

const nested = (open: string, close: string, inside: string): string =>
  `${open.repeat(DEEP)}${inside}${close.repeat(DEEP)}`

/** Values that requests are broken with. */
export const NASTY: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  -0,
  5e-324,
  2 ** 53,
  '',
  ' ',
  'x'.repeat(5000),
  '\u0000',
  '\ud800',
  '𝒳'.repeat(30),
  "' OR 1=1 --",
  '../../etc/passwd',
  '=cmd|calc',
  'NaN',
  'Infinity',
  '1e400',
  '1,5 km',
  '١٢٣',
  '٣ km',
  '5 ton',
  '12 million million vkm',
  `${'9'.repeat(400)} vkm`,
  `${'('.repeat(300)}1${')'.repeat(300)} km`,
  'km'.repeat(2000),
  [],
  {},
  [[]],
  Array.from({ length: 2000 }, (_, index) => index),
  Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, index])),
  { __proto__: null, constructor: { prototype: {} } },
  { value: '1', unit: {} },
  { value: -1e308, plusMinus: '-5 %' },
]

/** A copy: the next case would find it changed, and some would hold themselves. */
const nasty = (random: Random): unknown => structuredClone(random.pick(NASTY))

type Part = Record<string | number, unknown>

/** All objects and lists of a document. */
function partsOf(value: unknown, found: Part[] = []): Part[] {
  if (typeof value !== 'object' || value === null) return found
  found.push(value as Part)
  for (const inner of Object.values(value)) partsOf(inner, found)
  return found
}

/** A document with some of its fields replaced, removed, doubled or added; as text, for some of it is no JSON any more. */
export function brokenJson(document: unknown, random: Random): string {
  const copy = structuredClone(document)
  const times = 1 + random.below(3)
  for (let time = 0; time < times; time += 1) {
    const part = random.pick(partsOf(copy))
    const keys = Object.keys(part)
    const key = keys.length > 0 ? random.pick(keys) : 'x'
    const how = random.below(5)
    if (how < 3) part[key] = nasty(random)
    else if (how === 3) delete part[key]
    else if (!Array.isArray(part))
      part[random.pick(['userId', 'x', 'constructor', 'mode', '\u202e', ''])] = nasty(random)
  }
  return brokenText(JSON.stringify(copy), random)
}

/** A text of JSON, broken as text now and then. */
function brokenText(text: string, random: Random): string {
  if (!random.chance(0.2)) return text
  const at = random.below(text.length)
  switch (random.below(8)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return `${text.slice(0, at)}${random.pick(['\u0000', '"', '{', '}', ',', '\\', '\ufeff', '1e9999'])}${text.slice(at)}`
    case 2:
      return text.replace('{', '{"city":{"name":"a"},')
    case 3:
      return text.replace('{', '{"__proto__":{"x":1},')
    case 4:
      return nested('[', ']', '1')
    case 5:
      return nested('{"a":', '}', text)
    case 6:
      return `\ufeff${text}`
    default:
      return text.repeat(2)
  }
}
