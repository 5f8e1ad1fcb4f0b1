import { z } from 'zod'
import { ENERGY_CARRIERS, QuantityRefused, STATED_CAUSES, STATED_FIELDS } from '../../src/index.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { quantity } from '../request/quantity.ts'

const MINUS = /^\s*[-−]/

/** An amount of fuel, never below 0: the name of the cause tells the direction. */
const causeQuantity = quantity(STATED_FIELDS.causes.quantity, (measure) => ({
  ...measure,
  read: (input, canonical) => {
    const isNegative = typeof input === 'number' ? input < 0 : MINUS.test(input)
    // With a unit it is a bound of an interval, and refused as such.
    if (isNegative && canonical === undefined)
      throw new QuantityRefused(
        'cause-negative',
        'The size of a cause must not be negative: the name of the cause tells the direction.',
      )
    return measure.read(input, canonical)
  },
}))

const cause = z
  .strictObject({
    carrier: z.enum(ENERGY_CARRIERS),
    cause: z.enum(STATED_CAUSES).meta({
      description:
        'through-traffic: burnt by vehicles that pass through and refuel elsewhere. tank-tourism-in: bought elsewhere, burnt here. tank-tourism-out: bought here, burnt elsewhere. off-road-use: sold here, burnt off the road. missing-modes: burnt by traffic that `demand` does not state.',
    }),
    quantity: causeQuantity,
  })
  .meta({
    description: 'A known cause of a part of the gap: it corrects the fuel sold before the gap is computed.',
  })

/** The body of POST /v1/reconciliations. */
export const reconciliationRequest = estimateRequest
  .extend({ causes: z.array(cause).max(50).default([]) })
  .meta({
    id: 'ReconciliationRequest',
    description: 'A request of POST /v1/estimates with `fuelSales`, and known causes of the gap.',
    example: {
      city: { name: 'Leeds', country: 'GB' },
      period: '2019',
      demand: [{ mode: 'car', vehicleDistance: '3412.3 million vmi' }],
      fuelSales: [
        { carrier: 'petrol', quantity: '202 ktoe' },
        { carrier: 'diesel', quantity: '371 ktoe' },
      ],
      causes: [{ carrier: 'diesel', cause: 'off-road-use', quantity: '3 ktoe' }],
    },
  })

export type ReconciliationRequest = z.output<typeof reconciliationRequest>
