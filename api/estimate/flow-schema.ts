import { z } from 'zod'
import { MODES } from '../../src/index.ts'
import { quantity } from '../request/quantity.ts'

const share = (what: string, example: string) => quantity(['share'], what, example).optional()

/** What a row of demand with a flow may say of the boundary. */
export const boundaryFields = {
  insideLength: quantity(
    ['km'],
    'With `flow` and `meanTripLength`: mean length of these trips inside the boundary.',
    '6 km',
  ).optional(),
  insideShare: share('With `flow`: share of the distance inside the boundary.', '30 %'),
  residentShare: share('With `flow`: share of this activity that residents make.', '85 %'),
  cityShare: share(
    'Of ships and aircraft that cross the boundary: share of the passengers or cargo that is the city’s.',
    '60 %',
  ),
}

/** What all flows of a mode come to, so that they can be checked. */
export const flowTotal = z
  .strictObject({
    mode: z.enum(MODES),
    trips: quantity(['trips'], 'Trips of all flows.', '410 million trips').optional(),
    vehicleDistance: quantity(['vkm'], 'Vehicle distance of all flows.', '96 million vkm').optional(),
    passengerDistance: quantity(['pkm'], 'Passenger distance of all flows.', '310 million pkm').optional(),
    tonneDistance: quantity(['tkm'], 'Tonne distance of all flows.', '96 million tkm').optional(),
  })
  .meta({ id: 'FlowTotal', description: 'What all flows of a mode come to.' })
