/** Heating value and density of one component of a fuel. */
export interface FuelComponent {
  readonly ncvMjPerKg: number
  readonly densityKgPerL: number
}

/**
 * The share of energy that a share of volume carries: a litre of ethanol holds about two thirds of the energy
 * of a litre of petrol, so the two shares differ.
 *
 * @param biofuelVolumeShare in [0, 1]
 * @returns share of energy in [0, 1]
 */
export function energyShareOfVolume(
  biofuelVolumeShare: number,
  bio: FuelComponent,
  fossil: FuelComponent,
): number {
  const bioMj = biofuelVolumeShare * bio.densityKgPerL * bio.ncvMjPerKg
  const fossilMj = (1 - biofuelVolumeShare) * fossil.densityKgPerL * fossil.ncvMjPerKg
  return bioMj / (bioMj + fossilMj)
}

/**
 * Energy in a litre of a blend, from the share of energy that its biogenic part carries.
 *
 * @returns [MJ/L]
 */
export function blendMjPerL(biofuelEnergyShare: number, bio: FuelComponent, fossil: FuelComponent): number {
  return (
    1 /
    (biofuelEnergyShare / (bio.densityKgPerL * bio.ncvMjPerKg) +
      (1 - biofuelEnergyShare) / (fossil.densityKgPerL * fossil.ncvMjPerKg))
  )
}

/**
 * Energy in a kilogram of a blend, from the share of energy that its biogenic part carries.
 *
 * @returns [MJ/kg]
 */
export function blendMjPerKg(
  biofuelEnergyShare: number,
  bioNcvMjPerKg: number,
  fossilNcvMjPerKg: number,
): number {
  return 1 / (biofuelEnergyShare / bioNcvMjPerKg + (1 - biofuelEnergyShare) / fossilNcvMjPerKg)
}

/**
 * The share of energy that the biogenic part carries, from the energy that a litre or a kilogram of the blend holds.
 *
 * @param content of the blend, of the biofuel and of the fossil fuel, all in one unit
 * @returns outside [0, 1] where no blend of the two holds that much
 */
export function energyShareAtContent(content: {
  readonly blend: number
  readonly bio: number
  readonly fossil: number
}): number {
  const { blend, bio, fossil } = content
  return (1 / blend - 1 / fossil) / (1 / bio - 1 / fossil)
}
