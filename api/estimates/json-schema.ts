import { z } from 'zod'
import { estimateAnswer } from './schema.ts'

/** The JSON Schema of a result, of draft 2020-12, for whoever reads results with other tools. */
export function resultSchema(): Readonly<Record<string, unknown>> {
  const schema = z.toJSONSchema(estimateAnswer, {
    override: ({ jsonSchema }) => {
      // The name of a definition stands where it is defined.
      delete jsonSchema.id
    },
  })
  const { $schema, ...rest } = schema
  return { $schema, title: 'Cordon estimate', ...rest }
}
