const BYTES = 8

/**
 * Arrays of numbers in one piece of memory, each full of zeros. To ask the machine for each of them costs more than to
 * fill it.
 */
export class Room {
  readonly #buffer: ArrayBuffer
  #at = 0

  /** @param length of all arrays together; one of whole numbers takes at most as much as one of fractions */
  constructor(length: number) {
    this.#buffer = new ArrayBuffer(length * BYTES)
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
