/** A place with its mean energy or CO2 per vehicle-km, its density and the distance driven there. */
export interface MeasuredPlace {
  readonly perVkm: number
  readonly perKm2: number
  readonly distance: number
}

/** A straight line of ln(per vehicle-km) on ln(density). */
export interface DensityFit {
  readonly slope: number
  /** Where the line meets the nation's mean. */
  readonly referencePerKm2: number
  /** Of the slope, the reference density given. */
  readonly slopeSd: number
  /** Of places around the line. */
  readonly residualSd: number
  /** Of the line itself over the places, around the nation's mean: what is open where a density is not known. */
  readonly densitySd: number
}

/**
 * The line through places, each weighted with its distance, so that every vehicle-km counts alike. Every year has a
 * level of its own; the slope and what the line leaves are means over the years.
 *
 * @param years the places of each year; those of the first tell where the line meets the nation's mean
 * @param nation the nation's mean per vehicle-km in the first year, on the same basis as the places
 * @param range densities [persons/km²] beyond which a place counts as at the end
 */
export function densityFit(
  years: readonly (readonly MeasuredPlace[])[],
  nation: number,
  range: readonly [number, number],
): DensityFit {
  const lines = years.map((places) => lineThrough(places, range))
  const [first] = lines
  if (!first) throw new Error('there is no place to fit on')
  const slope = meanOf(lines.map((line) => line.slope))
  const residualSd = Math.sqrt(meanOf(lines.map((line) => line.residualSd ** 2)))
  const reference = first.meanX - (first.meanY - Math.log(nation)) / slope
  const count = first.xs.length
  const fromReference = Math.hypot(first.sdX, first.meanX - reference)
  const densities = Math.sqrt(meanOf(first.xs.map((x) => (x - reference) ** 2)))
  return {
    slope,
    referencePerKm2: Math.exp(reference),
    slopeSd: residualSd / (Math.sqrt(count) * fromReference),
    residualSd,
    // A city is one place, however much is driven there, so that densities count alike.
    densitySd: slope * densities,
  }
}

interface FittedLine {
  readonly slope: number
  readonly residualSd: number
  readonly meanX: number
  readonly meanY: number
  readonly sdX: number
  /** Logarithms of the densities. */
  readonly xs: readonly number[]
}

function lineThrough(places: readonly MeasuredPlace[], [least, most]: readonly [number, number]): FittedLine {
  const count = places.length
  const whole = places.reduce((total, { distance }) => total + distance, 0)
  const x = ({ perKm2 }: MeasuredPlace): number => Math.log(Math.min(Math.max(perKm2, least), most))
  const y = ({ perVkm }: MeasuredPlace): number => Math.log(perVkm)
  const mean = (of: (place: MeasuredPlace) => number): number =>
    places.reduce((total, place) => total + place.distance * of(place), 0) / whole
  const [meanX, meanY] = [mean(x), mean(y)]
  const variance = mean((place) => (x(place) - meanX) ** 2)
  const slope = mean((place) => (x(place) - meanX) * (y(place) - meanY)) / variance
  const residual = (place: MeasuredPlace): number => y(place) - meanY - slope * (x(place) - meanX)
  return {
    slope,
    residualSd: Math.sqrt((mean((place) => residual(place) ** 2) * count) / (count - 2)),
    meanX,
    meanY,
    sdX: Math.sqrt(variance),
    xs: places.map(x),
  }
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0) / values.length
