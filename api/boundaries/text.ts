import { coverageText } from '../shell/coverage.ts'
import { figureText, intervalText } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import type { BoundariesDocument } from './schema.ts'

type Side = BoundariesDocument['sides'][number]
type Figure = Side['co2e']

const INTERVAL = { head: '95 % interval', numbers: true }

/** Allocations side by side, and the steps that connect them, for reading; numbers are rounded. */
export function boundariesText(document: BoundariesDocument): string {
  const { city, period, gwp, factorSet, estimate, transboundarySplit, sides } = document
  const title = `${city.name}, ${city.country}, ${period} · ${gwp} · factor set ${factorSet.id} · crossing trips split ${transboundarySplit}\n${estimate}`
  const hasIntervals = document.uncertainty.method !== 'none'
  const sections = [
    ...sides.map(({ coverage }) => coverageText(coverage)),
    sidesText(title, sides, hasIntervals),
    ...document.bridges.map((one) => bridgeText(document, one, hasIntervals)),
    missingText(document),
  ]
  return sections.filter((section) => section !== '').join('\n')
}

/** A row for each figure that any side has, a column for each side. */
function sidesText(title: string, sides: readonly Side[], hasIntervals: boolean): string {
  const refs = [...new Set(sides.flatMap(refsOf))].sort()
  const row = (name: string, of: (side: Side) => string): string[] => [name, ...sides.map(of)]
  const withInterval = (name: string, of: (side: Side) => Figure): string[][] => [
    row(name, (side) => figureText(of(side)) + (side.complete ? '' : ' *')),
    ...(hasIntervals ? [row('', (side) => intervalText(of(side)))] : []),
  ]
  return tableText(
    title,
    [{ head: 'CO2e' }, ...sides.map(({ allocation }) => ({ head: allocation, numbers: true }))],
    [
      ...withInterval('All', ({ co2e }) => co2e),
      ...withInterval('BASIC', ({ basic }) => basic),
      ...withInterval('BASIC+', ({ basicPlus }) => basicPlus),
      ...refs.map((ref) => row(ref, (side) => cellText(side, ref))),
    ],
  )
}

const refsOf = ({ bySubSector, notEstimated }: Side): readonly string[] =>
  [...bySubSector, ...notEstimated].map(({ subSector, scope }) => `${subSector}.${scope}`)

function cellText({ bySubSector, notEstimated }: Side, ref: string): string {
  const isHere = ({ subSector, scope }: { subSector: string; scope: string }): boolean =>
    `${subSector}.${scope}` === ref
  if (notEstimated.some(isHere)) return 'NE'
  const found = bySubSector.find(isHere)
  return found ? figureText(found.co2e) : '—'
}

function bridgeText(
  { sides }: BoundariesDocument,
  { from, to, steps }: BoundariesDocument['bridges'][number],
  hasIntervals: boolean,
): string {
  const row = (name: string, figure: Figure | undefined, sign = ''): string[] => [
    name,
    figure ? `${figure.value > 0 ? sign : ''}${figureText(figure)}` : '—',
    ...(hasIntervals ? [intervalText(figure ?? null)] : []),
  ]
  const totalOf = (allocation: string): Figure | undefined =>
    sides.find((side) => side.allocation === allocation)?.co2e
  return tableText(
    `From ${from} to ${to}`,
    [{ head: 'Step' }, { head: 'CO2e', numbers: true }, ...(hasIntervals ? [INTERVAL] : [])],
    [
      row(from, totalOf(from)),
      ...steps.map(({ title, co2e }) => row(`  ${title}`, co2e, '+')),
      row(to, totalOf(to)),
    ],
  )
}

function missingText({ sides, notAvailable }: BoundariesDocument): string {
  const rows = [
    ...sides.flatMap(({ allocation, notEstimated }) =>
      notEstimated.map(({ subSector, scope, missing }) => [
        allocation,
        `${subSector}.${scope}`,
        missing.join('; '),
      ]),
    ),
    ...notAvailable.map(({ allocation, missing }) => [allocation, 'all', missing.join('; ')]),
  ]
  if (rows.length === 0) return ''
  return tableText(
    '* excludes the rows that are not estimated (NE); they are not 0',
    [{ head: 'Allocation' }, { head: 'NE' }, { head: 'Missing', width: 70 }],
    rows,
  )
}
