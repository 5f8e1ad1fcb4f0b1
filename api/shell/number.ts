const SIGNIFICANT = new Intl.NumberFormat('en', { maximumSignificantDigits: 4 })
const PERCENT = new Intl.NumberFormat('en', {
  style: 'percent',
  maximumFractionDigits: 1,
  minimumFractionDigits: 1,
})

/** 4 significant digits; very small numbers in scientific notation. */
export function forReading(value: number): string {
  return value !== 0 && Math.abs(value) < 1e-4 ? value.toExponential(3) : SIGNIFICANT.format(value)
}

interface Ends {
  readonly lower?: number | undefined
  readonly upper?: number | undefined
}

/** A figure, or a sum of which only a part, or nothing, is known. */
export interface Shown extends Ends {
  readonly value: number | null
  readonly known?: ({ readonly value: number } & Ends) | undefined
  readonly unit: string
}

/** A figure with its unit; "≥" before a sum of which a part is unknown; a dash if nothing is known. */
export function figureText(figure: Shown | null): string {
  if (figure === null) return '—'
  const { value, known, unit } = figure
  if (value !== null) return `${forReading(value)} ${unit}`
  return known ? `≥ ${forReading(known.value)} ${unit}` : '—'
}

/** The ends of the interval of a figure, or of its known part; a dash if nothing is known, nothing if the request switched uncertainty off. */
export function intervalText(figure: (Ends & Partial<Shown>) | null): string {
  const ends = figure?.value === null ? (figure.known ?? null) : figure
  if (ends?.lower === undefined || ends.upper === undefined) return ends === null ? '—' : ''
  return `${forReading(ends.lower)} to ${forReading(ends.upper)}`
}

export const shareText = (share: number | null): string => (share === null ? '—' : PERCENT.format(share))
