import { z } from 'zod'
import { BLEND_GRADES, BLEND_LABELS, ENERGY_CARRIERS, gridCodeOf, SUB_SECTORS } from '../../src/index.ts'
import { quantities } from '../request/quantity.ts'

const carrier = z.enum(ENERGY_CARRIERS)

/** A fuel as sold. */
export const fuelRow = z
  .strictObject({
    carrier,
    ...quantities('fuels'),
    blend: z
      .enum(BLEND_LABELS)
      .optional()
      .meta({
        description: `The grade as labelled, in place of a share; its nominal share of volume is taken, such as 10 % ethanol for E10 and 7 % biodiesel for B7. ${gradeList()}.`,
        examples: ['E10'],
      }),
  })
  .refine(
    ({ biofuelVolumeShare, biofuelEnergyShare, blend }) =>
      [biofuelVolumeShare, biofuelEnergyShare, blend].filter((one) => one !== undefined).length === 1,
    { error: 'State one of biofuelVolumeShare, biofuelEnergyShare and blend.' },
  )
  .refine((row) => ['petrol', 'diesel', 'cng', 'lng', 'jet-kerosene'].includes(row.carrier), {
    error: 'Only petrol, diesel, cng, lng and jet-kerosene are sold as blends.',
    path: ['carrier'],
  })
  .meta({
    id: 'FuelRow',
    description:
      'A fuel as sold: one of the three says how much of it is biofuel; of jet-kerosene, sustainable aviation fuel.',
  })

/** The grid that vehicles are charged from. */
export const electricity = z
  .strictObject({
    ...quantities('electricity'),
    grid: z
      .string()
      .max(40)
      .overwrite(gridCodeOf)
      .optional()
      .meta({ description: 'A subnational grid of the factor set, by code or name.', examples: ['US-MROW'] }),
  })
  .meta({ id: 'Electricity', description: 'The grid that vehicles are charged from.' })

/** Fuel, or electricity of charging points, sold in the city. */
export const fuelSale = z
  .strictObject({
    carrier,
    ...quantities('fuelSales'),
    subSector: z.enum(SUB_SECTORS).optional().meta({
      description:
        'Whom it was sold to. Where absent: II.4 for jet kerosene and aviation gasoline, II.3 for residual fuel oil, II.1 for every other carrier.',
    }),
  })
  .meta({ id: 'FuelSale', description: 'Fuel, or electricity of charging points, sold in the city.' })

/** Every grade with what defines it. */
function gradeList(): string {
  return BLEND_LABELS.map((label) => `${label}: ${BLEND_GRADES[label].standard}`).join('; ')
}
