import { z } from 'zod'

const term = z
  .strictObject({ id: z.string(), title: z.string() })
  .meta({ id: 'Term', description: 'A word of a closed list and its meaning.' })

const codeTerm = term
  .extend({ advice: z.string().optional() })
  .meta({ id: 'CodeTerm', description: 'A code and what to do about it.' })

/** The closed lists that requests and results are written with. */
export const vocabulary = z
  .strictObject({
    modes: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        subSector: z.string(),
        sector: z.string(),
        payload: z.enum(['passengers', 'freight', 'none']),
        propulsion: z.enum(['engine', 'human']),
        vehicleClasses: z.array(z.string()),
      }),
    ),
    powertrains: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        fuel: z.string().optional(),
        electric: z.boolean(),
      }),
    ),
    energyCarriers: z.array(z.strictObject({ id: z.string(), biogenic: z.boolean() })),
    emissionStandards: z.array(z.string()),
    flows: z.array(z.string()),
    subSectors: z.array(term),
    sectors: z.array(z.string()),
    scopes: z.array(term),
    gases: z.array(z.string()),
    gwpSets: z.array(z.string()),
    allocations: z.array(z.string()),
    settings: z.array(z.string()),
    factorKinds: z.array(z.string()),
    units: z.array(
      z.strictObject({ quantity: z.string(), canonical: z.string(), units: z.array(z.string()) }),
    ),
    refusals: z.array(codeTerm),
    notices: z.array(codeTerm),
  })
  .meta({ id: 'Vocabulary', description: 'Closed lists: every word that a request or a result may use.' })
export type Vocabulary = z.output<typeof vocabulary>
