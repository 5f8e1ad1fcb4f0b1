import { carries, GROUP_KEYS, INTENSITIES } from '../estimate/intensity.ts'
import type { LineQuantity } from '../estimate/line.ts'
import type { Gwp, Sums } from '../estimate/totals.ts'
import { groupBy } from '../group-by.ts'
import type { Scope } from '../vocabulary.ts'
import { type FigureGroup, type FigureQuantity, figureId, productFigureId } from './figure-id.ts'
import type { Outline, OutlinedLine } from './outline.ts'
import type { FigureRule, ProgramFigure } from './program.ts'

type SumName = keyof Sums

/** A sum, and what one unit of a product adds to it. */
type Share = readonly [sum: SumName, weight: number]

/** The weighted products of a figure, until all are known. */
interface SumDraft {
  readonly products: number[]
  readonly weights: number[]
}

/** A line, or the first of a group of lines, with the place of each of its sums. */
interface Member {
  readonly line: OutlinedLine
  readonly scopes: readonly Scope[]
  /** Lines are summed by this first, flow by flow and then together; every group is a sum of these sums. */
  readonly kind: string
  /** In the order of `SUMS`. */
  readonly places: readonly (number | undefined)[]
}

/**
 * The figures of an estimate, each as a sum of products or of earlier figures: lines first, then groups of lines with the
 * same mode, carrier and flow, then the sums of these. The products of the lines are numbered in their order, and the
 * population is the product after them.
 */
export function figuresOf(outline: Outline): readonly ProgramFigure[] {
  const figures = new Figures(outline)
  for (const line of outline.lines) figures.addLine(line)
  return figures.all()
}

class Figures {
  readonly #shares: Readonly<Record<LineQuantity, readonly Share[]>>
  readonly #figures: ProgramFigure[] = []
  readonly #index = new Map<string, number>()
  /** Figures by their parts. */
  readonly #sameParts = new Map<string, number>()
  readonly #lines: Member[] = []
  /** For lines with products in several scopes. */
  readonly #ofScope = new Map<Scope, Map<SumName, SumDraft>>()
  readonly #outline: Outline
  #products = 0

  constructor(outline: Outline) {
    this.#outline = outline
    this.#shares = sharesOf(outline.gwp)
  }

  addLine(line: OutlinedLine): void {
    const drafts = new Map<SumName, SumDraft>([['co2eKg', emptyDraft()]])
    const scopes = scopesOf(line)
    const isOfOneScope = scopes.length === 1
    const first = this.#products
    for (const { quantity, scope } of line.products) {
      const product = this.#products
      this.#products += 1
      this.#put(drafts, quantity, product)
      if (scope === undefined || isOfOneScope) continue
      let ofScope = this.#ofScope.get(scope)
      if (!ofScope) {
        ofScope = new Map()
        this.#ofScope.set(scope, ofScope)
      }
      this.#put(ofScope, quantity, product)
    }
    const { withLines } = this.#outline
    const places = SUMS.map((sum) => {
      const draft = drafts.get(sum)
      return draft && this.#add(figureId('lines', line.id, sum), sumRule(draft), withLines)
    })
    this.#lines.push({ line, scopes, kind: `${line.mode} ${line.carrier} ${scopes}`, places })
    if (!withLines) return
    for (const at of line.products.keys())
      this.#add(productFigureId(line.id, at), ofProduct(first + at), true)
  }

  /** Every figure, after the figures that it is made of. */
  all(): readonly ProgramFigure[] {
    const cells = this.#sum(undefined, this.#lines, ({ kind, line }) => `${kind} ${line.flow}`)
    const kinds = this.#sum(undefined, cells, ({ kind }) => kind)
    const modes = this.#sum('byMode', kinds, ({ line: { mode } }) => mode ?? 'not-split')
    this.#sum('bySubSector', modes, ({ line: { subSector } }) => subSector)
    this.#sum('bySector', modes, ({ line: { sector } }) => sector ?? 'not-split')
    this.#sum('totals', modes, () => '')
    this.#sum('byCarrier', kinds, ({ line: { carrier } }) => carrier ?? 'not-split')
    this.#sum('byFlow', cells, ({ line: { flow } }) => flow ?? 'not-split')
    this.#scopes(kinds)
    this.#intensities(cells)
    if (this.#outline.hasPopulation) this.#perPerson()
    return this.#figures
  }

  #put(drafts: Map<SumName, SumDraft>, quantity: LineQuantity, product: number): void {
    for (const [sum, weight] of this.#shares[quantity]) {
      let draft = drafts.get(sum)
      if (!draft) {
        draft = emptyDraft()
        drafts.set(sum, draft)
      }
      draft.products.push(product)
      draft.weights.push(weight)
    }
  }

