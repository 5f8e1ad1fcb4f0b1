import { evaluate } from '../kernel/formula.ts'
import { type TermRole, termFactor } from '../kernel/product.ts'
import { BLOCK, type Column, combine, divide, multiply, newColumn } from './column.ts'
import { type Correlated, type FigureRule, NO_NODE, type Program, type Slot } from './program.ts'
import { fillValues, mapTable, type ScoreTable, scoreTable } from './score-table.ts'
import { fillNormal } from './standard-normal.ts'
import { streamOf } from './stream.ts'

/** The draws of a figure: `constant + scale × column`. */
export interface DrawnFigure {
  /** Undefined if the figure is certain. */
  readonly column: Column | undefined
  /** Above 0. */
  readonly scale: number
  readonly constant: number
}

type DerivedSlot = Extract<Slot, { kind: 'derived' }>

/** The draws of a slot, and its table if it follows from one variable. */
interface SlotDraws {
  readonly column: Column
  readonly of?: { readonly variable: number; readonly table: ScoreTable }
}

/** The draws of a program, one block at a time. Each block overwrites the one before. */
export class Evaluation {
  /** The correlated scores of each variable. */
  readonly scores: readonly Column[]
  readonly figures: readonly DrawnFigure[]
  readonly #steps: (() => void)[] = []

