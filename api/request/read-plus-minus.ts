import { readQuantity, type StatedUncertainty } from '../../src/index.ts'
import { attempt, type Beside, turnsRound } from './read-bounds.ts'

const SIGN = /^\s*(?:±|\+\/-|\+-)\s*/
const MINUS = /^\s*[-−]/
const BARE_NUMBER = /^\s*[\d.,]+\s*$/
const PERCENT = /^(?:%|percent|per cent)$/i
/** Of a share: an amount, and not a part of it. */
const POINTS = /^(?:percentage points?|pp)$/i

/** ±1000 %: more is no knowledge of a size. */
const MOST = 10

/** Half the width of a 95 % interval: as a share of the value, or in the canonical unit. */
type HalfWidth = { readonly share: number } | { readonly amount: number }

/** The uncertainty that a ± stands for. Of distance for each unit of fuel, bounds: turned round they are not symmetric. */
export function readPlusMinus(
  stated: number | string,
  beside: Beside,
  path: readonly string[] = ['plusMinus'],
): StatedUncertainty | undefined {
  const { value, isInverted, measure, report } = beside
  const width = readHalfWidth(stated, beside, path)
  if (!width) return undefined
  if ('amount' in width) {
    const { amount } = width
    if (measure.support === 'temperature' || value === 0)
      return { lower: measure.support === 'temperature' ? value - amount : 0, upper: value + amount }
  }
  const share = 'share' in width ? width.share : width.amount / value
  const fault = (detail: string): undefined => report({ path, code: 'uncertainty-invalid', detail })
  if (share > MOST) return fault('More than ±1000 % of the value: state what is known of it.')
  if (!isInverted || 'amount' in width) return { plusMinusShare: share }
  if (share >= 1)
    return fault(
      '±100 % or more would reach 0 distance; state it as fuel or energy for each unit of distance.',
    )
  return share === 0 ? { plusMinusShare: 0 } : { lower: value / (1 + share), upper: value / (1 - share) }
}

function readHalfWidth(
  stated: number | string,
  { measure, value, canonical, unit, isInverted, report }: Beside,
  path: readonly string[],
): HalfWidth | undefined {
  const fault = (detail: string): undefined => report({ path, code: 'uncertainty-invalid', detail })
  const { support } = measure
  const text = String(stated).replace(SIGN, '')
  if (MINUS.test(text)) return fault('Half the width of an interval is not negative.')
  if (typeof stated === 'number' || BARE_NUMBER.test(text)) {
    const amount = `${text.trim()} ${unit}`
    report({
      path,
      code: 'unit-ambiguous',
      detail: `${text.trim()} may be a percentage of the value or an amount; write which.`,
      candidates: [...new Set(support === 'temperature' ? [amount] : [`${text.trim()} %`, amount])],
    })
    return undefined
  }
  return attempt(path, report, (): HalfWidth | undefined => {
    const own = measure.unitOf(text)
    if (PERCENT.test(own)) {
      if (support === 'temperature')
        return fault(
          'A percentage of a temperature depends on where its 0 is; state degrees, such as "2 °C".',
        )
      return { share: readQuantity(text, ['share']).value }
    }
    if (support === 'share' && POINTS.test(own))
      return { amount: readQuantity(text.replace(own, '%'), ['share']).value }
    const amount = measure.convertText(text, canonical)
    if (!turnsRound(measure, own, canonical)) return { amount }
    if (!isInverted) return fault(`State it in ${unit}, as the value is, or as a percentage.`)
    return { share: value / amount }
  })
}
