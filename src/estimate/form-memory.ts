import type { FactorSet } from '../factors/factor-set.ts'
import { EstimateRefused } from '../issues/issue.ts'
import type { Gathered } from './add-up.ts'
import { EstimateContext } from './context.ts'
import { Form, namesCity, numbersOf, underAnyName } from './form.ts'
import type { EstimateInput } from './input.ts'
import { Watch } from './watch.ts'

/** An input whose like may come again. */
interface Kept {
  readonly input: EstimateInput
  /** Where numbers decide more than products. */
  decisive: ReadonlySet<string>
  form: Form | undefined
  /** No form can be made of such inputs. */
  hasNone: boolean
}

/** Of one set; together a few megabytes. */
const MAX_KEPT = 16
/** Larger requests have few like them. */
const MAX_ROWS = 200
const NOTHING: ReadonlySet<string> = new Set()

const keptOf = new WeakMap<FactorSet, Kept[]>()

/**
 * What `work` gathers of an input. Inputs of one form differ in numbers that decide nothing; their lines are made once and
 * filled with the numbers of each.
 *
 * The first of a kind is only remembered: most kinds do not come again.
 *
 * @param work depends on its context alone
 */
export function gatherByForm(
  input: EstimateInput,
  set: FactorSet,
  work: (context: EstimateContext) => Gathered,
): Gathered {
  if (input.demand.length + input.fleet.length > MAX_ROWS) return work(new EstimateContext(set, input))
  let kept = keptOf.get(set)
  if (!kept) {
    kept = []
    keptOf.set(set, kept)
  }
  let decisive = NOTHING
  for (let at = 0; at < kept.length; at += 1) {
    const one = kept[at] as Kept
    const numbers = numbersOf(one.input, input, one.decisive)
    if (!numbers) {
      // What decides is known already, and differs: its like comes again when that is the same.
      const isLike = one.decisive.size > decisive.size && numbersOf(one.input, input, NOTHING) !== undefined
      if (isLike) decisive = one.decisive
      continue
    }
    if (at > 0) {
      kept.splice(at, 1)
      kept.unshift(one)
    }
    if (one.form) return one.form.fill(input.city.name, numbers)
    const made = one.hasNone ? undefined : makeForm(one, set, work)
    // What decides is known only now, and may differ from that of the input that is kept.
    const filling = made && numbersOf(one.input, input, one.decisive)
    return filling ? made.fill(input.city.name, filling) : work(new EstimateContext(set, input))
  }
  kept.unshift({ input, decisive, form: undefined, hasNone: false })
  if (kept.length > MAX_KEPT) kept.pop()
  return work(new EstimateContext(set, input))
}

function makeForm(one: Kept, set: FactorSet, work: (context: EstimateContext) => Gathered): Form | undefined {
  const watch = new Watch()
  const gathered = gatherWatched(one.input, set, work, watch)
  one.decisive = watch.decisive
  one.hasNone = gathered === undefined || namesCity(gathered)
  if (!gathered || one.hasNone) return undefined
  const numbers = numbersOf(one.input, one.input, NOTHING) ?? []
  one.form = new Form(
    gathered,
    numbers.map(({ pointer }) => pointer),
  )
  return one.form
}

/** Undefined where it is refused: the refusal speaks of one request. */
function gatherWatched(
  input: EstimateInput,
  set: FactorSet,
  work: (context: EstimateContext) => Gathered,
  watch: Watch,
): Gathered | undefined {
  try {
    return work(new EstimateContext(set, underAnyName(input), watch))
  } catch (error) {
    if (error instanceof EstimateRefused) return undefined
    throw error
  }
}
