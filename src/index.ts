/** The public face of the domain: everything outside `src` imports this file alone. */
export type { Assumption } from './estimate/context.ts'
export { type Estimate, estimate, METHOD_VERSION } from './estimate/estimate.ts'
export type {
  EstimateInput,
  FuelBlend,
  OfMode,
  Stated,
} from './estimate/input.ts'
export {
  type EstimateLine,
  LINE_QUANTITIES,
  type LineQuantity,
  recompute,
} from './estimate/line.ts'
export type { Parameter } from './estimate/parameter.ts'
export { type Sums, sumsOf } from './estimate/totals.ts'
export { compileFactorSet, type FactorSet } from './factors/factor-set.ts'
export {
  type AnyRecord,
  FACTOR_KINDS,
  type FactorKind,
  type FactorRecord,
  type FactorSetContent,
  type RegionGroup,
  type Source,
  type SpeedCurveRecord,
} from './factors/record.ts'
export {
  EstimateRefused,
  NOTICE_TITLES,
  type Notice,
  type NoticeCode,
  REFUSAL_TITLES,
  type Refusal,
  type RefusalCode,
} from './issues.ts'
export {
  type CanonicalUnit,
  QuantityRefused,
  readQuantity,
  toCanonical,
  UNIT_CATALOGUE,
} from './units/quantity.ts'
export * from './vocabulary.ts'
