import type { Column } from '../uncertainty/column.ts'
import type { DrawnFigure } from '../uncertainty/evaluation.ts'

/** The inputs of a model in one draw of a block after another. */
export class DrawnInputs {
  readonly #constants: Float64Array
  /** Of those that are drawn: their places, columns and scales. */
  readonly #places: Int32Array
  readonly #columns: readonly Column[]
  readonly #scales: Float64Array

  constructor(figures: readonly DrawnFigure[]) {
    this.#constants = Float64Array.from(figures, ({ constant }) => constant)
    const drawn = figures.flatMap(({ column, scale }, place) => (column ? [{ place, column, scale }] : []))
    this.#places = Int32Array.from(drawn, ({ place }) => place)
    this.#columns = drawn.map(({ column }) => column)
    this.#scales = Float64Array.from(drawn, ({ scale }) => scale)
  }

  /** Room for them, with what is certain filled in. */
  room(): Float64Array {
    return this.#constants.slice()
  }

  /** @param inputs a room of these */
  fill(inputs: Float64Array, draw: number): void {
    const [places, columns, scales, constants] = [this.#places, this.#columns, this.#scales, this.#constants]
    for (let one = 0; one < places.length; one += 1) {
      const place = places[one] as number
      inputs[place] =
        (constants[place] as number) + (scales[one] as number) * ((columns[one] as Column)[draw] as number)
    }
  }
}
