/** The largest number of draws at a time; a multiple of eight. The columns of a city then stay in the processor's cache. */
export const BLOCK = 256

/** One value for each draw of a block. */
export type Column = Float64Array

/** Columns begin below this, which is a power of two. */
export const PLACES = 2 ** 22

/**
 * All columns of a program lie in one memory, and a column is named by the place where it begins. Every program uses the
 * same memory, one after the other: a block lasts until the next one of any program. The machine gives it page by page as
 * it is written.
 */
export const MEMORY = new Float64Array(PLACES + BLOCK)

/** The loops over columns. */
export const { multiply, multiplyThree, divide, addFour, addTwo, addThreeProducts } = loopsOver(MEMORY)

/**
 * What a function holds for itself, and never changes, is a constant to the compiler, also where all modules are bundled to
 * one. It then knows that a masked place and the draws after it lie inside the memory, and checks nothing in the loops. So,
 * and with several draws a turn, they take a third of the time.
 */
function loopsOver(memory: Float64Array) {
  const PLACE = PLACES - 1
  const DRAWS = 2 * BLOCK - 1

  const at = (place: number): number => memory[place] as number

  /** `a` × `b`, draw by draw. */
  function multiply(block: number, out: number, a: number, b: number): void {
    const to = out & PLACE
    const x = a & PLACE
    const y = b & PLACE
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 8) {
      memory[to + draw] = at(x + draw) * at(y + draw)
      memory[to + draw + 1] = at(x + draw + 1) * at(y + draw + 1)
      memory[to + draw + 2] = at(x + draw + 2) * at(y + draw + 2)
      memory[to + draw + 3] = at(x + draw + 3) * at(y + draw + 3)
      memory[to + draw + 4] = at(x + draw + 4) * at(y + draw + 4)
      memory[to + draw + 5] = at(x + draw + 5) * at(y + draw + 5)
      memory[to + draw + 6] = at(x + draw + 6) * at(y + draw + 6)
      memory[to + draw + 7] = at(x + draw + 7) * at(y + draw + 7)
    }
  }

  /** (`a` × `b`) × `c`, draw by draw. */
  function multiplyThree(block: number, out: number, a: number, b: number, c: number): void {
    const to = out & PLACE
    const x = a & PLACE
    const y = b & PLACE
    const z = c & PLACE
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 4) {
      memory[to + draw] = at(x + draw) * at(y + draw) * at(z + draw)
      memory[to + draw + 1] = at(x + draw + 1) * at(y + draw + 1) * at(z + draw + 1)
      memory[to + draw + 2] = at(x + draw + 2) * at(y + draw + 2) * at(z + draw + 2)
      memory[to + draw + 3] = at(x + draw + 3) * at(y + draw + 3) * at(z + draw + 3)
    }
  }

  /** `a` × `scale` ÷ `b`, draw by draw. */
  function divide(block: number, out: number, a: number, b: number, scale: number): void {
    const to = out & PLACE
    const x = a & PLACE
    const y = b & PLACE
    const by = +scale
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 4) {
      memory[to + draw] = (at(x + draw) * by) / at(y + draw)
      memory[to + draw + 1] = (at(x + draw + 1) * by) / at(y + draw + 1)
      memory[to + draw + 2] = (at(x + draw + 2) * by) / at(y + draw + 2)
      memory[to + draw + 3] = (at(x + draw + 3) * by) / at(y + draw + 3)
    }
  }

  /** `from` + four columns × their scales, draw by draw and from the first to the last. */
  function addFour(
    block: number,
    out: number,
    from: number,
    columns: readonly number[],
    scales: Float64Array,
  ): void {
    const to = out & PLACE
    const start = from & PLACE
    const a = (columns[0] as number) & PLACE
    const b = (columns[1] as number) & PLACE
    const c = (columns[2] as number) & PLACE
    const d = (columns[3] as number) & PLACE
    const p = +(scales[0] as number)
    const q = +(scales[1] as number)
    const r = +(scales[2] as number)
    const s = +(scales[3] as number)
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 4) {
      memory[to + draw] =
        at(start + draw) + p * at(a + draw) + q * at(b + draw) + r * at(c + draw) + s * at(d + draw)
      memory[to + draw + 1] =
        at(start + draw + 1) +
        p * at(a + draw + 1) +
        q * at(b + draw + 1) +
        r * at(c + draw + 1) +
        s * at(d + draw + 1)
      memory[to + draw + 2] =
        at(start + draw + 2) +
        p * at(a + draw + 2) +
        q * at(b + draw + 2) +
        r * at(c + draw + 2) +
        s * at(d + draw + 2)
      memory[to + draw + 3] =
        at(start + draw + 3) +
        p * at(a + draw + 3) +
        q * at(b + draw + 3) +
        r * at(c + draw + 3) +
        s * at(d + draw + 3)
    }
  }

  /** `from` + two columns × their scales. */
  function addTwo(
    block: number,
    out: number,
    from: number,
    columns: readonly number[],
    scales: Float64Array,
  ): void {
    const to = out & PLACE
    const start = from & PLACE
    const a = (columns[0] as number) & PLACE
    const b = (columns[1] as number) & PLACE
    const p = +(scales[0] as number)
    const q = +(scales[1] as number)
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 4) {
      memory[to + draw] = at(start + draw) + p * at(a + draw) + q * at(b + draw)
      memory[to + draw + 1] = at(start + draw + 1) + p * at(a + draw + 1) + q * at(b + draw + 1)
      memory[to + draw + 2] = at(start + draw + 2) + p * at(a + draw + 2) + q * at(b + draw + 2)
      memory[to + draw + 3] = at(start + draw + 3) + p * at(a + draw + 3) + q * at(b + draw + 3)
    }
  }

  /** `from` + three products of two columns × their scales, draw by draw and from the first to the last. */
  function addThreeProducts(
    block: number,
    out: number,
    from: number,
    left: readonly number[],
    right: readonly number[],
    scales: Float64Array,
  ): void {
    const to = out & PLACE
    const start = from & PLACE
    const a = (left[0] as number) & PLACE
    const b = (left[1] as number) & PLACE
    const c = (left[2] as number) & PLACE
    const d = (right[0] as number) & PLACE
    const e = (right[1] as number) & PLACE
    const f = (right[2] as number) & PLACE
    const p = +(scales[0] as number)
    const q = +(scales[1] as number)
    const r = +(scales[2] as number)
    const draws = block & DRAWS
    for (let draw = 0; draw < draws; draw += 4) {
      memory[to + draw] =
        at(start + draw) +
        p * (at(a + draw) * at(d + draw)) +
        q * (at(b + draw) * at(e + draw)) +
        r * (at(c + draw) * at(f + draw))
      memory[to + draw + 1] =
        at(start + draw + 1) +
        p * (at(a + draw + 1) * at(d + draw + 1)) +
        q * (at(b + draw + 1) * at(e + draw + 1)) +
        r * (at(c + draw + 1) * at(f + draw + 1))
      memory[to + draw + 2] =
        at(start + draw + 2) +
        p * (at(a + draw + 2) * at(d + draw + 2)) +
        q * (at(b + draw + 2) * at(e + draw + 2)) +
        r * (at(c + draw + 2) * at(f + draw + 2))
      memory[to + draw + 3] =
        at(start + draw + 3) +
        p * (at(a + draw + 3) * at(d + draw + 3)) +
        q * (at(b + draw + 3) * at(e + draw + 3)) +
        r * (at(c + draw + 3) * at(f + draw + 3))
    }
  }

  return { multiply, multiplyThree, divide, addFour, addTwo, addThreeProducts }
}
