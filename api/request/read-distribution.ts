import {
  cutNormal,
  type Distribution,
  lognormalThrough,
  SCORE_95,
  type StatedUncertainty,
} from '../../src/index.ts'
import { type Beside, readBound, readBounds, readPlusMinus, reportUnknown } from './read-interval.ts'
import { DISTRIBUTION_FIELDS, type StatedDistribution } from './stated-object.ts'

type OfKind<Kind extends StatedDistribution['kind']> = Extract<StatedDistribution, { kind: Kind }>

const AT = 'distribution'

/** A standard deviation of more than this times the value is more than ±1000 %. */
const MAX_SD = 10 / SCORE_95

const MAX_FACTOR = 1000
const [MIN_SHAPE, MAX_SHAPE] = [0.001, 1e6]

/** A stated distribution in the canonical unit, cut where the quantity cannot be; undefined beside a fault. */
export function readDistribution(stated: StatedDistribution, beside: Beside): StatedUncertainty | undefined {
  reportUnknown(stated, Object.keys(DISTRIBUTION_FIELDS[stated.kind]), [AT], beside.report)
  if (beside.isInverted) {
    const detail = `A distribution of ${beside.unit} is another one once turned round; state it as fuel or energy for each unit of distance, such as L/100km or MJ/vkm.`
    return faultAt(beside, [], detail)
  }
  const distribution = ofKind(stated, beside)
  return distribution && { distribution }
}

function ofKind(stated: StatedDistribution, beside: Beside): Distribution | undefined {
  switch (stated.kind) {
    case 'normal':
      return readNormal(stated, beside)
    case 'truncated-normal':
      return readTruncated(stated, beside)
    case 'lognormal':
      return readLognormal(stated, beside)
    case 'uniform': {
      const range = readRange(stated.min, stated.max, beside)
      return range && { kind: 'uniform', ...range }
    }
    case 'triangular':
    case 'pert':
      return readPeaked(stated, beside)
    case 'beta':
      return readBeta(stated, beside)
  }
}

function faultAt({ report }: Beside, path: readonly string[], detail: string): undefined {
  report({ path: [AT, ...path], code: 'uncertainty-invalid', detail })
}

function readNormal(stated: OfKind<'normal'>, beside: Beside): Distribution | undefined {
  const { plusMinus, sd } = stated
  const { value, support } = beside
  if ((plusMinus === undefined) === (sd === undefined)) {
    beside.report({
      path: plusMinus === undefined ? [AT] : [AT, 'sd'],
      detail: 'State one of plusMinus and sd.',
    })
    return undefined
  }
  if (sd !== undefined) {
    const canonicalSd = readSd(sd, beside)
    return canonicalSd === undefined ? undefined : cutNormal(value, canonicalSd, support)
  }
  const width = readPlusMinus(plusMinus ?? '', beside, [AT, 'plusMinus'])
  if (!width) return undefined
  const half =
    'plusMinusShare' in width ? width.plusMinusShare * value : 'upper' in width ? width.upper - value : 0
  if (!(half > 0)) return faultAt(beside, ['plusMinus'], 'A normal distribution needs a width above 0.')
  return cutNormal(value, half / SCORE_95, support)
}

function readTruncated(stated: OfKind<'truncated-normal'>, beside: Beside): Distribution | undefined {
  const { value, support } = beside
  const whole = cutNormal(value, 1, support)
  const sd = readSd(stated.sd, beside)
  const min = stated.min === undefined ? whole.min : readEnd(stated.min, 'min', beside)
  const max = stated.max === undefined ? whole.max : readEnd(stated.max, 'max', beside)
  if (min === undefined || (max === undefined && stated.max !== undefined)) return undefined
  const isHeld = holdsValue(min, max ?? Number.POSITIVE_INFINITY, beside)
  if (sd === undefined || !isHeld) return undefined
  return { kind: 'normal', mean: value, sd, min, ...(max === undefined ? {} : { max }) }
}

