/** The public face of the domain: everything outside `src` imports this file alone. */
export {
  type Decomposition,
  decompose,
  type FactorEffect,
  type FactorSide,
} from './change/decompose.ts'
export type { StructureEffect, StructureSide } from './change/structure.ts'
export type { Assumption } from './estimate/context.ts'
export { type Estimate, estimate, METHOD_VERSION } from './estimate/estimate.ts'
export { fitNotices } from './estimate/fit.ts'
export {
  type DemandRow,
  type EstimateInput,
  type FuelBlend,
  nothingStated,
  type OfMode,
  type Stated,
} from './estimate/input.ts'
export {
  type EstimateLine,
  LINE_QUANTITIES,
  type LineProduct,
  type LineQuantity,
  recompute,
} from './estimate/line.ts'
export type { Parameter } from './estimate/parameter.ts'
export { type Sums, sumsOf } from './estimate/totals.ts'
export { subjectText, whyNothingFits } from './factors/absence.ts'
export {
  BLEND_GRADES,
  BLEND_LABELS,
  gradesOf,
} from './factors/blend-grade.ts'
export { rankMatches, type Wanted } from './factors/candidates.ts'
export { compileFactorSet, type FactorSet, subjectKey } from './factors/factor-set.ts'
export { intervalOf } from './factors/interval.ts'
export { withOverlay } from './factors/overlay.ts'
export type { OwnFigure } from './factors/own-figure.ts'
export {
  type AnyRecord,
  type ColdStartRecord,
  DRIVING_SITUATIONS,
  type DrivingSituation,
  FACTOR_KINDS,
  type FactorKind,
  type FactorRecord,
  type FactorSetContent,
  type GasCurveRecord,
  type RegionGroup,
  type Source,
  type SpeedCurveRecord,
} from './factors/record.ts'
export { type FactorMatch, type Found, findFactor, type Setting } from './factors/select.ts'
export {
  EstimateRefused,
  NOTICE_TITLES,
  type Notice,
  type NoticeCode,
  REFUSAL_TITLES,
  type Refusal,
  type RefusalCode,
} from './issues.ts'
export { multiplierOf } from './kernel/decomposition.ts'
export { energyMjPerVkm, hotPerVkm, speedInRangeKmPerH } from './kernel/speed-curve.ts'
export {
  type CanonicalUnit,
  QuantityRefused,
  readQuantity,
  toCanonical,
  UNIT_CATALOGUE,
} from './units/quantity.ts'
export * from './vocabulary.ts'
