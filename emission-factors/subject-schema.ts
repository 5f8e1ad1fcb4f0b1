import { z } from 'zod'
import { OWN_FIELDS, pickDefined, SUBJECT, type SubjectField } from './domain.ts'

type SchemaOf<Part> = Part extends { readonly words: readonly (infer Word extends string)[] }
  ? z.ZodEnum<{ [One in Word]: One }>
  : z.ZodNumber

/** The parts of a subject as fields of a schema, for what always states them. */
export const subjectPart = Object.fromEntries(
  Object.entries(SUBJECT).map(([field, part]) => {
    const schema = 'words' in part ? z.enum(part.words) : z.int().min(part.range[0]).max(part.range[1])
    return [field, 'description' in part ? schema.meta({ description: part.description }) : schema]
  }),
) as unknown as { readonly [Field in SubjectField]: SchemaOf<(typeof SUBJECT)[Field]> }

/** The same, for what states only what its source splits by. */
export const subjectShape = z.object(subjectPart).partial().shape

/** The same, for a city's own figures. */
export const ownSubjectShape = pickDefined(subjectShape, OWN_FIELDS)
