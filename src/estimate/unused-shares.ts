import { type Allocation, type Flow, MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import type { DemandRow } from './input.ts'

const CODE = 'input-not-used'

/** Says of a stated share of crossing trips, or of how these are split, that the allocation of the request does not ask for it. */
export function noticeUnusedShares(context: EstimateContext): void {
  noticeSplit(context)
  noticeInsideShares(context)
  for (const row of context.input.demand) {
    noticeResidentShare(context, row)
    noticeInsideShare(context, row)
  }
}

/** Only one allocation splits crossing trips; without such trips it splits nothing. */
function noticeSplit(context: EstimateContext): void {
  const { transboundarySplit, allocation, demand, travel } = context.input
  if (transboundarySplit === undefined) return
  const isInduced = allocation === 'induced-activity'
  if (isInduced && (travel || demand.some(({ flow }) => flow === 'inbound' || flow === 'outbound'))) return
  const why = isInduced
    ? 'no row states a trip that crosses the boundary'
    : 'only the induced-activity allocation splits trips that cross the boundary'
  context.notice(CODE, `Transboundary split: changes nothing, because ${why}.`, {
    pointer: '/transboundarySplit',
  })
}

/** The part of residents' trips that is inside the boundary: other allocations count their whole trips, or none. */
function noticeInsideShares(context: EstimateContext): void {
  const { allocation, travel } = context.input
  if (allocation === 'resident-activity') return
  for (const { mode, insideShare } of travel?.modes ?? [])
    if (insideShare)
      context.notice(
        CODE,
        `${MODE_PROPERTIES[mode].title}, inside share: changes nothing, because only the resident-activity allocation tells what residents drive inside the boundary from what they drive outside.`,
        { pointer: insideShare.pointer },
      )
}

/** Only one allocation asks who travels. */
function noticeResidentShare(context: EstimateContext, { mode, residentShare }: DemandRow): void {
  const { allocation } = context.input
  if (!residentShare || allocation === 'resident-activity') return
  const why = `the ${allocation} allocation does not ask who travels; resident-activity does`
  notice(context, mode, 'resident share', why, residentShare.pointer)
}

/** Trips that an allocation counts whole, or not at all, whatever part of them is inside. */
function noticeInsideShare(context: EstimateContext, row: DemandRow): void {
  const { mode, flow, insideShare, insideLength } = row
  const stated = insideShare ?? insideLength
  const { allocation } = context.input
  if (!stated || flow === undefined || ASKED_INSIDE[allocation].has(flow)) return
  const isWhole = flow === 'within'
  const trips = flow === 'through' ? 'through traffic' : `${flow} trips`
  const why = `the ${allocation} allocation counts ${isWhole ? 'trips within the city whole' : `no ${trips}`}`
  notice(context, mode, insideShare ? 'inside share' : 'inside length', why, stated.pointer)
}

const CROSSING = ['inbound', 'outbound'] as const
const EVERY_FLOW = ['within', ...CROSSING, 'through'] as const
/** The flows of which an allocation asks what part is inside the boundary. */
const ASKED_INSIDE: Readonly<Record<Allocation, ReadonlySet<Flow>>> = {
  geographic: new Set(EVERY_FLOW),
  'induced-activity': new Set(CROSSING),
  'departing-activity': new Set(['outbound']),
  'resident-activity': new Set(CROSSING),
  'fuel-sales': new Set(EVERY_FLOW),
}

function notice(context: EstimateContext, mode: Mode, what: string, why: string, pointer: string): void {
  const detail = `${MODE_PROPERTIES[mode].title}, ${what}: changes nothing, because ${why}.`
  context.notice(CODE, detail, { pointer })
}
