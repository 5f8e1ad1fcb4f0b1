import { z } from 'zod'
import { problem } from '../http/problem-schema.ts'
import { pageQuery } from '../request/common.ts'
import { JOB_STATES } from '../store/jobs.ts'
import { IMPORT_PHASES } from './progress.ts'
import { importedFile } from './schema.ts'

const count = z.number().min(0)

export const jobView = z
  .strictObject({
    id: z.string(),
    kind: z.enum(['import']),
    dataset: z.string(),
    format: z.string(),
    state: z.enum(JOB_STATES),
    startedAt: z.string(),
    endedAt: z.string().optional(),
    progress: z
      .strictObject({
        phase: z.enum(IMPORT_PHASES),
        bytes: count.meta({ description: 'Received.' }),
        totalBytes: count.optional().meta({ description: 'As announced.' }),
        rows: count.meta({ description: 'Of the step that runs, as far as the database says.' }),
        totalRows: count,
        secondsLeft: count.optional().meta({ description: 'Of the phase, from its speed so far.' }),
      })
      .optional()
      .meta({ description: 'While it runs.' }),
    file: importedFile.optional().meta({ description: 'Of success.' }),
    again: z.boolean().optional().meta({ description: 'The file was there already: nothing was done.' }),
    problem: problem.optional().meta({ description: 'Why it failed.' }),
    reason: z.string().optional().meta({ description: 'Why it ended, where the file was not at fault.' }),
  })
  .meta({ id: 'Job', description: 'Long work and what came of it.' })
export type JobView = z.output<typeof jobView>

export const jobPage = z
  .strictObject({ items: z.array(jobView), next: z.string().optional() })
  .meta({ id: 'Jobs', description: 'Part of the jobs, the latest first.' })

export const jobQuery = z.strictObject(pageQuery)

/** A name of another form names nothing, so it is not a fault of form. */
export const jobPath = z.strictObject({ id: z.string().max(200) })
