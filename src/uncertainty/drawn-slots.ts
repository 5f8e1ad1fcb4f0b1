import { evaluate, type Rule } from '../kernel/formula.ts'
import { type TermRole, termFactor } from '../kernel/product.ts'
import type { BlockSteps } from './block-steps.ts'
import { divide, MEMORY, multiply } from './column.ts'
import type { Correlated, Program, Slot } from './program.ts'
import { mapTable, type ScoreTable, scoreTable } from './score-table.ts'
import { fillNormal } from './standard-normal.ts'
import { streamOf } from './stream.ts'
import {
  drawValues,
  fillAtPlaces,
  fillValues,
  findPlaces,
  newPlaces,
  type TablePlaces,
} from './table-values.ts'

/** As in `column.ts`. */
const memory = MEMORY

type Derived = Extract<Slot, { kind: 'derived' }>

/** The draws of a slot, and the variable and values of its table if it follows from one variable. */
interface SlotDraws {
  readonly place: number
  readonly of?: { readonly variable: number; readonly table: ScoreTable }
}

/** The columns of the variables and slots of a program. */
export class DrawnSlots {
  /** The places of the correlated scores of each variable. */
  readonly scores: readonly number[]
  readonly #steps: BlockSteps
  readonly #slots: SlotDraws[] = []
  /** By variable. */
  readonly #tablePlaces = new Map<number, TablePlaces>()

  constructor(program: Program, seed: number, steps: BlockSteps) {
    this.#steps = steps
    this.scores = program.variables.map(() => steps.emptyColumn())
    const correlated = new Set(program.correlated.flatMap(({ variables }) => variables))
    for (const variable of correlated) {
      const stream = streamOf(seed, program.variables[variable]?.key ?? '')
      const at = this.scores[variable] as number
      steps.step((block) => fillNormal(memory, stream, at, at + block))
    }
    for (const one of program.correlated) steps.step((block) => correlate(block, this.scores, one))
    for (const [index, slot] of program.slots.entries())
      this.#slots.push(
        slot.kind === 'variable'
          ? this.#variable(program, index, seed, correlated.has(index))
          : this.#follower(slot),
      )
  }

  /** The place of the draws of a slot in a role. */
  factor(slot: number, role: TermRole): number {
    const place = this.#at(slot)
    if (role === 'times') return place
    return this.#steps.column((block, out) => {
      for (let draw = 0; draw < block; draw += 1)
        memory[out + draw] = +termFactor(memory[place + draw] as number, role)
    })
  }

  #at(slot: number): number {
    return (this.#slots[slot] as SlotDraws).place
  }

  #variable({ variables }: Program, index: number, seed: number, hasScores: boolean): SlotDraws {
    const variable = variables[index]
    if (!variable) throw new Error('The first slots of a program are its variables.')
    const table = scoreTable(variable.distribution)
    const scores = this.scores[index] as number
    const of = { variable: index, table }
    if (hasScores)
      return { place: this.#steps.column((block, out) => fillValues(block, out, table, scores)), of }
    const stream = streamOf(seed, variable.key)
    return { place: this.#steps.column((block, out) => drawValues(block, scores, out, stream, table)), of }
  }

  #follower(slot: Exclude<Slot, { kind: 'variable' }>): SlotDraws {
    switch (slot.kind) {
      case 'share-total': {
        const members = slot.members.map((member) => ({
          operand: this.#steps.operand(this.#at(member)),
          scale: 1,
        }))
        return { place: this.#steps.sum(0, members) }
      }
      case 'share': {
        const { kept } = slot
        const drawn = this.#at(slot.drawn)
        const total = this.#at(slot.total)
        return { place: this.#steps.column((block, out) => divide(block, out, drawn, total, kept)) }
      }
      case 'derived':
        return this.#derived(slot)
    }
  }

  /** A formula of one variable has a table like the variable, so no draw needs an evaluation. */
  #derived({ rule, inputs, values, own }: Derived): SlotDraws {
    const steps = this.#steps
    const by = own === undefined ? undefined : this.#at(own)
    const given = [...values]
    const uncertain = [...inputs.keys()].filter((input) => (inputs[input] as number) >= 0)
    const [first, ...others] = uncertain
    const of = first === undefined || others.length > 0 ? undefined : this.#slots[inputs[first] as number]?.of
    if (first !== undefined && of) {
      const { variable } = of
      const table = mapTable(of.table, (value) => {
        given[first] = value
        return evaluate(rule, given)
      })
      const places = this.#placesOf(variable)
      const times = by ?? steps.constant(1)
      const place = steps.column((block, out) => fillAtPlaces(block, out, table.values, places, times))
      return by === undefined ? { place, of: { variable, table } } : { place }
    }
    const from = uncertain.map((input) => this.#at(inputs[input] as number))
    const place = steps.column((block, out) => fillFormula(block, out, rule, given, uncertain, from))
    return { place: by === undefined ? place : steps.column((block, out) => multiply(block, out, place, by)) }
  }

  #placesOf(variable: number): TablePlaces {
    const known = this.#tablePlaces.get(variable)
    if (known) return known
    const places = newPlaces()
    const scores = this.scores[variable] as number
    this.#steps.step((block) => findPlaces(places, block, scores))
    this.#tablePlaces.set(variable, places)
    return places
  }
}

/**
 * Evaluates a formula, draw by draw.
 *
 * @param given its inputs, overwritten at `uncertain` by the draws of the columns `from`, which are as many
 */
function fillFormula(
  block: number,
  out: number,
  rule: Rule,
  given: number[],
  uncertain: readonly number[],
  from: readonly number[],
): void {
  const count = from.length
  for (let draw = 0; draw < block; draw += 1) {
    for (let at = 0; at < count; at += 1)
      given[uncertain[at] as number] = memory[(from[at] as number) + draw] as number
    memory[out + draw] = +evaluate(rule, given)
  }
}

/** Turns independent scores into those of variables that move together: z becomes L·z. */
function correlate(block: number, scores: readonly number[], { variables, lower }: Correlated): void {
  const columns = variables.map((variable) => scores[variable] as number)
  const size = columns.length
  for (let draw = 0; draw < block; draw += 1)
    // From the last row to the first, because a row needs the independent scores of the rows before it.
    for (let row = size - 1; row >= 0; row -= 1) {
      let score = 0
      for (let column = 0; column <= row; column += 1)
        score +=
          (lower[row * size + column] as number) * (memory[(columns[column] as number) + draw] as number)
      memory[(columns[row] as number) + draw] = score
    }
}
