import { coverageText } from '../shell/coverage.ts'
import { figureText, forReading, intervalText, shareText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { ReconciliationResult } from './schema.ts'

type Carrier = ReconciliationResult['carriers'][number]
type Offer = NonNullable<ReconciliationResult['reconciled']>

const number = (head: string) => ({ head, numbers: true })
const INTERVAL = number('95 % interval')

/** A reconciliation for reading at a shell; numbers are rounded. */
export function reconciliationText(result: ReconciliationResult): string {
  const { city, period, factorSet, uncertainty, reconciled, notices } = result
  const how = uncertainty.method === 'monte-carlo' ? `${uncertainty.draws} draws` : 'error propagation'
  const title = `${city.name}, ${city.country}, ${period} · on-road fuel sold and burnt · factor set ${factorSet.id} · ${how}`
  const sections = [
    coverageText(result.coverage.activity, 'By activity'),
    coverageText(result.coverage.sales, 'By sales'),
    gapText(title, result),
    ...result.carriers.map(causesText),
    besideText(result),
    ...(reconciled ? [offerText(reconciled), movedText(reconciled)] : []),
    noticesText(notices),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

function gapText(title: string, { carriers, all }: ReconciliationResult): string {
  const rows = [
    ...carriers.map((one) => ({ name: one.carrier as string, ...one })),
    ...(all && carriers.length > 1 ? [{ name: 'all', ...all }] : []),
  ]
  return tableText(
    title,
    [
      { head: 'Carrier' },
      number('By sales'),
      number('By activity'),
      number('Gap'),
      INTERVAL,
      number('Sales ÷ activity'),
      INTERVAL,
      { head: 'Significant' },
    ],
    rows.map(({ name, burntBySales, bottomUp, gap, ratio, isSignificant }) => [
      name,
      figureText(burntBySales),
      figureText(bottomUp),
      figureText(gap),
      intervalText(gap),
      forReading(ratio.value),
      intervalText(ratio),
      isSignificant ? 'yes' : 'no',
    ]),
  )
}

function causesText({ carrier, causes, knownCauses }: Carrier): string {
  const known = knownCauses.map(({ cause, effect, energy }) => [
    cause,
    'known',
    figureText(energy),
    '',
    effect === 'added-to-sold' ? 'Added to what was sold.' : 'Taken from what was sold.',
  ])
  const possible = causes.map(({ cause, verdict, sizes, isPlausible, bound, detail }) => [
    cause,
    verdict,
    sizes
      .map(({ value, unit }) => (unit === 'share' ? shareText(value) : `${forReading(value)} ${unit}`))
      .join('; '),
    isPlausible === undefined || !bound ? '' : `${isPlausible ? 'yes' : 'no'}, ${boundText(bound)}`,
    detail,
  ])
  return tableText(
    `What could explain the gap of ${carrier}, each as if it were the only one`,
    [
      { head: 'Cause' },
      { head: 'Verdict' },
      { head: 'Size it would need', width: 30 },
      { head: 'Plausible', width: 30 },
      { head: '', width: 44 },
    ],
    [...known, ...possible],
  )
}

const boundText = ({ value, unit, of }: NonNullable<Carrier['causes'][number]['bound']>): string =>
  unit === 'share' ? `up to ${shareText(value)} of ${of}` : of

function besideText({ oneSided, notReconciled }: ReconciliationResult): string {
  const rows = [
    ...oneSided.map(({ carrier, side, energy, otherSideStatedZero }) => [
      carrier,
      figureText(energy),
      otherSideStatedZero ? `${side} only; its sale is stated as 0` : `${side} only`,
    ]),
    ...notReconciled.map(({ subject, detail, missing }) => [
      subject,
      '',
      missing.length > 0 ? `${detail} State ${missing.join(', ')}.` : detail,
    ]),
  ]
  if (rows.length === 0) return ''
  return tableText(
    'Carriers that only one side has',
    [{ head: '' }, number('Energy'), { head: '', width: 80 }],
    rows,
  )
}

function offerText({ carriers, co2eBefore, co2eAfter, statement }: Offer): string {
  const rows = [
    ...carriers.map(({ carrier, energy, weightOfSold, factor, co2eBefore: before, co2eAfter: after }) => [
      carrier,
      shareText(weightOfSold),
      figureText(energy),
      intervalText(energy),
      `× ${forReading(factor.value)}`,
      figureText(before),
      figureText(after),
      intervalText(after),
    ]),
    ['whole city', '', '', '', '', figureText(co2eBefore), figureText(co2eAfter), intervalText(co2eAfter)],
  ]
  return tableText(
    `Reconciled estimate. ${statement}`,
    [
      { head: 'Carrier' },
      number('Weight of sales'),
      number('Energy'),
      INTERVAL,
      number('Activity'),
      number('CO2e before'),
      number('CO2e after'),
      INTERVAL,
    ],
    rows,
  )
}

function movedText({ moved }: Offer): string {
  return tableText(
    'What the request would state instead',
    [
      { head: 'Mode' },
      { head: 'Carrier' },
      { head: '' },
      number('Stated'),
      number('Reconciled'),
      { head: 'Rows', width: 40 },
    ],
    moved.map(({ mode, carrier, quantity, before, after, unit, pointers }) => [
      mode,
      carrier,
      quantity,
      `${forReading(before)} ${unit}`,
      `${forReading(after)} ${unit}`,
      pointers.join(', '),
    ]),
  )
}

function noticesText(notices: ReconciliationResult['notices']): string {
  if (notices.length === 0) return ''
  return `Notes on this reconciliation\n\n${notices.map(noticeText).join('\n')}\n`
}

const noticeText = ({ code, detail, acknowledged }: ReconciliationResult['notices'][number]): string =>
  `- ${detail} [${code}]${acknowledged === undefined ? '' : `\n  Acknowledged: ${acknowledged}`}`
