/** Draws are made this many at a time, so that the columns of a city stay near the processor. A multiple of four. */
export const BLOCK = 256

/** A place for each draw of a block. */
export type Column = Float64Array

export const newColumn = (): Column => new Float64Array(BLOCK)

// Loops over whole blocks, four draws a turn where that halves the time.

export function multiply(out: Column, a: Column, b: Column): void {
  for (let draw = 0; draw < BLOCK; draw += 4) {
    out[draw] = (a[draw] as number) * (b[draw] as number)
    out[draw + 1] = (a[draw + 1] as number) * (b[draw + 1] as number)
    out[draw + 2] = (a[draw + 2] as number) * (b[draw + 2] as number)
    out[draw + 3] = (a[draw + 3] as number) * (b[draw + 3] as number)
  }
}

/** Each `a` times `scale`, over `b`. */
export function divide(out: Column, a: Column, b: Column, scale = 1): void {
  for (let draw = 0; draw < BLOCK; draw += 1) out[draw] = ((a[draw] as number) * scale) / (b[draw] as number)
}

/** A constant and the sum of columns, each times its scale: two columns at a time, to spare the memory. */
export function combine(
  out: Column,
  constant: number,
  columns: readonly Column[],
  scales: readonly number[],
): void {
  out.fill(constant)
  for (let at = 0; at < columns.length; at += 2) {
    const a = columns[at] as Column
    const p = scales[at] as number
    // The last of an odd number goes with nothing of itself.
    const b = columns[at + 1] ?? a
    const q = scales[at + 1] ?? 0
    for (let draw = 0; draw < BLOCK; draw += 4) {
      out[draw] = (out[draw] as number) + p * (a[draw] as number) + q * (b[draw] as number)
      out[draw + 1] = (out[draw + 1] as number) + p * (a[draw + 1] as number) + q * (b[draw + 1] as number)
      out[draw + 2] = (out[draw + 2] as number) + p * (a[draw + 2] as number) + q * (b[draw + 2] as number)
      out[draw + 3] = (out[draw + 3] as number) + p * (a[draw + 3] as number) + q * (b[draw + 3] as number)
    }
  }
}
