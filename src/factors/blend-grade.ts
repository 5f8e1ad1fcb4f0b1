import type { BiogenicCarrier, EnergyCarrier } from '../vocabulary.ts'

/** A grade of fuel as it is labelled at the pump. */
export interface BlendGrade {
  /** The fuel that the biofuel is mixed into, or that it replaces altogether. */
  readonly carrier: EnergyCarrier
  readonly biofuel: BiogenicCarrier
  /** The share of volume that the label names; for most grades the most there may be. */
  readonly volumeShare: number
  /** The specification or rule that defines the grade. */
  readonly standard: string
  /** The least share of volume that the specification allows, where it names one. */
  readonly leastVolumeShare?: number
}

/**
 * Grades by their label, least biofuel first. The share is a definition and no measurement: what is sold may hold less,
 * in winter and where a mandate is met on average. Mandates of Brazil and Indonesia name what is mixed in.
 */
const TABLE = {
  E5: { carrier: 'petrol', biofuel: 'ethanol', volumeShare: 0.05, standard: 'EN 228' },
  E10: { carrier: 'petrol', biofuel: 'ethanol', volumeShare: 0.1, standard: 'EN 228' },
  E15: { carrier: 'petrol', biofuel: 'ethanol', volumeShare: 0.15, standard: 'US EPA rule, 76 FR 44406' },
  E20: { carrier: 'petrol', biofuel: 'ethanol', volumeShare: 0.2, standard: 'IS 17021' },
  E25: {
    carrier: 'petrol',
    biofuel: 'ethanol',
    volumeShare: 0.25,
    standard: 'premium gasoline of Brazil, CIMA resolution of March 2015',
  },
  E27: {
    carrier: 'petrol',
    biofuel: 'ethanol',
    volumeShare: 0.27,
    standard: 'gasoline of Brazil, CIMA resolution of March 2015',
  },
  E30: {
    carrier: 'petrol',
    biofuel: 'ethanol',
    volumeShare: 0.3,
    standard: 'gasoline of Brazil, CNPE mandate of August 2025',
  },
  E85: {
    carrier: 'petrol',
    biofuel: 'ethanol',
    volumeShare: 0.85,
    standard: 'ASTM D5798',
    leastVolumeShare: 0.51,
  },
  B5: { carrier: 'diesel', biofuel: 'biodiesel', volumeShare: 0.05, standard: 'ASTM D975' },
  B7: { carrier: 'diesel', biofuel: 'biodiesel', volumeShare: 0.07, standard: 'EN 590' },
  B10: { carrier: 'diesel', biofuel: 'biodiesel', volumeShare: 0.1, standard: 'EN 16734' },
  B20: { carrier: 'diesel', biofuel: 'biodiesel', volumeShare: 0.2, standard: 'EN 16709, ASTM D7467' },
  B30: { carrier: 'diesel', biofuel: 'biodiesel', volumeShare: 0.3, standard: 'EN 16709' },
  B35: {
    carrier: 'diesel',
    biofuel: 'biodiesel',
    volumeShare: 0.35,
    standard: 'mandate of Indonesia, 2023',
  },
  B40: {
    carrier: 'diesel',
    biofuel: 'biodiesel',
    volumeShare: 0.4,
    standard: 'mandate of Indonesia, 2025',
  },
  B100: { carrier: 'diesel', biofuel: 'biodiesel', volumeShare: 1, standard: 'EN 14214' },
  HVO100: { carrier: 'diesel', biofuel: 'hvo', volumeShare: 1, standard: 'EN 15940' },
} as const satisfies Record<string, BlendGrade>

export type BlendLabel = keyof typeof TABLE
/** Every grade that a caller may name. */
export const BLEND_GRADES: Readonly<Record<BlendLabel, BlendGrade>> = TABLE
export const BLEND_LABELS = Object.keys(TABLE) as [BlendLabel, ...BlendLabel[]]

/** The grades of one fuel, least biofuel first. */
export const gradesOf = (carrier: EnergyCarrier): readonly BlendLabel[] =>
  BLEND_LABELS.filter((label) => BLEND_GRADES[label].carrier === carrier)
