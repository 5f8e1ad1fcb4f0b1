const BYTES = 8

/**
 * Memory for work that is over before the next begins: taken again and again, since to have the machine give and take back
 * so much for each costs more than the work.
 */
export class Workspace {
  #buffer = new ArrayBuffer(0)
  #used = 0

  /** Whatever was taken before is given back. */
  begin(): this {
    this.#used = 0
    return this
  }

  /** A piece full of zeros. */
  take(bytes: number): { readonly buffer: ArrayBuffer; readonly at: number } {
    if (this.#used + bytes > this.#buffer.byteLength) {
      this.#buffer = new ArrayBuffer(2 * (this.#used + bytes))
      this.#used = 0
    }
    const at = this.#used
    new Float64Array(this.#buffer, at, bytes / BYTES).fill(0)
    this.#used += bytes
    return { buffer: this.#buffer, at }
  }
}

/**
 * Arrays of numbers in one piece of memory, each full of zeros. To ask the machine for each of them costs more than to
 * fill it.
 */
export class Room {
  readonly #buffer: ArrayBuffer
  #at = 0

  /**
   * @param length of all arrays together; one of whole numbers takes at most as much as one of fractions
   * @param workspace where the arrays may lie, if they are not needed for longer
   */
  constructor(length: number, workspace?: Workspace) {
    const piece = workspace?.take(length * BYTES)
    this.#buffer = piece?.buffer ?? new ArrayBuffer(length * BYTES)
    this.#at = piece?.at ?? 0
  }

  floats(length: number): Float64Array {
    const array = new Float64Array(this.#buffer, this.#at, length)
    this.#at += length * BYTES
    return array
  }

  integers(length: number): Int32Array {
    const array = new Int32Array(this.#buffer, this.#at, length)
    this.#at += length * BYTES
    return array
  }
}
