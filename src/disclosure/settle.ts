import { groupBy } from '../group-by.ts'
import { personsCounted, tellingCells } from './classes.ts'
import {
  type CellPart,
  dominanceNeed,
  isStructuralZero,
  type LargestShares,
  leastContributors,
  RELEASE_CONTRIBUTORS,
} from './primary.ts'
import { type OpenMover, protect } from './protect.ts'
import { type DisclosureTable, sumRow, type TableCell, type TableRow } from './table.ts'
import { timeTree } from './time-tree.ts'
import { isOfRest, type ModeSums, restRows } from './totals.ts'

/** Measures of a cell, by name; null if its facts do not give one in full. */
export type Figures = Readonly<Record<string, number | null>>

/** The facts of one mode of one city in a finest period, with what was settled of it before. */
export interface CandidateCell {
  readonly city: string
  readonly mode: string
  readonly period: string
  readonly figures: Figures
  /** What each file gives of it. */
  readonly parts: readonly CellPart[]
  readonly shares?: LargestShares
}

/** A cell that a release before this one settled. */
export interface EarlierCell {
  readonly city: string
  readonly mode: string
  readonly period: string
  /** Absent if it was withheld. */
  readonly figures?: Figures
  /** The number of the release that settled it first. */
  readonly since: number
}

/** A cell that this release settles. */
export interface Settled {
  readonly city: string
  readonly mode: string
  readonly period: string
  /** Absent if it is withheld. */
  readonly figures?: Figures
  readonly contributors: number
  /** The finest periods that it is the sum of. */
  readonly of: readonly string[]
}

export interface Settlement {
  readonly cells: readonly Settled[]
}

/** What a release is made of. */
export interface ToSettle {
  readonly candidates: readonly CandidateCell[]
  readonly earlier: readonly EarlierCell[]
  /** Whether a month, quarter or year is over. */
  isOver(period: string): boolean
  /** Whether a cell may be given out at all, beside what siblings of the dataset gave out. */
  isAllowed(cell: {
    readonly city: string
    readonly mode: string
    readonly period: string
    readonly figures: Figures
  }): boolean
}

interface Node extends Settled {
  readonly figures: Figures
  readonly weight: number
  readonly children: readonly string[]
  readonly state: 'new' | 'out' | 'withheld'
  readonly isSensitive: boolean
  readonly above: number
  readonly shares?: LargestShares
  readonly since: number
  readonly persons: number | undefined
}

/**
 * Settles each cell of the tree city × mode × (month ⊂ quarter ⊂ year) once: what may be given out, and what not. What a
 * release before settled stays as it is. A longer period is the sum of what was given out of its parts, and of the facts
 * where nothing was.
 *
 * @throws if the solver fails or errs: then nothing is settled
 */
export function settle(asked: ToSettle, openMover: OpenMover): Settlement {
  const nodes = allNodesOf(asked)
  const table = tableOf(nodes)
  const barred = new Set([
    ...nodes
      .filter((node) => node.state === 'withheld' || (node.state === 'new' && !asked.isAllowed(node)))
      .map(nameOf),
    ...table.cells.flatMap(({ key }) => (isOfRest(key) ? [key] : [])),
  ])
  const protection = protect(table, openMover, barred)
  const lost = new Set(
    [...protection.open, ...protection.recovered.flatMap(({ cells }) => cells)].map((at) => {
      const key = table.cells[at]?.key ?? ''
      const [city, mode] = key.split('\n')
      // What modes leave of their total cannot be withheld but with the total.
      return `${city}\n${isOfRest(key) ? '' : mode}`
    }),
  )
  return {
    cells: nodes.flatMap((node): Settled[] => {
      if (node.state !== 'new') return []
      const { city, mode, period, contributors, of } = node
      const isWithheld = protection.withheld.has(nameOf(node)) || lost.has(`${city}\n${mode}`)
      return [{ city, mode, period, contributors, of, ...(isWithheld ? {} : { figures: node.figures }) }]
    }),
  }
}

/** Whether {@link settle} would settle a cell. No solver is asked. */
export const hasUnsettled = (asked: Tree): boolean => allNodesOf(asked).some(({ state }) => state === 'new')

type Tree = Omit<ToSettle, 'isAllowed'>

function allNodesOf(asked: Tree): readonly Node[] {
  const earlier = new Map(asked.earlier.map((cell) => [nameOf(cell), cell]))
  const nodes = [...groupBy(asked.candidates, ({ city, mode }) => `${city}\n${mode}`).values()].flatMap(
    (some) => nodesOf(some, earlier, asked),
  )
  const telling = tellingCells(nodes)
  return nodes.map((node) => (telling.has(node) ? { ...node, isSensitive: true } : node))
}

const nameOf = (cell: { readonly city: string; readonly mode: string; readonly period: string }): string =>
  `${cell.city}\n${cell.mode}\n${cell.period}`

