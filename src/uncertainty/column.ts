/** The number of draws at a time; a multiple of four. The columns of a city then stay in the processor's cache. */
export const BLOCK = 256

/** One value for each draw of a block. */
export type Column = Float64Array

export const newColumn = (): Column => new Float64Array(BLOCK)

// The loops run over whole blocks, with four draws per turn where that halves the time.

export function multiply(out: Column, a: Column, b: Column): void {
  for (let draw = 0; draw < BLOCK; draw += 4) {
    out[draw] = (a[draw] as number) * (b[draw] as number)
    out[draw + 1] = (a[draw + 1] as number) * (b[draw + 1] as number)
    out[draw + 2] = (a[draw + 2] as number) * (b[draw + 2] as number)
    out[draw + 3] = (a[draw + 3] as number) * (b[draw + 3] as number)
  }
}

/** `a` × `scale` ÷ `b`, draw by draw. */
export function divide(out: Column, a: Column, b: Column, scale = 1): void {
  for (let draw = 0; draw < BLOCK; draw += 1) out[draw] = ((a[draw] as number) * scale) / (b[draw] as number)
}

/** A constant plus the sum of columns × their scales, four columns at a time to save memory traffic. */
export function combine(
  out: Column,
  constant: number,
  columns: readonly Column[],
  scales: readonly number[],
): void {
  out.fill(constant)
  const last = columns.length - 1
  for (let at = 0; at <= last; at += 4) {
    // Beyond the last column, the last one repeats with a scale of 0.
    const a = columns[at] as Column
    const b = columns[Math.min(at + 1, last)] as Column
    const c = columns[Math.min(at + 2, last)] as Column
    const d = columns[Math.min(at + 3, last)] as Column
    const p = scales[at] as number
    const q = scales[at + 1] ?? 0
    const r = scales[at + 2] ?? 0
    const s = scales[at + 3] ?? 0
    for (let draw = 0; draw < BLOCK; draw += 2) {
      out[draw] =
        (out[draw] as number) +
        p * (a[draw] as number) +
        q * (b[draw] as number) +
        r * (c[draw] as number) +
        s * (d[draw] as number)
      out[draw + 1] =
        (out[draw + 1] as number) +
        p * (a[draw + 1] as number) +
        q * (b[draw + 1] as number) +
        r * (c[draw + 1] as number) +
        s * (d[draw + 1] as number)
    }
  }
}
