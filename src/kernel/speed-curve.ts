/** Coefficients of the EMEP/EEA hot function. */
export interface HotFunction {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly delta: number
  readonly epsilon: number
  readonly zeta: number
  readonly eta: number
  readonly reductionShare: number
}

/** A hot energy function with the speeds that it holds for. */
export interface SpeedCurve extends HotFunction {
  readonly minSpeedKmPerH: number
  readonly maxSpeedKmPerH: number
}

/**
 * The trip-average speed at which a curve is read: the stated speed, moved into the curve's range.
 *
 * Curves whose printed minimum is 0 are read at 1 km/h at least, because δ/V has no value at 0.
 */
export function speedInRangeKmPerH(
  curve: Pick<SpeedCurve, 'minSpeedKmPerH' | 'maxSpeedKmPerH'>,
  speedKmPerH: number,
): number {
  return Math.min(Math.max(speedKmPerH, curve.minSpeedKmPerH, 1), curve.maxSpeedKmPerH)
}

/**
 * Energy use or emission of warm engines at a trip-average speed.
 *
 * Source: EMEP/EEA air pollutant emission inventory guidebook, 1.A.3.b.i-iv, Appendix 4:
 * (αV² + βV + γ + δ/V) / (εV² + ζV + η) · (1 − RF).
 *
 * @param speedKmPerH mean speed of whole trips, above 0
 * @returns in the unit of the coefficients: MJ/vkm of energy, g/vkm of CH4 and N2O
 */
export function hotPerVkm(curve: HotFunction, speedKmPerH: number): number {
  const v = speedKmPerH
  const numerator = curve.alpha * v * v + curve.beta * v + curve.gamma + curve.delta / v
  const denominator = curve.epsilon * v * v + curve.zeta * v + curve.eta
  return (numerator / denominator) * (1 - curve.reductionShare)
}

/**
 * Hot energy use at a trip-average speed.
 *
 * @param speedKmPerH mean speed of whole trips, inside the curve's range; see `speedInRangeKmPerH`
 * @returns [MJ/vkm]
 */
export const energyMjPerVkm = (curve: SpeedCurve, speedKmPerH: number): number =>
  hotPerVkm(curve, speedKmPerH)