function nodesOf(
  candidates: readonly CandidateCell[],
  earlier: ReadonlyMap<string, EarlierCell>,
  { isOver }: Tree,
): readonly Node[] {
  const [first] = candidates
  if (!first) return []
  const { city, mode } = first
  const finest = new Map(candidates.map((cell) => [cell.period, cell]))
  const nodes = new Map<string, Node>()
  for (const { period, parts, weight } of timeTree([...finest.keys()])) {
    if (!isOver(period)) continue
    const candidate = finest.get(period)
    const before = earlier.get(nameOf({ city, mode, period }))
    const known = parts.flatMap((part) => nodes.get(part) ?? [])
    // What came after a longer period was settled is not in its sum.
    const children = before ? known.filter(({ since }) => since <= before.since) : known
    if (parts.length > 0 && (children.length === 0 || (!before && children.length < parts.length))) continue
    const state = !before ? 'new' : before.figures ? 'out' : 'withheld'
    const isCountedZero = candidate
      ? candidate.parts.every(isStructuralZero)
      : children.every((child) => !child.isSensitive && child.contributors === 0)
    const least = candidate
      ? finiteOr0(leastContributors(candidate.parts))
      : Math.max(...children.map(({ contributors }) => contributors))
    const figures = before?.figures ?? candidate?.figures ?? sumOf(children.map((child) => child.figures))
    const shares = candidate ? candidate.shares : sharesOf(children)
    const above = shares ? dominanceNeed(1, shares) : 0
    nodes.set(period, {
      city,
      mode,
      period,
      figures,
      contributors: least,
      of: candidate ? [period] : children.flatMap(({ of }) => of),
      weight,
      children: children.map((child) => child.period),
      state,
      // A zero that was counted is shown; what has no figure in full has nothing to show.
      isSensitive: (least < RELEASE_CONTRIBUTORS && !isCountedZero) || above > 0 || isEmpty(figures),
      above,
      ...(shares ? { shares } : {}),
      since: before?.since ?? Number.POSITIVE_INFINITY,
      persons: candidate ? personsCounted(candidate.parts) : mostOf(children),
    })
  }
  return [...nodes.values()]
}

/** Of all months together at least as many as of each. */
const mostOf = (children: readonly Node[]): number | undefined =>
  children.some(({ persons }) => persons === undefined)
    ? undefined
    : Math.max(...children.map(({ persons }) => persons ?? 0))

/** Were the largest of each part the same; undefined if one does not say. */
function sharesOf(children: readonly Node[]): LargestShares | undefined {
  const sizes = children.map(({ figures }) => Math.max(0, ...Object.values(figures).map((one) => one ?? 0)))
  const whole = sizes.reduce((sum, size) => sum + size, 0)
  if (whole === 0 || children.some(({ shares }) => !shares)) return undefined
  const part = (of: keyof LargestShares): number =>
    children.reduce((sum, { shares }, at) => sum + (shares?.[of] ?? 0) * (sizes[at] ?? 0), 0) / whole
  return { first: part('first'), second: part('second') }
}

const finiteOr0 = (value: number): number => (Number.isFinite(value) ? value : 0)
const isEmpty = (figures: Figures): boolean => Object.values(figures).every((value) => value === null)

/** A measure that a part does not give in full has no sum. */
function sumOf(parts: readonly Figures[]): Figures {
  const names = [...new Set(parts.flatMap((part) => Object.keys(part)))]
  return Object.fromEntries(
    names.map((name) => [
      name,
      parts.reduce<number | null>((sum, part) => {
        const value = part[name] ?? null
        return sum === null || value === null ? null : sum + value
      }, 0),
    ]),
  )
}

function tableOf(nodes: readonly Node[]): DisclosureTable {
  const cells: TableCell[] = []
  const rows: TableRow[] = []
  const at = new Map<string, number>()
  for (const node of nodes) {
    const key = nameOf(node)
    for (const [measure, value] of Object.entries(node.figures)) {
      if (value === null) continue
      at.set(`${key}\n${measure}`, cells.length)
      cells.push({
        key,
        value,
        contributors: node.contributors,
        weight: node.weight,
        ...(node.state === 'out' ? { isOut: true } : {}),
        ...(node.isSensitive && node.state !== 'out' ? { needs: { above: node.above * value } } : {}),
      })
      if (node.children.length === 0) continue
      const parts = node.children.flatMap(
        (period) => at.get(`${nameOf({ ...node, period })}\n${measure}`) ?? [],
      )
      if (parts.length === node.children.length) rows.push(sumRow(cells.length - 1, parts, 'same'))
    }
  }
  for (const area of areasWithTotal(nodes)) {
    const rest = restRows(area, (node, measure) => at.get(`${nameOf(node)}\n${measure}`), cells.length)
    cells.push(...rest.cells)
    rows.push(...rest.rows)
  }
  return { cells, rows }
}

/** Cities and periods with facts of modes and facts without one. */
const areasWithTotal = (nodes: readonly Node[]): readonly ModeSums<Node>[] =>
  [...groupBy(nodes, ({ city, period }) => `${city}\n${period}`).values()].flatMap((area) => {
    const total = area.find(({ mode }) => mode === '')
    return total && area.length > 1 ? [{ total, modes: area.filter((node) => node !== total) }] : []
  })
