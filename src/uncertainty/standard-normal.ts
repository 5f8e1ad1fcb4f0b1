import exp from '@stdlib/math-base-special-exp'
import ln from '@stdlib/math-base-special-ln'
import { type Stream, streamOf, uniform } from './stream.ts'

/**
 * Standard normal draws by the ziggurat of 256 layers.
 *
 * Source: G. Marsaglia and W. W. Tsang, The ziggurat method for generating random variables, Journal of Statistical
 * Software 5 (2000). Layer and position come from different bits, as J. A. Doornik, An improved ziggurat method (2005),
 * requires.
 */

const LAYERS = 256
/** The beginning of the tail, and the area of every layer. */
const TAIL = 3.6541528853610088
const AREA = 4.92867323399e-3

/** Positions in half of a layer: 23 bits, and one for the sign. */
const POSITIONS = 2 ** 23

/** From the widest layer, which includes the tail, to the top. */
const edges = new Float64Array(LAYERS + 1)
const heights = new Float64Array(LAYERS + 1)
/** For each layer, the width of a position, and the number of positions under the curve at any height. */
const widths = new Float64Array(LAYERS)
const insides = new Int32Array(LAYERS)

const density = (x: number): number => exp(-0.5 * x * x)

edges[0] = AREA / density(TAIL)
edges[1] = TAIL
for (let layer = 2; layer < LAYERS; layer += 1) {
  const before = edges[layer - 1] as number
  edges[layer] = Math.sqrt(-2 * ln(AREA / before + density(before)))
}
for (let layer = 0; layer <= LAYERS; layer += 1) heights[layer] = density(edges[layer] as number)
for (let layer = 0; layer < LAYERS; layer += 1) {
  const edge = edges[layer] as number
  widths[layer] = edge / POSITIONS
  insides[layer] = Math.floor(((edges[layer + 1] as number) / edge) * POSITIONS)
}

/** Fills a column, or the part of a memory `from` one place up to another, with standard normal draws. */
export function fillNormal(out: Float64Array, stream: Stream, from = 0, to = out.length): void {
  for (let at = from; at < to; at += 1) out[at] = normalDraw(stream)
}

/** Standard normal draws of a seed and a key. A benchmark compares the cost of drawing alone. */
export function drawNormals(out: Float64Array, seed: number, key: string): void {
  fillNormal(out, streamOf(seed, key))
}

/** One of them. */
export function normalDraw(stream: Stream): number {
  const bits = stream.next()
  const layer = bits >>> 24
  const position = (bits << 8) >> 8
  return Math.abs(position) < (insides[layer] as number)
    ? position * (widths[layer] as number)
    : // A sign tells the compiler that this is a number, which need not be wrapped.
      +edgeDraw(stream, layer, position)
}

/** A draw whose position is at the edge of a layer or in the tail. */
function edgeDraw(stream: Stream, layer: number, position: number): number {
  if (layer === 0) return position < 0 ? -tailDraw(stream) : tailDraw(stream)
  const x = position * (widths[layer] as number)
  const low = heights[layer] as number
  const high = heights[layer + 1] as number
  return low + uniform(stream) * (high - low) < density(x) ? x : normalDraw(stream)
}

/** A draw beyond the last layer (G. Marsaglia, Generating a variable from the tail of the normal distribution, 1964). */
function tailDraw(stream: Stream): number {
  for (;;) {
    const beyond = -ln(uniform(stream)) / TAIL
    if (-2 * ln(uniform(stream)) > beyond * beyond) return TAIL + beyond
  }
}
