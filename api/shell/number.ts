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

/** A figure with its unit; a dash if unknown. */
export const figureText = (figure: { readonly value: number; readonly unit: string } | null): string =>
  figure === null ? '—' : `${forReading(figure.value)} ${figure.unit}`

/** The ends of a figure's interval; a dash if the figure is unknown, nothing if the request switched uncertainty off. */
export function intervalText(
  figure: { readonly lower?: number | undefined; readonly upper?: number | undefined } | null,
): string {
  if (figure?.lower === undefined || figure.upper === undefined) return figure === null ? '—' : ''
  return `${forReading(figure.lower)} to ${forReading(figure.upper)}`
}

export const shareText = (share: number | null): string => (share === null ? '—' : PERCENT.format(share))
