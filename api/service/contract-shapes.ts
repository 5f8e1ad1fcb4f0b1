import {
  ALL_VEHICLE_CLASSES,
  ALLOCATIONS,
  BLEND_LABELS,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  FACTOR_KINDS,
  FLOWS,
  GPC_REFS,
  GWP_SETS,
  LINE_QUANTITIES,
  MODES,
  NOTATION_KEYS,
  NOTICE_TITLES,
  POWERTRAINS,
  REFUSAL_TITLES,
  SCOPES,
  SECTORS,
  SUB_SECTORS,
  TERM_ROLES,
  TRANSBOUNDARY_SPLITS,
  UNCERTAINTY_METHODS,
} from '../../src/index.ts'

const list = (words: readonly string[], description: string) => ({ type: 'string', enum: words, description })

const closed = (properties: Readonly<Record<string, object>>, description: string) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  description,
})

const SIZE = [{ type: 'number' }, { type: 'string', maxLength: 200 }]

/**
 * Schemas that have a name in the contract, and that many declarations write out: the closed lists, and quantities, each
 * of which reads its own units.
 */
export const CONTRACT_SHAPES = {
  Quantity: {
    anyOf: [...SIZE, { $ref: '#/components/schemas/UncertainQuantity' }],
    description:
      'A number in the unit that the field names, a text of number and unit, or an object that states its uncertainty too.',
    examples: [9.2, '9.2 km', { value: 9.2, unit: 'km', plusMinus: '12 %' }],
  },
  PlainQuantity: {
    anyOf: SIZE,
    description: 'A number in the unit that the field names, or a text of number and unit.',
    examples: [0.58, '58 %'],
  },
  CityReference: closed({ name: { type: 'string' }, country: { type: 'string' } }, 'A city by name.'),
  FactorSetReference: closed(
    { id: { type: 'string' }, digest: { type: 'string' } },
    'A factor set, as it is.',
  ),
  Mode: list(MODES, 'A mode of transport.'),
  ModeOrNotSplit: list([...MODES, 'not-split'], 'A mode of transport, or what is of no single one.'),
  VehicleClass: list(ALL_VEHICLE_CLASSES, 'A class of vehicles; GET /v1/vocabulary says which a mode has.'),
  Powertrain: list(POWERTRAINS, 'What moves a vehicle.'),
  EmissionStandard: list(EMISSION_STANDARDS, 'What a vehicle was approved by.'),
  EnergyCarrier: list(ENERGY_CARRIERS, 'A fuel, or electricity.'),
  BlendLabel: list(BLEND_LABELS, 'A grade of fuel as labelled.'),
  Flow: list(FLOWS, 'How trips lie to the boundary of the city.'),
  Allocation: list(ALLOCATIONS, 'Which travel belongs to the city.'),
  TransboundarySplit: list(
    TRANSBOUNDARY_SPLITS,
    'How the counted half of crossing trips is shared between scope 1 and 3.',
  ),
  GwpSet: list(GWP_SETS, 'Warming potentials, by the IPCC assessment report that states them.'),
  SubSector: list(SUB_SECTORS, 'A sub-sector of transport as the GPC numbers them.'),
  Scope: list(SCOPES, 'A scope of the GPC.'),
  Sector: list(SECTORS, 'A sector of transport.'),
  NotationKey: list(
    NOTATION_KEYS,
    'NO: does not occur; NE: not estimated; IE: included elsewhere; C: confidential.',
  ),
  GpcReference: list(GPC_REFS, 'A row of the transport inventory as the GPC numbers them.'),
  FactorKind: list(FACTOR_KINDS, 'What a figure is.'),
  RecordKind: list([...FACTOR_KINDS, 'speed-curve', 'gas-curve', 'cold-start'], 'What a record is.'),
  LineQuantity: list(Object.keys(LINE_QUANTITIES), 'What a product of a line gives.'),
  TermRole: list(TERM_ROLES, 'What a term does in its product.'),
  UncertaintyMethod: list(UNCERTAINTY_METHODS, 'How intervals are found.'),
  NoticeCode: list(Object.keys(NOTICE_TITLES), 'What a notice is about; docs/problems.md says more.'),
  RefusalCode: list(Object.keys(REFUSAL_TITLES), 'What is wrong; docs/problems.md says more.'),
}
