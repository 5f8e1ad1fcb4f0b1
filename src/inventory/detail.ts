import type { LineMethod, LineProduct } from '../estimate/line.ts'
import type { Parameter } from '../estimate/parameter.ts'
import type { Gwp } from '../estimate/totals.ts'
import type { AnyRecord } from '../factors/record.ts'
import { groupBy } from '../group-by.ts'
import type { EnergyCarrier, Mode } from '../vocabulary.ts'
import { emissionsOf, figureOf, type InventoryEmissions, type InventoryFigure } from './figure.ts'
import { type Grade, type Grading, prevailingOf, type Weighed } from './grade.ts'
import { type Activity, activityOf, isLoss, type Placed } from './placement.ts'

/** A parameter behind a figure, with its record if the caller did not state it. */
export interface Origin {
  readonly parameter: Parameter
  readonly record: AnyRecord | undefined
}

/** One activity of a row: a carrier, or the distance of a mode if its energy is unknown. */
export interface InventoryDetail {
  readonly name: string
  readonly carrier: EnergyCarrier | undefined
  readonly modes: readonly Mode[]
  readonly methods: readonly LineMethod[]
  readonly unit: Activity['unit']
  /** Undefined if a line does not give it. */
  readonly amount: InventoryFigure | undefined
  readonly emissions: InventoryEmissions
  /** The original inputs of the amount, and of the emissions per unit of it; the largest part first. */
  readonly activityOrigins: readonly Origin[]
  readonly factorOrigins: readonly Origin[]
  readonly activityQuality: Grade
  readonly factorQuality: Grade
  /** For grid losses, the amount is the electricity used. */
  readonly isLoss: boolean
  /** Ids of the lines. */
  readonly lines: readonly string[]
}

/** A detail with the data quality that counts for its row. */
export interface Graded {
  readonly detail: InventoryDetail
  readonly ofActivity: readonly Weighed[]
  readonly ofFactor: readonly Weighed[]
}

interface Member extends Placed {
  readonly activity: Activity
}

/** In order of first appearance. */
export function detailsOf(
  ref: string,
  products: readonly Placed[],
  gwp: Gwp,
  grading: Grading,
): readonly Graded[] {
  const members = products.map((one) => ({ ...one, activity: activityOf(one) }))
  return [...groupBy(members, ({ activity }) => activity.key).values()].map((ofKey) =>
    detailOf(ref, ofKey, gwp, grading),
  )
}

function detailOf(ref: string, members: readonly Member[], gwp: Gwp, grading: Grading): Graded {
  const [{ activity, product: first }] = members as readonly [Member, ...Member[]]
  const { key, name, carrier, unit } = activity
  const products = members.map(({ product }) => product)
  const lines = new Set(members.map(({ line }) => line))
  const emissions = emissionsOf(`${ref}/${key}`, products, gwp, lines)
  const weights = weightsOf(members, emissions)
  const weighed = (gradeOf: (member: Member) => Grade): readonly Weighed[] =>
    members.map((member, index) => ({ grade: gradeOf(member), co2eKg: weights[index] ?? 0 }))
  const originsOf = (parametersOfOne: (member: Member) => readonly Parameter[]): readonly Origin[] =>
    largestFirst(
      members.map((member, index) => [grading.leavesOf(parametersOfOne(member)), weights[index] ?? 0]),
    ).map((parameter) => ({ parameter, record: grading.recordOf(parameter) }))
  const ofActivity = weighed((member) => grading.ofActivity(activityParameters(member)))
  const ofFactor = weighed((member) => grading.ofFactor(factorParameters(member)))
  const detail: InventoryDetail = {
    name,
    carrier,
    unit,
    ...linesOf(members),
    amount: amountOf(`${ref}/${key}/amount`, members),
    emissions,
    activityOrigins: originsOf(activityParameters),
    factorOrigins: originsOf(factorParameters),
    activityQuality: prevailingOf(ofActivity),
    factorQuality: prevailingOf(ofFactor),
    isLoss: isLoss(first),
  }
  return { detail, ofActivity, ofFactor }
}

function linesOf(members: readonly Member[]): Pick<InventoryDetail, 'modes' | 'methods' | 'lines'> {
  const lines = members.map(({ line }) => line)
  return {
    modes: [...new Set(lines.flatMap(({ mode }) => mode ?? []))],
    methods: [...new Set(lines.map(({ method }) => method))],
    lines: [...new Set(lines.map(({ id }) => id))],
  }
}

/** Sums the amounts of the lines, each line once. */
function amountOf(id: string, members: readonly Member[]): InventoryFigure | undefined {
  const amounts = new Map(members.map(({ line, activity }) => [line, activity.amount]))
  const known = [...amounts.values()].flatMap((product) => (product ? [{ product, weight: 1 }] : []))
  return known.length === amounts.size ? figureOf(id, known) : undefined
}

/** Sorts parameters by the CO2e that they contribute to; among equals, emissions per unit come first. */
function largestFirst(used: readonly (readonly [readonly Parameter[], number])[]): readonly Parameter[] {
  const co2eKg = new Map<Parameter, number>()
  for (const [parameters, weight] of used)
    for (const parameter of parameters) co2eKg.set(parameter, (co2eKg.get(parameter) ?? 0) + weight)
  const isEmission = ({ unit }: Parameter): number => (/CO2|CH4|N2O/.test(unit) ? 1 : 0)
  return [...co2eKg]
    .toSorted(([a, ofA], [b, ofB]) => ofB - ofA || isEmission(b) - isEmission(a))
    .map(([parameter]) => parameter)
}

/** The CO2e of each product. */
function weightsOf(members: readonly Member[], { co2eKg }: InventoryEmissions): readonly number[] {
  const weights = new Map(co2eKg.parts.map(({ terms, weight }) => [terms, weight]))
  return members.map(({ product: { terms, value } }) => value * (weights.get(terms) ?? 0))
}

type Terms = LineProduct['terms']

const parametersOf = (terms: Terms): readonly Parameter[] => terms.map(({ parameter }) => parameter)

/** The terms of the amount; if the amount is unknown, the terms of the emission before its factor. */
const amountTerms = ({ activity, product }: Member): Terms =>
  activity.amount?.terms ?? product.terms.slice(0, -1)

const activityParameters = (member: Member): readonly Parameter[] => parametersOf(amountTerms(member))

/** The parameters that multiply the amount to give the emission. */
function factorParameters(member: Member): readonly Parameter[] {
  const ofAmount = new Set(activityParameters(member).map(({ key }) => key))
  return parametersOf(member.product.terms).filter(({ key }) => !ofAmount.has(key))
}
