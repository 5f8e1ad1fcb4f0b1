const formatted = new Intl.NumberFormat('en', { maximumSignificantDigits: 6 })

/** A number to read; as published where six digits say it. */
export const readable = (value: number): string => formatted.format(value)

/** A relative difference to read: `+3.2 %`. */
export const readableDifference = (relative: number | undefined): string =>
  relative === undefined ? '' : `${relative > 0 ? '+' : ''}${(relative * 100).toFixed(1)} %`