function readLognormal(stated: OfKind<'lognormal'>, beside: Beside): Distribution | undefined {
  const { value, support, report } = beside
  const { median, factor, lower, upper } = stated
  if (support !== 'amount') {
    const what = support === 'share' ? 'A share' : 'A temperature'
    return faultAt(beside, ['kind'], `${what} has no upper end in a lognormal; state lower and upper.`)
  }
  const hasBounds = lower !== undefined || upper !== undefined
  const hasFactor = median !== undefined || factor !== undefined
  if (hasBounds === hasFactor) {
    const path = hasBounds ? [AT, factor === undefined ? 'median' : 'factor'] : [AT]
    report({ path, detail: 'State factor (with median, where that is not the value), or lower and upper.' })
    return undefined
  }
  if (hasBounds) {
    const bounds = readBounds({ lower, upper }, [AT], beside)
    if (!bounds) return undefined
    if (bounds.lower === 0) return faultAt(beside, ['lower'], 'A lognormal has no percentile of 0.')
    if (bounds.lower === bounds.upper)
      return faultAt(beside, ['lower'], 'The bounds are one number: leave the distribution out.')
    return lognormalThrough(bounds.lower, bounds.upper)
  }
  if (factor === undefined) return missing(beside, 'factor')
  const centre = median === undefined ? value : readEnd(median, 'median', beside)
  const isFactor = factor >= 1 && factor <= MAX_FACTOR
  if (!isFactor)
    faultAt(
      beside,
      ['factor'],
      `The factor must be from 1 to ${MAX_FACTOR}: the interval is median ÷ factor to median × factor.`,
    )
  if (centre === undefined || !isFactor) return undefined
  if (!(centre > 0))
    return faultAt(beside, median === undefined ? [] : ['median'], 'A lognormal has a median above 0.')
  if (value < centre / factor || value > centre * factor)
    return faultAt(
      beside,
      ['median'],
      'The value is outside the 95 % interval, median ÷ factor to median × factor.',
    )
  return lognormalThrough(centre / factor, centre * factor)
}

function readPeaked(stated: OfKind<'triangular' | 'pert'>, beside: Beside): Distribution | undefined {
  const range = readRange(stated.min, stated.max, beside)
  const mode = readEnd(stated.mode, 'mode', beside)
  if (!range || mode === undefined) return undefined
  if (mode < range.min || mode > range.max)
    return faultAt(beside, ['mode'], 'The mode must lie from min to max.')
  return { kind: stated.kind, min: range.min, mode, max: range.max }
}

function readBeta(stated: OfKind<'beta'>, beside: Beside): Distribution | undefined {
  const { support } = beside
  const { alpha, beta, min = support === 'temperature' ? undefined : 0 } = stated
  const shapes = (['alpha', 'beta'] as const).filter(
    (name) => !(stated[name] >= MIN_SHAPE && stated[name] <= MAX_SHAPE),
  )
  for (const name of shapes) faultAt(beside, [name], `${name} must be from ${MIN_SHAPE} to ${MAX_SHAPE}.`)
  if (min === undefined) return missing(beside, 'min')
  const max = stated.max ?? (support === 'share' ? beside.measure.read('100 %').value : undefined)
  if (max === undefined) return missing(beside, 'max')
  const range = readRange(min, max, beside, stated.max === undefined)
  return range && shapes.length === 0 ? { kind: 'beta', alpha, beta, ...range } : undefined
}

function missing({ report }: Beside, field: string): undefined {
  report({ path: [AT, field], detail: 'The field is required.' })
}

/** Both ends of what the value may be; the upper one may be the canonical end of a share. */
function readRange(
  min: number,
  max: number,
  beside: Beside,
  isCanonicalMax = false,
): { readonly min: number; readonly max: number } | undefined {
  const from = readEnd(min, 'min', beside)
  const to = isCanonicalMax ? max : readEnd(max, 'max', beside)
  if (from === undefined || to === undefined || !holdsValue(from, to, beside)) return undefined
  return { min: from, max: to }
}

const readEnd = (end: number, field: string, beside: Beside): number | undefined =>
  readBound(end, [AT, field], beside)

function holdsValue(min: number, max: number, beside: Beside): boolean {
  const { value } = beside
  if (min >= max) faultAt(beside, ['min'], 'min must be below max.')
  else if (value < min) faultAt(beside, ['min'], 'The value is below the least that it may be.')
  else if (value > max) faultAt(beside, ['max'], 'The value is above the most that it may be.')
  else return true
  return false
}

/** A standard deviation in the canonical unit, to which a number of a unit is converted by a factor alone. */
function readSd(sd: number, beside: Beside): number | undefined {
  const { value, unit, canonical, support, measure } = beside
  if (!(sd > 0)) return faultAt(beside, ['sd'], `A standard deviation of ${sd} ${unit} is not above 0.`)
  const converted = measure.convert(sd, unit, canonical)
  if (support !== 'temperature' && value > 0 && converted > MAX_SD * value)
    return faultAt(beside, ['sd'], 'More than ±1000 % of the value: state what is known of it.')
  return converted
}
