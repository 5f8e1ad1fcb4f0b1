import { formatOf } from '../numbers/figure-text.ts'
import type { Language } from '../words/language.ts'

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const
const STEP = 1000

/** A number of bytes as a language writes it, such as “1.4 MB”. */
export function sizeText(bytes: number, language: Language): string {
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log(bytes || 1) / Math.log(STEP))))
  const value = bytes / STEP ** power
  return formatOf(language, {
    style: 'unit',
    unit: UNITS[power] as string,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 && power > 0 ? 1 : 0,
  }).format(value)
}

/** A time to wait, in seconds under two minutes and in minutes beyond. */
export function waitText(seconds: number, language: Language): string {
  const [value, unit] = seconds < 120 ? [Math.ceil(seconds), 'second'] : [Math.ceil(seconds / 60), 'minute']
  return formatOf(language, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
