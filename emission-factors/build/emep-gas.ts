import type { DrivingSituation } from '../domain.ts'
import type { GasCurveRow } from '../table.ts'
import { EMEP, standardInId, type Term, termsOf } from './emep.ts'
import { rankOf, STANDARDS } from './emep-term.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { type Contribution, copyRead } from './row.ts'

/** Situations as the workbook writes them. Urban driving at peak has the coefficients of urban driving off peak. */
const SITUATIONS: Readonly<Record<string, DrivingSituation>> = {
  'Urban Off Peak': 'urban',
  Rural: 'rural',
  Highway: 'highway',
}

const NO_WORD =
  'EMEP CH4 and N2O rows of vehicles without a word (two-stroke cars, quads and ATVs, micro-cars)'
const PEAK = 'EMEP CH4 and N2O rows of urban driving at peak: the same coefficients as off peak'
const ALL = 'EMEP CH4 and N2O rows of no driving situation: empty or the same as urban off peak'
const NOT_DRIVEN = 'EMEP N2O rows of urban buses out of town: 0 where the vehicle is not driven'
const NOT_KNOWN = 'EMEP N2O rows of CNG buses: 0 everywhere, beside engines that are known to give some off'

/** CH4 and N2O by technology and driving situation of the guidebook's Appendix 4. */
export function emepGas(figures: Figures): Contribution {
  const leftOut: Record<string, number> = {}
  const gasCurves: GasCurveRow[] = []
  const all = figures.read('emep_hot_ch4_n2o.csv')
  refuseOtherPeaks(all)
  for (const figure of all) {
    const terms = termsOf(figure, true)
    const reason = reasonToLeaveOut(figure, terms)
    if (reason !== undefined) leftOut[reason] = (leftOut[reason] ?? 0) + 1
    else for (const term of terms) gasCurves.push(curveOf(figure, term))
  }
  return { sources: [], records: [], gasCurves, leftOut }
}

/** One row for both kinds of urban driving holds only as long as they agree. */
function refuseOtherPeaks(all: readonly Figure[]): void {
  const offPeak = new Map(
    all.filter((f) => cell(f, 'mode') === 'Urban Off Peak').map((f) => [vehicleKey(f), figureKey(f)]),
  )
  for (const figure of all)
    if (cell(figure, 'mode') === 'Urban Peak' && offPeak.get(vehicleKey(figure)) !== figureKey(figure))
      throw new Error(`EMEP ${vehicleKey(figure)} differs between urban driving at peak and off peak`)
}

const vehicleKey = (figure: Figure): string =>
  ['category', 'fuel', 'segment', 'euro', 'technology', 'pollutant']
    .map((column) => cell(figure, column))
    .join(' / ')

const figureKey = (figure: Figure): string =>
  ['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zita', 'hta', 'reduction_factor', 'value']
    .map((column) => cell(figure, column))
    .join(' ')

function reasonToLeaveOut(figure: Figure, terms: readonly Term[]): string | undefined {
  if (terms.length === 0) return NO_WORD
  const mode = cell(figure, 'mode')
  if (mode === 'Urban Peak') return PEAK
  if (mode === '') return ALL
  if (cell(figure, 'pollutant') === 'CH4' || numberIn(figure, 'value') > 0) return undefined
  return cell(figure, 'fuel') === 'CNG' ? NOT_KNOWN : NOT_DRIVEN
}

function curveOf(figure: Figure, { mode, vehicleClass, powertrain, carrier, of }: Term): GasCurveRow {
  const stage = cell(figure, 'euro')
  const standard = STANDARDS[stage]
  const drivingSituation = SITUATIONS[cell(figure, 'mode')]
  if (!standard || !drivingSituation) throw new Error(`EMEP ${stage} ${figure['mode']} has no word`)
  const gas = cell(figure, 'pollutant') === 'CH4' ? 'ch4' : 'n2o'
  const printed = [of, standard.stage, cell(figure, 'technology')].filter(
    (part) => part !== undefined && part !== '',
  )
  const id = [
    'gas-curve',
    mode,
    vehicleClass,
    powertrain,
    carrier === powertrain ? undefined : carrier,
    standardInId(standard.is),
    rankOf(figure),
    gas,
    drivingSituation,
    EMEP.id,
  ]
  const hired = mode === 'taxi' || mode === 'ride-hail' ? 'Medium passenger car. ' : ''
  return {
    kind: 'gas-curve',
    id: id.filter((part) => part !== undefined).join('.'),
    mode,
    vehicleClass,
    powertrain,
    emissionStandard: standard.is,
    carrier,
    technology: printed.join(', '),
    gas,
    drivingSituation,
    alpha: numberIn(figure, 'alpha'),
    beta: numberIn(figure, 'beta'),
    gamma: numberIn(figure, 'gamma'),
    delta: numberIn(figure, 'delta'),
    epsilon: numberIn(figure, 'epsilon'),
    zeta: numberIn(figure, 'zita'),
    eta: numberIn(figure, 'hta'),
    reductionShare: numberIn(figure, 'reduction_factor'),
    controlSpeedKmPerH: numberIn(figure, 'value_at_speed_kmh'),
    controlValueGPerVkm: numberIn(figure, 'value'),
    region: 'EUR',
    tier: 3,
    quality: 'H',
    verification: 'secondary',
    sourceId: EMEP.id,
    locator: `hot emission factors, ${cell(figure, 'pollutant')}, ${cell(figure, 'category')} / ${cell(figure, 'fuel')} / ${cell(figure, 'segment')} / ${stage} / ${cell(figure, 'mode')}`,
    note: `${hired}${copyRead(cell(figure, 'read_from'))}`,
  }
}
