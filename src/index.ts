/** The public face of the domain: everything outside `src` imports this file alone. */

export { CHANGE_FACTORS, METHOD_FACTORS, type MethodFactor } from './change/change-factor.ts'
export { co2eKgOfLines, commonCoverage, modesOfOneSide } from './change/common-coverage.ts'
export {
  type Change,
  type Compared,
  compareEstimates,
  comparisonInSteps,
  type EstimateChange,
  type SeriesChange,
  type StepChange,
} from './change/compare-estimates.ts'
export { countryDistances, countryDistanceText } from './change/country-distance.ts'
export {
  type Decomposition,
  decompose,
} from './change/decompose.ts'
export type { FactorEffect, FactorSide } from './change/factor-effect.ts'
export { indexIntervalsInSteps, sumInterval } from './change/index-interval.ts'
export { effectsOf } from './change/lmdi.ts'
export { type Peers, peersInSteps } from './change/peers.ts'
export { changeSentence } from './change/sentence.ts'
export {
  type BasisChange,
  basisChanges,
  changeText,
  missingYears,
  type SeriesBreak,
  seriesBreaks,
  seriesNotices,
} from './change/series.ts'
export { type SourceBreak, sourceBreakNotice, sourceBreaks } from './change/source-break.ts'
export type { StructureEffect, StructureSide } from './change/structure.ts'
export { typicalOf } from './change/typical.ts'
export { unheardOf } from './change/unheard.ts'
export { type Coverage, coverageOf } from './city/coverage.ts'
export { COVERAGE_GAPS, COVERAGE_PARTS } from './city/coverage-words.ts'
export { type CoveredBalance, energyBalance } from './city/energy-balance.ts'
export { estimateCity, estimateUnits, sidesOf } from './city/estimate-city.ts'
export { defined, pickDefined } from './defined.ts'
export { estimableOf, type UnfitMode } from './demand/estimable.ts'
export { type FactCell, LENGTH_ORIGINS, type LengthOrigin } from './demand/fact-cell.ts'
export { demandOf, type FactDemand, type FactQuantity } from './demand/from-facts.ts'
export { type MeasuredSpeed, measuredSpeeds } from './demand/measured-speed.ts'
export { ModalSplit } from './demand/modal-split.ts'
export { needsBand, PairBands } from './demand/pair-band.ts'
export { cellKey, LENGTH_HALF_WIDTH_SHARE, TripLengths } from './demand/trip-length.ts'
export { type CityCell, nestedCities } from './disclosure/nested.ts'
export { type LargestShares, leastContributors, RELEASE_CONTRIBUTORS } from './disclosure/primary.ts'
export { type MovableTable, type OpenMover, PROTECTION_SHARE } from './disclosure/protect.ts'
export { OPEN_RELEASE, type Release } from './disclosure/release.ts'
export { type DatedPart, revisionOf } from './disclosure/revise.ts'
export {
  type CandidateCell,
  type EarlierCell,
  type Figures,
  hasUnsettled,
  type Settlement,
  settle,
} from './disclosure/settle.ts'
export { type SummedCell, summedCities, summedModes } from './disclosure/summed.ts'
export { monthsOf, quarterOf } from './disclosure/time-tree.ts'
export {
  type CandidateZones,
  type GivenFlow,
  isLargeTable,
  settleZones,
  ZONE_FIGURES,
  ZONE_TABLE_CONTRIBUTORS,
  type ZoneFacts,
} from './disclosure/zones.ts'
export { refusalsOfCity } from './estimate/check-household.ts'
export type { Assumption } from './estimate/context.ts'
export { type Estimate, METHOD_VERSION } from './estimate/estimate.ts'
export type { FieldUnit, RequiredName, StatedField, UnitOfField } from './estimate/field.ts'
export { type FieldGroup, STATED_FIELDS, type StatedFields } from './estimate/fields.ts'
export { fitNotices } from './estimate/fit.ts'
export { knowsGasSplit } from './estimate/grid-split.ts'
export {
  type DemandRow,
  type EstimateInput,
  nothingStated,
  type Stated,
  type StatedUncertainty,
  UNCERTAINTY_METHODS,
} from './estimate/input.ts'
export { type Intensity, intensitiesOf } from './estimate/intensity.ts'
export {
  type EstimateLine,
  LINE_QUANTITIES,
  type LineProduct,
  type LineQuantity,
  recompute,
} from './estimate/line.ts'
export type { Parameter } from './estimate/parameter.ts'
export { PartsUnknown, type PartUnknown, partsUnknownOf } from './estimate/part-unknown.ts'
export { type Sums, sumsOf } from './estimate/totals.ts'
export { subjectText, whyNothingFits } from './factors/absence.ts'
export {
  BLEND_GRADES,
  BLEND_LABELS,
  gradesOf,
} from './factors/blend-grade.ts'
export { rankMatches, type Wanted } from './factors/candidates.ts'
export {
  type ByRegion,
  compileFactorSet,
  curveKey,
  type FactorIndex,
  type FactorSet,
  type FactorSetExtent,
  gasCurveKey,
  indexFactors,
  newestFirst,
  subjectKey,
} from './factors/factor-set.ts'
export { gridCodeOf } from './factors/grid-name.ts'
export { intervalOf } from './factors/interval.ts'
export { withOverlay } from './factors/overlay.ts'
export type { OwnFactor } from './factors/own-factor.ts'
export {
  type AnyRecord,
  type ColdStartRecord,
  type DeclaredBreak,
  DRIVING_SITUATIONS,
  type DrivingSituation,
  type FactorRecord,
  type FactorSetContent,
  type GasCurveRecord,
  QUALITIES,
  type RegionGroup,
  type Source,
  SPLICES,
  type SpeedCurveRecord,
  type Splice,
  VERIFICATIONS,
} from './factors/record.ts'
export { type FactorMatch, type Found, findFactor, MATCH, type PlaceAndYear } from './factors/select.ts'
export { findCurve, findGasCurve } from './factors/select-curve.ts'
export {
  FACTOR_KINDS,
  type FactorKind,
  type FactorSubject,
  OWN_FIELDS,
  type OwnField,
  SUBJECT,
  SUBJECT_FIELDS,
  type SubjectField,
  statedParts,
} from './factors/subject.ts'
export { groupBy } from './group-by.ts'
export {
  type Boundaries,
  type BoundaryFigure,
  boundariesOf,
} from './inventory/boundaries.ts'
export { type CauseSize, type ExplainedCause, explainedCauses } from './inventory/cause-size.ts'
export { countedOf, usualAllocation } from './inventory/counted-share.ts'
export type { InventoryDetail, Origin } from './inventory/detail.ts'
export type { BalancedCarrier, EnergyBalance } from './inventory/energy-balance.ts'
export type { InventoryEmissions, InventoryFigure } from './inventory/figure.ts'
export { type Bounded, bound, type Gap, gapSums } from './inventory/fuel-gap.ts'
export { CAUSE_EFFECTS, GAP_CAUSES, STATED_CAUSES, type StatedCause } from './inventory/gap-cause.ts'
export {
  figuresOf,
  type Inventory,
  type InventoryRow,
  type InventoryTotal,
  inventoryOf,
} from './inventory/inventory.ts'
export type { NotEstimated } from './inventory/not-estimated.ts'
export { type MovedParameter, type Offer, offerOf, type ReconciledCarrier } from './inventory/reconciled.ts'
export { type Gaps, gapsOf, reconciliationNotices } from './inventory/reconciliation.ts'
export { givesAnything, type Side, splitOf } from './inventory/side.ts'
export {
  EstimateRefused,
  NOTICE_TITLES,
  type Notice,
  type NoticeCode,
  REFUSAL_TITLES,
  type Refusal,
  type RefusalCode,
  refuseAny,
} from './issues/issue.ts'
export { NOTICES } from './issues/notices.ts'
export { type CodeText, REFUSALS } from './issues/refusals.ts'
export { multiplierOf } from './kernel/decomposition.ts'
export { distanceBandOf } from './kernel/distance.ts'
export { type Distribution, SCORE_95, valueAtScore } from './kernel/distribution.ts'
export {
  evaluate,
  FORMULA_INPUTS,
  FORMULAS,
  REPEATED_INPUTS,
  type Rule,
} from './kernel/formula.ts'
export { daysOf, dayText, GRAIN_LENGTHS, periodsBetween, periodText } from './kernel/period.ts'
export { TERM_ROLES, type TermRole, termFactor } from './kernel/product.ts'
export { energyMjPerVkm, hotPerVkm, speedInRangeKmPerH } from './kernel/speed-curve.ts'
export { SURVIVAL_FORMS, type SurvivalForm, survivalByAge } from './kernel/survival.ts'
export { acknowledge, markAcknowledged } from './plausibility/acknowledge.ts'
export { checkFiled } from './plausibility/check-filed.ts'
export { checkSeries } from './plausibility/check-series.ts'
export type { Bands } from './scenario/bands.ts'
export { checkScenario } from './scenario/check.ts'
export { MAX_DRAWS } from './scenario/draws.ts'
export type { Evidence } from './scenario/evidence.ts'
export type { ScenarioParameter } from './scenario/inputs.ts'
export {
  type Amount,
  LAST_YEAR,
  LEVER_KINDS,
  LEVER_PROPERTIES,
  type Lever,
  MAX_LEVERS,
  PHASES,
  type ScenarioQuestion,
  sizeWords,
  TARGET_KINDS,
  type Target,
} from './scenario/lever.ts'
export { afterBase } from './scenario/outcome.ts'
export { RAMPS } from './scenario/ramp.ts'
export {
  DIVERSION_ORIGINS,
  type DiversionRecord,
  everyRecord,
  type LeverRecord,
  type ScenarioRecords,
  type ScenarioSource,
} from './scenario/records.ts'
export { Scenario } from './scenario/scenario.ts'
export type { ScenarioBase } from './scenario/scenario-base.ts'
export type { ModeTrace } from './scenario/trace.ts'
export { isLongWork, type ScenarioFindings, type ScenarioWork, workOut } from './scenario/work.ts'
export {
  activityByMode,
  type Covered,
  type Dated,
  type ModeActivity,
  UNIT_KM,
  unitRows,
} from './series/activity.ts'
export {
  counterpartOf,
  type DayCalendar,
  type MarkedDay,
  type Season,
  seasonDayOf,
} from './series/day-calendar.ts'
export { backtestOf, type Nowcast, nowcastOf } from './series/nowcast.ts'
export {
  type NamedPhase,
  type PhaseEffect,
  type PhaseFigures,
  type PhaseQuestion,
  phasePeriods,
  phasesInSteps,
} from './series/phases.ts'
export { type Series, type SeriesPoint, type SeriesQuestion, seriesInSteps } from './series/series.ts'
export type { Grain } from './series/shown-period.ts'
export {
  type SeriesFigure,
  type SeriesQuantity,
  UnitEmissions,
} from './series/unit-emission.ts'
export { type Assessment, Uncertainty } from './uncertainty/assessment.ts'
export type { Detail } from './uncertainty/compile.ts'
export { cutNormal, lognormalThrough, type Support } from './uncertainty/distribution-of.ts'
export type { Driver } from './uncertainty/driver.ts'
export { figureId, productFigureId } from './uncertainty/figure-id.ts'
export {
  type FigureSum,
  type SumSource,
  SumUncertainty,
  sumValue,
} from './uncertainty/figure-sum.ts'
export { DRAWS, type Simulation, type SimulationOptions, simulate } from './uncertainty/monte-carlo.ts'
export { type ParameterUncertainty, supportOf, uncertaintiesOf } from './uncertainty/parameter-uncertainty.ts'
export type { Program } from './uncertainty/program.ts'
export { drawNormals } from './uncertainty/standard-normal.ts'
export { MAX_SEED } from './uncertainty/stream.ts'
export type { Bounds } from './uncertainty/uncertainty-notice.ts'
export { editDistance } from './units/edit-distance.ts'
export {
  type CanonicalUnit,
  QuantityRefused,
  readQuantity,
  toCanonical,
  UNIT_CATALOGUE,
  unitOfText,
} from './units/quantity.ts'
export {
  DECIMAL_MARKS,
  type DecimalMark,
  type NumberReading,
  readWrittenNumber,
} from './units/written-number.ts'
export * from './vocabulary.ts'
