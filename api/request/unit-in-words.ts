import { QuantityRefused, unitOfText } from '../../src/index.ts'
import { unitInWords } from '../words/unit.ts'

/** What stands for a power of ten before a unit. */
const WORD_OF_POWER: ReadonlyMap<number, string> = new Map([
  [3, 'thousand'],
  [4, '万'],
  [6, 'million'],
  [8, '亿'],
])

/**
 * A quantity whose unit is in another language, as a request writes it: `5 Mio. Fahrten` is `5 Mio. trips`.
 *
 * @returns undefined if its unit is no word of a language
 */
export function quantityInUnits(text: string): string | undefined {
  const tail = text.replace(/^[-+\d.,'’_\s]+/u, '').trim()
  const head = text.trim().slice(0, text.trim().length - tail.length)
  for (const written of [tail, behindNumberWords(text), withoutFirst(tail)]) {
    const unit = written === '' ? undefined : unitInWords(written)
    if (!unit || !tail.endsWith(written)) continue
    const before = tail.slice(0, tail.length - written.length).trim()
    const word = WORD_OF_POWER.get(unit.power) ?? ''
    if (before !== '' && word !== '') continue
    return `${head.trim()} ${before}${word} ${unit.text}`.replaceAll(/ +/gu, ' ')
  }
  return undefined
}

/** A unit of another language as a request writes it, and the power of ten that its words stand for. */
export function unitInUnits(written: string): { readonly text: string; readonly power: number } | undefined {
  const whole = unitInWords(written)
  if (whole) return whole
  const last = withoutFirst(written)
  const unit = last === '' ? undefined : unitInWords(last)
  return unit && { ...unit, text: `${written.slice(0, written.length - last.length)}${unit.text}` }
}

const withoutFirst = (text: string): string => text.split(' ').slice(1).join(' ')

function behindNumberWords(text: string): string {
  try {
    return unitOfText(text)
  } catch (error) {
    if (error instanceof QuantityRefused) return ''
    throw error
  }
}
