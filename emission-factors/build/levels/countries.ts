import type { Mode } from '../../domain.ts'
import type { Spread } from './level.ts'

/** Countries whose fleets are alike: where one has no anchor of its own, the mean of its group stands for it. */
export type EuropeanGroup = 'west' | 'north' | 'south' | 'east'

/** Years in which a mode's mean vehicle burns more than 3 % less than the year before, and no source has changed. */
export interface TrueStep {
  readonly modes: readonly Mode[]
  readonly from: number
  readonly to: number
  /** Smaller steps of fuel are no rows, as a share; absent: 3 %. Where fuels differ in their blend, CO2 steps by more than fuel. */
  readonly least?: number
  readonly why: string
}

/**
 * What the figures do not say of a country. Its anchors, fleet and blend are rows of `emission-factors/figures`, and which
 * anchors there are decides how its levels come about.
 */
export interface Country {
  readonly region: string
  readonly name: string
  readonly group: EuropeanGroup
  /** How far the mean of its cars may lie from its anchor; absent: by how the anchor came about. */
  readonly cars?: Pick<Spread, 'sd' | 'holdsBelow' | 'holdsAbove'>
  /** Less than 1 where the traffic that its inventory is divided by is weak. */
  readonly anchorWeight?: number
  /** Trucks of 60 to 76 t are usual, as in Finland, and no statistics tell what they use. */
  readonly longTrucks?: boolean
  readonly breaks?: readonly TrueStep[]
}

const REGISTRATIONS =
  'true: hybrid and electric vehicles by registrations; no level of a powertrain moves by 3 %'
const WITH_LEVELS = 'true: levels fall by 2 % while hybrid and electric vehicles by registrations grow'

/** The countries whose levels follow from European sources. */
export const EUROPEAN: readonly Country[] = [
  // The level is 151 g/km in 2019. Below: fuel sold ±2 % and traffic ±3 %, which holds 147, the inventory carried by its
  // surrogate. Above: fuel of England's authorities over their traffic, read as gross, 168.
  {
    region: 'GB',
    name: 'Great Britain',
    group: 'west',
    cars: { sd: 0.018, holdsAbove: 1.113 },
  },
  // Above: 7.4 L/100 km of all cars, 167 to 175 g/km against 157 in 2019.
  { region: 'DE', name: 'Germany', group: 'west', cars: { sd: 0.05, holdsBelow: 0.9, holdsAbove: 1.185 } },
  { region: 'FR', name: 'France', group: 'west', cars: { sd: 0.055 } },
  {
    region: 'NL',
    name: 'the Netherlands',
    group: 'west',
    cars: { sd: 0.055 },
    breaks: [
      { modes: ['car', 'taxi'], from: 2024, to: 2024, why: WITH_LEVELS },
      { modes: ['bus'], from: 2019, to: 2025, why: REGISTRATIONS },
    ],
  },
  { region: 'BE', name: 'Belgium', group: 'west', cars: { sd: 0.055 } },
  // Below, as in Slovenia: fuel bought by transit lifts what the inventory counts.
  { region: 'AT', name: 'Austria', group: 'west', cars: { sd: 0.075, holdsBelow: 0.84 } },
  { region: 'IE', name: 'Ireland', group: 'west', cars: { sd: 0.055 }, anchorWeight: 0.5 },
  { region: 'LU', name: 'Luxembourg', group: 'west', cars: { sd: 0.12 } },
  { region: 'CH', name: 'Switzerland', group: 'west' },
  {
    region: 'SE',
    name: 'Sweden',
    group: 'north',
    cars: { sd: 0.065 },
    longTrucks: true,
    breaks: [{ modes: ['bus'], from: 2022, to: 2025, least: 0.02, why: REGISTRATIONS }],
  },
  {
    region: 'FI',
    name: 'Finland',
    group: 'north',
    cars: { sd: 0.055 },
    anchorWeight: 0.6,
    breaks: [{ modes: ['bus'], from: 2024, to: 2025, why: REGISTRATIONS }],
  },
  {
    region: 'DK',
    name: 'Denmark',
    group: 'north',
    breaks: [
      { modes: ['car', 'taxi'], from: 2023, to: 2025, why: REGISTRATIONS },
      { modes: ['bus'], from: 2022, to: 2025, why: REGISTRATIONS },
    ],
  },
  {
    region: 'NO',
    name: 'Norway',
    group: 'north',
    longTrucks: true,
    breaks: [
      { modes: ['car', 'taxi'], from: 2014, to: 2015, why: WITH_LEVELS },
      { modes: ['car', 'taxi'], from: 2017, to: 2025, why: REGISTRATIONS },
      { modes: ['bus'], from: 2022, to: 2025, why: REGISTRATIONS },
    ],
  },
  { region: 'ES', name: 'Spain', group: 'south' },
  { region: 'PT', name: 'Portugal', group: 'south' },
  { region: 'IT', name: 'Italy', group: 'south' },
  { region: 'GR', name: 'Greece', group: 'south' },
  { region: 'MT', name: 'Malta', group: 'south', cars: { sd: 0.12 } },
  { region: 'CY', name: 'Cyprus', group: 'south' },
  // Below: inventory CO2 over the one year of traffic that Eurostat has, 134 g/km against 179 in 2015.
  { region: 'PL', name: 'Poland', group: 'east', cars: { sd: 0.1, holdsBelow: 0.72 } },
  { region: 'CZ', name: 'Czechia', group: 'east' },
  { region: 'SK', name: 'Slovakia', group: 'east' },
  { region: 'HU', name: 'Hungary', group: 'east' },
  { region: 'RO', name: 'Romania', group: 'east' },
  { region: 'BG', name: 'Bulgaria', group: 'east' },
  { region: 'HR', name: 'Croatia', group: 'east' },
  { region: 'SI', name: 'Slovenia', group: 'east', cars: { sd: 0.075, holdsBelow: 0.84 }, anchorWeight: 0.5 },
  {
    region: 'EE',
    name: 'Estonia',
    group: 'east',
    anchorWeight: 0.5,
    breaks: [{ modes: ['car', 'taxi'], from: 2022, to: 2024, why: WITH_LEVELS }],
  },
  { region: 'LV', name: 'Latvia', group: 'east', anchorWeight: 0.5 },
  { region: 'LT', name: 'Lithuania', group: 'east' },
]
