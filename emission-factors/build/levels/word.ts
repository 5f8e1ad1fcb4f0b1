import type { EnergyCarrier, Mode, Powertrain } from '../../domain.ts'

/** A word of the figures for a powertrain, and for each carrier of one that has two. */
export type LevelWord = keyof typeof WORDS

const WORDS = {
  petrol: ['petrol', 'petrol'],
  diesel: ['diesel', 'diesel'],
  lpg: ['lpg', 'lpg'],
  cng: ['cng', 'cng'],
  hybrid: ['hybrid-petrol', 'petrol'],
  'plug-in-hybrid-fuel': ['plug-in-hybrid-petrol', 'petrol'],
  'plug-in-hybrid-electricity': ['plug-in-hybrid-petrol', 'electricity'],
  'plug-in-hybrid': ['plug-in-hybrid-petrol', 'petrol'],
  'battery-electric': ['electric', 'electricity'],
} as const satisfies Record<string, readonly [Powertrain, EnergyCarrier]>

/**
 * The powertrain and carrier that a word of the figures stands for. A hybrid bus burns diesel.
 *
 * @throws {Error} if the word is unknown
 */
export function powertrainOf(
  mode: Mode,
  word: string,
): { readonly powertrain: Powertrain; readonly carrier: EnergyCarrier } {
  if (word === 'hybrid' && mode === 'bus') return { powertrain: 'hybrid-diesel', carrier: 'diesel' }
  const found = WORDS[word as LevelWord]
  if (!found) throw new Error(`'${word}' is no powertrain of the figures`)
  return { powertrain: found[0], carrier: found[1] }
}