  /**
   * Adds the sums of groups of lines.
   *
   * @param group undefined for sums that are not figures of the result
   * @param members lines, or groups of lines with the same key
   */
  #sum(
    group: FigureGroup | undefined,
    members: readonly Member[],
    keyOf: (member: Member) => string,
  ): readonly Member[] {
    return [...groupBy(members, keyOf)].map(([key, ofKey]) => ({
      ...(ofKey[0] as Member),
      places: SUMS.map((sum, at) => {
        const parts: number[] = []
        for (const { places } of ofKey) if (places[at] !== undefined) parts.push(places[at])
        return parts.length === 0
          ? undefined
          : this.#total(group === undefined ? '' : figureId(group, key, sum), parts)
      }),
    }))
  }

  /** Emissions by scope: whole kinds of lines if they have one scope, otherwise product by product. */
  #scopes(kinds: readonly Member[]): void {
    const scopes = new Set(kinds.flatMap((kind) => kind.scopes))
    for (const scope of scopes)
      for (const [at, sum] of SUMS.entries()) {
        if (!SCOPED.has(sum)) continue
        const parts: number[] = []
        for (const { scopes: own, places } of kinds)
          if (places[at] !== undefined && own.length === 1 && own[0] === scope) parts.push(places[at])
        const draft = this.#ofScope.get(scope)?.get(sum)
        if (draft) parts.push(this.#add('', sumRule(draft), false))
        if (parts.length > 0) this.#total(figureId('byScope', scope, sum), parts)
      }
  }

  /** @param id empty for sums that are only parts of other figures */
  #total(id: string, parts: readonly number[]): number {
    const [only] = parts
    if (parts.length === 1 && only !== undefined && id === '') return only
    const made = parts.length === 1 ? '' : parts.join()
    const same = made === '' ? only : this.#sameParts.get(made)
    if (same !== undefined && id === '') return same
    const rule: FigureRule =
      same === undefined ? { kind: 'total', parts } : { kind: 'same', as: this.#rootOf(same) }
    const place = this.#add(id, rule, id !== '')
    if (same === undefined) this.#sameParts.set(made, place)
    return place
  }

  #rootOf(place: number): number {
    const rule = this.#figures[place]?.rule
    return rule?.kind === 'same' ? rule.as : place
  }

  /** @param cells groups of lines with the same mode and flow; an intensity covers all lines of a group or none */
  #intensities(cells: readonly Member[]): void {
    for (const { group, key, name } of this.#outline.intensities) {
      const ofGroup = cells.filter(({ line }) => GROUP_KEYS[group](line) === key)
      const members = ofGroup.filter(({ line }) => carries(name, line))
      const placeOf = (sum: SumName): number => {
        // If the intensity covers every line of the group, the sum is already a figure.
        const whole =
          ofGroup.length === members.length ? this.#index.get(figureId(group, key, sum)) : undefined
        return (
          whole ??
          this.#total(
            '',
            members.flatMap(({ places }) => places[SUMS.indexOf(sum)] ?? []),
          )
        )
      }
      const [above, below] = [placeOf('co2eKg'), placeOf(INTENSITIES[name].sum)]
      this.#add(figureId(group, key, name), { kind: 'ratio', above, below }, true)
    }
  }

  #perPerson(): void {
    const above = this.#index.get(figureId('totals', '', 'co2eKg'))
    if (above === undefined) return
    const below = this.#add('', ofProduct(this.#products), false)
    this.#add(figureId('totals', '', 'co2eKgPerPerson'), { kind: 'ratio', above, below }, true)
  }

  #add(id: string, rule: FigureRule, shown: boolean): number {
    const place = this.#figures.push({ id, rule, shown }) - 1
    if (id !== '') this.#index.set(id, place)
    return place
  }
}

const emptyDraft = (): SumDraft => ({ products: [], weights: [] })

const sumRule = ({ products, weights }: SumDraft): FigureRule => ({ kind: 'sum', products, weights })

const ofProduct = (product: number): FigureRule => ({ kind: 'sum', products: [product], weights: [1] })

/** The scopes of a line's emissions, each once. */
function scopesOf({ products }: OutlinedLine): readonly Scope[] {
  const scopes: Scope[] = []
  for (const { scope } of products) if (scope !== undefined && !scopes.includes(scope)) scopes.push(scope)
  return scopes
}

/** The sums in which every product has a scope. */
const SCOPED: ReadonlySet<SumName> = new Set(['co2eKg', 'co2Kg', 'ch4Kg', 'n2oKg', 'unsplitKgCo2e'])

const SUMS: readonly SumName[] = [
  'co2eKg',
  'co2Kg',
  'ch4Kg',
  'n2oKg',
  'unsplitKgCo2e',
  'biogenicCo2Kg',
  'wellToTankKgCo2e',
  'energyMj',
  'vehicleDistanceVkm',
  'passengerDistancePkm',
  'tonneDistanceTkm',
] satisfies readonly FigureQuantity[]

/** The weights by which `src/estimate/totals.ts` adds a product to its sums. */
export function sharesOf({
  ch4,
  n2o,
}: Pick<Gwp, 'ch4' | 'n2o'>): Readonly<Record<LineQuantity, readonly Share[]>> {
  return {
    co2: [
      ['co2eKg', 1],
      ['co2Kg', 1],
    ],
    ch4: [
      ['co2eKg', ch4],
      ['ch4Kg', 1],
    ],
    n2o: [
      ['co2eKg', n2o],
      ['n2oKg', 1],
    ],
    'co2e-unsplit': [
      ['co2eKg', 1],
      ['unsplitKgCo2e', 1],
    ],
    'biogenic-co2': [['biogenicCo2Kg', 1]],
    'well-to-tank': [['wellToTankKgCo2e', 1]],
    energy: [['energyMj', 1]],
    'vehicle-distance': [['vehicleDistanceVkm', 1]],
    'passenger-distance': [['passengerDistancePkm', 1]],
    'tonne-distance': [['tonneDistanceTkm', 1]],
  }
}
