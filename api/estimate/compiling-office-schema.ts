import { z } from 'zod'

const line = (most: number) => z.string().trim().min(1).max(most)

/** Who compiles an inventory: an office, and no person. */
export const compilingOffice = z
  .strictObject({ office: line(120), department: line(120).optional(), webPage: line(300).optional() })
  .meta({ id: 'CompilingOffice', description: 'The office that compiles the inventory; no person.' })
