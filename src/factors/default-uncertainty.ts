import type { FactorRecord, Quality } from './record.ts'
import type { FactorKind } from './subject.ts'

/** How far a figure may lie from the truth, 95 %: by a share of it on either side, or by a factor up and down. */
export type Spread = { readonly relative: number } | { readonly factor: number }

export interface DefaultUncertainty {
  readonly spread: Spread
  readonly rule: string
  readonly source: string
}

interface Rule {
  readonly byQuality: Readonly<Record<Quality, Spread>>
  readonly source: string
}

const CONVENTION = 'Convention of this project, docs/method.md, default uncertainty'
const IPCC_GASES =
  'A factor of 2 to 3: 2006 IPCC Guidelines, Volume 2, section 3.2.2 (quoted from memory; the wider end is taken)'

const relative = (H: number, M: number, L: number, source = CONVENTION): Rule => ({
  byQuality: { H: { relative: H }, M: { relative: M }, L: { relative: L } },
  source,
})
const factor = (times: number, source: string): Rule => ({
  byQuality: { H: { factor: times }, M: { factor: times }, L: { factor: times } },
  source,
})

/**
 * Half-widths of the 95 % interval where a source prints none. Most are conventions: the GPC grades data H, M and L
 * and gives no percentage for a grade.
 */
const RULES: Readonly<Record<FactorKind, Rule>> = {
  'energy-intensity': relative(0.1, 0.2, 0.3),
  'energy-intensity-in-mode': relative(0.15, 0.2, 0.3),
  'energy-level': relative(0.1, 0.2, 0.3),
  'class-index': relative(0.05, 0.1, 0.2),
  'powertrain-index': relative(0.1, 0.15, 0.25),
  'standard-index': relative(0.02, 0.05, 0.1),
  'standard-mixture': relative(0.01, 0.02, 0.05),
  'density-slope': relative(0.15, 0.4, 0.8),
  'reference-density': factor(1.5, CONVENTION),
  'setting-density': factor(1.7, CONVENTION),
  'place-spread': relative(0.1, 0.2, 0.4),
  'direct-factor': relative(0.1, 0.2, 0.3),
  'fuel-factor': relative(
    0.02,
    0.05,
    0.05,
    '2 % for a known fuel, 5 % for a default: 2006 IPCC Guidelines, Volume 2, section 3.2.2 (quoted from memory)',
  ),
  'net-calorific-value': relative(
    0.05,
    0.05,
    0.05,
    'The widest side, but for LPG, of the intervals of the main road fuels in 2006 IPCC Guidelines, Volume 2, Table 1.2',
  ),
  density: relative(
    0.04,
    0.04,
    0.04,
    'The range that EN 228 allows for petrol, 720 to 775 kg/m3 (quoted from memory)',
  ),
  'well-to-tank': relative(
    0.25,
    0.25,
    0.25,
    'The spread of publishers for petrol: EN 16258 14.2, DESNZ 18.3, GLEC Europe 24.0 g CO2e/MJ',
  ),
  'biofuel-share': relative(0.1, 0.2, 0.3),
  'grid-intensity': relative(0.05, 0.1, 0.2),
  'grid-loss': relative(0.1, 0.2, 0.3),
  'grid-well-to-tank': relative(0.25, 0.25, 0.25),
  'grid-gas-share': relative(0.01, 0.02, 0.05),
  'grid-life-cycle-share': relative(0.1, 0.15, 0.2),
  'fleet-share': relative(0.05, 0.1, 0.3),
  'class-fleet-share': relative(0.05, 0.1, 0.3),
  occupancy: relative(0.05, 0.1, 0.25),
  load: relative(0.1, 0.2, 0.3),
  'deadhead-share': relative(0.1, 0.2, 0.3),
  'utility-factor': relative(0.1, 0.2, 0.3),
  'mean-speed': relative(0.1, 0.2, 0.3),
  'road-speed': relative(0.1, 0.2, 0.3),
  'road-share': relative(0.05, 0.1, 0.3),
  'fuel-economy-index': relative(0.1, 0.2, 0.3),
  'mean-temperature': relative(0.05, 0.1, 0.2),
  'trip-rate': relative(0.05, 0.1, 0.25),
  'trip-share': relative(0.05, 0.1, 0.25),
  'trip-length': relative(0.05, 0.1, 0.25),
  'annual-distance': relative(0.05, 0.1, 0.25),
  gwp: relative(
    0,
    0,
    0,
    'A potential is a convention of reporting: every inventory of a set uses the same number',
  ),
}

/** CH4 and N2O of engines scatter by factors, whatever the kind of the figure. */
const ENGINE_GASES = factor(3, IPCC_GASES)
const EMITTED: ReadonlySet<FactorKind> = new Set(['fuel-factor', 'direct-factor'])

/** The documented default uncertainty of a record, by its kind, gas and quality. */
export function defaultUncertainty({
  kind,
  gas,
  quality,
}: Pick<FactorRecord, 'kind' | 'gas' | 'quality'>): DefaultUncertainty {
  const engineGas = (gas === 'ch4' || gas === 'n2o') && EMITTED.has(kind)
  const { byQuality, source } = engineGas ? ENGINE_GASES : RULES[kind]
  const spread = byQuality[quality]
  const extent = 'factor' in spread ? `×/÷ ${spread.factor}` : `±${spread.relative * 100} %`
  const what = engineGas ? `${gas.toUpperCase()} of ${kind}` : `${kind} of quality ${quality}`
  return { spread, rule: `${what}: ${extent}`, source }
}
