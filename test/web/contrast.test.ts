import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync('web/style/page.css', 'utf8')

/** Colours of text, which must stand out from what they are written on by 4.5 to 1 (WCAG 2.2, 1.4.3). */
const TEXT = ['ink', 'muted', 'accent', 'caution', 'wrong']
/** Of lines, marks and fields, by 3 to 1 (WCAG 2.2, 1.4.11). `rule` parts what spaces part already. */
const LINES = [
  'border',
  'focus',
  ...['car', 'bus', 'rail', 'freight', 'other', 'muted'].map((hue) => `hue-${hue}`),
]
const GROUNDS = ['page', 'surface']

type Colours = Readonly<Record<string, string>>

/** The colours of the first block behind a text of the stylesheet. */
function coloursBehind(text: string): Colours {
  const at = css.indexOf(text)
  expect(at, text).toBeGreaterThanOrEqual(0)
  const block = css.slice(at, css.indexOf('}', at))
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]+);/g)].map(([, name, hex]) => [name, hex]),
  )
}

/** Relative luminance and contrast as WCAG 2 defines them. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? [...hex.slice(1)].map((one) => one + one).join('') : hex.slice(1)
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const light = coloursBehind(':root {')
const SCHEMES: Readonly<Record<string, Colours>> = {
  light,
  dark: { ...light, ...coloursBehind('@media (prefers-color-scheme: dark)') },
  print: { ...light, ...coloursBehind('@media print') },
}

/** What stands out too little. */
function faintIn(colours: Colours, names: readonly string[], atLeast: number): readonly string[] {
  return GROUNDS.flatMap((ground) =>
    names.flatMap((name) => {
      const [ink, paper] = [colours[name], colours[ground]]
      if (ink === undefined || paper === undefined) return [`${name} or ${ground} has no colour`]
      const found = contrast(ink, paper)
      return found < atLeast ? [`${name} on ${ground}: ${found.toFixed(2)}`] : []
    }),
  )
}

describe.each(Object.entries(SCHEMES))('%s', (_, colours) => {
  test('text stands out by 4.5 to 1', () => expect(faintIn(colours, TEXT, 4.5)).toEqual([]))
  test('lines and marks stand out by 3 to 1', () => expect(faintIn(colours, LINES, 3)).toEqual([]))
})

test('black on white is 21 to 1, and a faint colour is found', () => {
  expect(contrast('#000', '#ffffff')).toBeCloseTo(21, 10)
  // Orange of Okabe and Ito on the light page: the design measured 2.2.
  expect(contrast('#e69f00', light['page'] ?? '').toFixed(1)).toBe('2.2')
  expect(faintIn({ ...light, ink: '#e69f00' }, ['ink'], 4.5)).toHaveLength(GROUNDS.length)
})
