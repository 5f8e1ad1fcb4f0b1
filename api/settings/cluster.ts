import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'

const LAKE = 'ducklake:'

/** Where several processes keep what they share. */
export interface ClusterSettings {
  /** `postgresql://…`: everything but the facts. */
  readonly catalog: string
  /** The folder of the facts, which all processes see. */
  readonly facts: string
  /** The folder of the extensions of the database: nothing is fetched. */
  readonly extensions: string
}

export const CLUSTER_VARIABLES = {
  CORDON_CATALOG: z
    .string()
    // The value has a password in it: it is not repeated.
    .refine((url) => /^postgres(ql)?:\/\/[^\s]+$/.test(url) && URL.canParse(url), {
      error: 'CORDON_CATALOG must be a URL such as postgresql://user@host/database.',
    })
    .optional(),
  CORDON_FACTS: z
    .string()
    .refine((text) => text.startsWith(LAKE) && text.length > LAKE.length && !text.includes('://'), {
      error: 'CORDON_FACTS must name a folder as in ducklake:/srv/cordon/facts.',
    })
    .transform((text) => resolve(text.slice(LAKE.length)))
    .optional(),
  CORDON_DUCKDB_EXTENSIONS: z
    .string()
    .transform((path) => resolve(path))
    .refine((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory(), {
      error: ({ input }) => `CORDON_DUCKDB_EXTENSIONS must name a folder; ${input} is not one.`,
    })
    .optional(),
}

interface Read {
  readonly CORDON_CATALOG?: string | undefined
  readonly CORDON_FACTS?: string | undefined
  readonly CORDON_DUCKDB_EXTENSIONS?: string | undefined
}

/** Undefined where one process keeps everything in its data folder. */
export const toCluster = ({
  CORDON_CATALOG: catalog,
  CORDON_FACTS: facts,
  CORDON_DUCKDB_EXTENSIONS: extensions,
}: Read): ClusterSettings | undefined =>
  catalog && facts && extensions ? { catalog, facts, extensions } : undefined

/** What is not stated of what a shared catalog needs. Extensions alone do no harm. */
export const missingOfCluster = (read: Read): readonly string[] =>
  read.CORDON_CATALOG || read.CORDON_FACTS
    ? Object.keys(CLUSTER_VARIABLES).filter((name) => !read[name as keyof Read])
    : []
