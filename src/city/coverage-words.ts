import type { Flow } from '../vocabulary.ts'
import { FAMILY_CODES, type FamilyCode, type Lacking } from './mode-family.ts'

/** The questions that a coverage answers: whose travel, by what, which flows, on which roads, and which emissions. */
export const COVERAGE_PARTS = ['travel', 'mode', 'carrier', 'flow', 'roads', 'energy'] as const

/** Whose travel a figure counts. */
export const TRAVEL_WORDS = {
  'traffic-inside': 'traffic inside the boundary, as stated',
  'induced-trips': 'trips within the boundary in full, and half of each trip that begins or ends there',
  'departing-trips': 'trips that begin inside the boundary',
  'trips-of-residents':
    'whole trips of residents: a part of the traffic inside the boundary, and what they drive outside',
  'travel-of-residents': 'travel of residents, inside and outside the boundary',
  'registered-vehicles': 'the vehicles of the stated fleets, wherever they drive',
  'fuel-sold': 'fuel sold inside the boundary, wherever it is burnt',
  'dataset-activity': 'the activity that the dataset gives',
} as const
export type CoverageTravel = keyof typeof TRAVEL_WORDS

export const ENERGY_WORDS = {
  'tank-to-wheel': 'fuel burnt in vehicles (tank-to-wheel)',
  electricity: 'electricity used, as emitted at power stations',
  'grid-losses': 'electricity lost in the grid',
  'human-power': 'walking and cycling, which emit nothing',
  'well-to-tank-beside': 'supply of fuel and electricity (well-to-tank): beside the total, not in it',
  'biogenic-co2-beside': 'CO2 of biofuels: beside the total, not in it',
} as const
export type CoverageEnergy = keyof typeof ENERGY_WORDS

export const FLOW_WORDS: Readonly<Record<Flow, string>> = {
  within: 'trips that stay inside the boundary',
  inbound: 'trips that arrive from outside',
  outbound: 'trips that leave',
  through: 'through traffic',
}

export const OTHER_GAPS = {
  'other-traffic': {
    what: 'visitors, commuters from outside and through traffic',
    ask: 'Ask the road authority or the owner of the traffic model for the vehicle-kilometres of all traffic inside the boundary.',
  },
  'grid-losses': {
    what: 'electricity lost in the grid',
    ask: 'Ask the grid operator for the share that is lost, and state electricity.lossShare.',
  },
  'petrol-sold': {
    what: 'petrol',
    ask: 'Ask the fuel tax office or the ministry of energy for the petrol sold inside the boundary.',
  },
  'diesel-sold': {
    what: 'diesel',
    ask: 'Ask the fuel tax office or the ministry of energy for the diesel sold inside the boundary.',
  },
} as const satisfies Readonly<Record<string, Lacking>>

const flowGap = (flow: Flow): Lacking => ({
  what: FLOW_WORDS[flow],
  ask: `Ask the owner of the traffic model for ${FLOW_WORDS[flow]}: a row with flow ${flow}, 0 if there are none.`,
})
export const FLOW_GAPS = {
  'flow-within': flowGap('within'),
  'flow-inbound': flowGap('inbound'),
  'flow-outbound': flowGap('outbound'),
  'flow-through': flowGap('through'),
} as const satisfies Readonly<Record<`flow-${Flow}`, Lacking>>

export type CoverageGap = FamilyCode | keyof typeof OTHER_GAPS | keyof typeof FLOW_GAPS | 'not-estimated'

/** What to do about activity of a dataset that cannot be estimated. */
export const LEFT_OUT_ASK =
  'The notice mode-left-out says why it is not in the sums, and what to state or to import.'

/** The code of everything that a figure may leave out. */
export const COVERAGE_GAPS = [
  'not-estimated',
  ...FAMILY_CODES,
  ...Object.keys(OTHER_GAPS),
  ...Object.keys(FLOW_GAPS),
] as [CoverageGap, ...CoverageGap[]]

/** Something that a figure leaves out, with its code. */
export interface Missing extends Lacking {
  readonly code: CoverageGap
}