  constructor(program: Program, seed: number) {
    this.scores = program.variables.map(({ key }) => {
      const stream = streamOf(seed, key)
      return this.#column((out) => fillNormal(out, stream))
    })
    for (const one of program.correlated) this.#steps.push(() => correlate(this.scores, one))
    const slots: SlotDraws[] = []
    for (const [index, slot] of program.slots.entries())
      slots.push(slot.kind === 'variable' ? this.#value(program, index) : this.#follower(slot, slots))
    const factors = program.factorSlots.map((slot, index) =>
      this.#factor((slots[slot] as SlotDraws).column, program.factorRoles[index] as TermRole),
    )
    const nodes: Column[] = []
    for (const [node, parent] of program.parents.entries()) {
      const factor = factors[program.nodeFactors[node] as number] as Column
      nodes.push(parent === NO_NODE ? factor : this.#product(nodes[parent] as Column, factor))
    }
    const figures: DrawnFigure[] = []
    for (const { rule } of program.figures) figures.push(this.#figure(rule, program, nodes, figures))
    this.figures = figures
  }

  /** Draws the next block. */
  next(): void {
    for (const step of this.#steps) step()
  }

  /** A column that every block fills after the columns that it follows from. */
  #column(fill: (out: Column) => void): Column {
    const out = newColumn()
    this.#steps.push(() => fill(out))
    return out
  }

  #value({ variables }: Program, index: number): SlotDraws {
    const variable = variables[index]
    if (!variable) throw new Error('The first slots of a program are its variables.')
    return this.#tabled(index, scoreTable(variable.distribution))
  }

  #tabled(variable: number, table: ScoreTable): SlotDraws {
    const scores = this.scores[variable] as Column
    const column = this.#column((out) => fillValues(out, table, scores))
    return { column, of: { variable, table } }
  }

  #follower(slot: Exclude<Slot, { kind: 'variable' }>, slots: readonly SlotDraws[]): SlotDraws {
    const at = (index: number): Column => (slots[index] as SlotDraws).column
    switch (slot.kind) {
      case 'share-total': {
        const members = slot.members.map(at)
        const ones = members.map(() => 1)
        return { column: this.#column((out) => combine(out, 0, members, ones)) }
      }
      case 'share': {
        const { kept } = slot
        const [drawn, total] = [at(slot.drawn), at(slot.total)]
        return { column: this.#column((out) => divide(out, drawn, total, kept)) }
      }
      case 'derived': {
        const derived = this.#derived(slot, slots)
        return slot.own === undefined ? derived : { column: this.#product(derived.column, at(slot.own)) }
      }
    }
  }

  /** A formula of one variable has a table like the variable, so no draw needs an evaluation. */
  #derived({ rule, inputs, values }: DerivedSlot, slots: readonly SlotDraws[]): SlotDraws {
    const given = [...values]
    const uncertain = [...inputs.keys()].filter((input) => (inputs[input] as number) >= 0)
    const [first, ...others] = uncertain
    const only = first === undefined || others.length > 0 ? undefined : slots[inputs[first] as number]?.of
    if (only)
      return this.#tabled(
        only.variable,
        mapTable(only.table, (value) => {
          given[first as number] = value
          return evaluate(rule, given)
        }),
      )
    const columns = uncertain.map((input) => (slots[inputs[input] as number] as SlotDraws).column)
    const column = this.#column((out) => {
      for (let draw = 0; draw < BLOCK; draw += 1) {
        for (const [at, input] of uncertain.entries()) given[input] = columns[at]?.[draw] as number
        out[draw] = evaluate(rule, given)
      }
    })
    return { column }
  }

  #factor(slot: Column, role: TermRole): Column {
    if (role === 'times') return slot
    return this.#column((out) => {
      for (let draw = 0; draw < BLOCK; draw += 1) out[draw] = termFactor(slot[draw] as number, role)
    })
  }

  #product(a: Column, b: Column): Column {
    return this.#column((out) => multiply(out, a, b))
  }

  #figure(
    rule: FigureRule,
    { nodes, coefficients }: Program,
    columns: readonly Column[],
    figures: readonly DrawnFigure[],
  ): DrawnFigure {
    const at = (index: number): DrawnFigure => figures[index] as DrawnFigure
    switch (rule.kind) {
      case 'sum':
        return this.#sum(
          rule.products.map((product, index): DrawnFigure => {
            const scale = (rule.weights[index] as number) * (coefficients[product] as number)
            const node = nodes[product] as number
            return node === NO_NODE
              ? { column: undefined, scale: 1, constant: scale }
              : { column: columns[node], scale, constant: 0 }
          }),
        )
      case 'total':
        return this.#sum(rule.parts.map(at))
      case 'same':
        return at(rule.as)
      case 'ratio':
        return this.#ratio(at(rule.above), at(rule.below))
    }
  }

  #sum(parts: readonly DrawnFigure[]): DrawnFigure {
    const scales = new Map<Column, number>()
    let constant = 0
    for (const part of parts) {
      constant += part.constant
      if (part.column && part.scale !== 0)
        scales.set(part.column, (scales.get(part.column) ?? 0) + part.scale)
    }
    const [only] = scales
    const isAlone = scales.size === 0 || (scales.size === 1 && (only?.[1] ?? 1) > 0)
    if (isAlone) return { column: only?.[0], scale: only?.[1] ?? 1, constant }
    const columns = [...scales.keys()]
    const factors = [...scales.values()]
    const column = this.#column((out) => combine(out, constant, columns, factors))
    return { column, scale: 1, constant: 0 }
  }

  #ratio(above: DrawnFigure, below: DrawnFigure): DrawnFigure {
    if (!above.column && !below.column)
      return { column: undefined, scale: 1, constant: above.constant / below.constant }
    const [a, b] = [this.#itself(above), this.#itself(below)]
    return { column: this.#column((out) => divide(out, a, b)), scale: 1, constant: 0 }
  }

  /** A column that contains the draws of a figure. */
  #itself({ column, scale, constant }: DrawnFigure): Column {
    if (!column) return newColumn().fill(constant)
    if (scale === 1 && constant === 0) return column
    return this.#column((out) => combine(out, constant, [column], [scale]))
  }
}

/** Turns independent scores into those of variables that move together: z becomes L·z. */
function correlate(scores: readonly Column[], { variables, lower }: Correlated): void {
  const columns = variables.map((variable) => scores[variable] as Column)
  const size = columns.length
  for (let draw = 0; draw < BLOCK; draw += 1)
    // From the last row to the first, because a row needs the independent scores of the rows before it.
    for (let row = size - 1; row >= 0; row -= 1) {
      let score = 0
      for (let column = 0; column <= row; column += 1)
        score += (lower[row * size + column] as number) * (columns[column]?.[draw] as number)
      ;(columns[row] as Column)[draw] = score
    }
}
