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
        totalBytes: count.optional().meta({ description: 'Announced by the sender.' }),
        rows: count.meta({ description: 'Done in the running step, as far as the database tells.' }),
        totalRows: count,
        secondsLeft: count
          .optional()
          .meta({ description: 'Until the end of the phase, at its speed so far.' }),
      })
      .optional()
      .meta({ description: 'Only while the job runs.' }),
    file: importedFile.optional().meta({ description: 'The imported file, if the job succeeded.' }),
    again: z.boolean().optional().meta({ description: 'The dataset had the file already: nothing changed.' }),
    problem: problem.optional().meta({ description: 'Why the job failed.' }),
    reason: z.string().optional().meta({ description: 'Why the job ended, if the file was not at fault.' }),
  })
  .meta({ id: 'Job', description: 'Long work, with its progress and its outcome.' })
export type JobView = z.output<typeof jobView>

export const jobPage = z
  .strictObject({ items: z.array(jobView), next: z.string().optional() })
  .meta({ id: 'Jobs', description: 'A page of jobs, the latest first.' })

export const jobQuery = z.strictObject(pageQuery)

/** Any text may be asked for: one that cannot be an id is simply not found. */
export const jobPath = z.strictObject({ id: z.string().max(200) })
