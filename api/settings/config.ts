import { dirname, join, resolve } from 'node:path'
import { z } from 'zod'
import type { AccessSettings } from './access.ts'
import { ACCESS_VARIABLES, missingOfProvider, toAccess } from './access-variables.ts'
import { CLUSTER_VARIABLES, type ClusterSettings, missingOfCluster, toCluster } from './cluster.ts'
import { factsMemoryOf, MIN_FACTS_MEMORY } from './facts-memory.ts'
import { kindOf } from './named-path.ts'
import { getProject } from './project.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** What may be received of one file, and what it may unpack to. */
export interface ImportLimits {
  readonly fileBytes: number
  readonly unpackedBytes: number
}

/** As much as a service takes that is told nothing else. */
export const IMPORT_LIMITS: ImportLimits = { fileBytes: 2 * 1024 ** 3, unpackedBytes: 16 * 1024 ** 3 }

/** What a running Cordon is told from outside. */
export interface Config {
  readonly host: string
  /** Host names that requests may be sent to, beside those of this machine. */
  readonly allowedHosts: readonly string[]
  /** 0 takes any free port. */
  readonly port: number
  readonly dataFolder: string
  /** The list of what was deleted, which no backup holds. */
  readonly deletionsFile: string
  /** Where several processes keep what they share; undefined: in the data folder of this one. */
  readonly cluster: ClusterSettings | undefined
  /** The folder of the extensions of the database; one process needs none but for Iceberg tables. */
  readonly extensionsFolder: string | undefined
  readonly factorSetsFolder: string
  /** Own factors of cities; undefined where none are named. */
  readonly overlaysFolder: string | undefined
  readonly importLimits: ImportLimits
  /** What the database may take to save files and to add up facts [bytes]. */
  readonly factsMemoryBytes: number
  /** Whether keys are asked for on a loopback address too. */
  readonly requireKeys: boolean
  readonly access: Omit<AccessSettings, 'asksForKeys'>
  readonly logLevel: LogLevel
  /** The collector of traces; undefined: none are made. */
  readonly tracesEndpoint: string | undefined
}

/** An environment variable whose value cannot be used; the message names it. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
}

type Environment = Readonly<Record<string, string | undefined>>

const folder = (name: string) =>
  z
    .string()
    .transform((path) => resolve(path))
    .refine((path) => kindOf(path) === 'folder', {
      error: ({ input }) => `${name} must name a folder; ${input} is not one.`,
    })

const bytes = (name: string, otherwise: number) =>
  z
    .string()
    .transform(Number)
    .refine((count) => Number.isSafeInteger(count) && count > 0, `${name} must be a whole number of bytes.`)
    .default(otherwise)

const VARIABLES = z.object({
  HOST: z
    .string()
    .regex(/^[^\s/]*$/, 'HOST must be a host name or an address.')
    .default('127.0.0.1'),
  PORT: z
    .string()
    .refine((port) => /^\d{1,5}$/.test(port) && Number(port) <= 65_535, {
      error: ({ input }) => `PORT must be a whole number from 0 to 65535, not '${input}'.`,
    })
    .transform(Number)
    .default(8080),
  CORDON_ALLOWED_HOSTS: z
    .string()
    .regex(
      /^[A-Za-z0-9.,\s[\]:_-]*$/,
      'CORDON_ALLOWED_HOSTS must be host names without ports, separated by commas.',
    )
    .transform((names) => names.split(/[\s,]+/).filter((name) => name !== ''))
    .prefault(''),
  CORDON_DATA_DIR: z
    .string()
    .prefault('./data')
    .transform((path) => resolve(path))
    .refine((path) => kindOf(path) === 'folder' || kindOf(path) === 'nothing', {
      error: ({ input }) =>
        `CORDON_DATA_DIR must name a folder; ${input} ${kindOf(`${input}`) === 'file' ? 'is a file' : 'cannot be one'}.`,
    }),
  CORDON_DELETIONS: z
    .string()
    .transform((path) => resolve(path))
    .refine((path) => kindOf(dirname(path)) === 'folder' && kindOf(path) !== 'folder', {
      error: 'CORDON_DELETIONS must name a file in a folder that is there.',
    })
    .optional(),
  CORDON_FACTOR_SETS: folder('CORDON_FACTOR_SETS').prefault(() =>
    join(getProject().folder, 'emission-factors', 'sets'),
  ),
  CORDON_OVERLAYS: folder('CORDON_OVERLAYS').optional(),
  CORDON_MAX_IMPORT_BYTES: bytes('CORDON_MAX_IMPORT_BYTES', IMPORT_LIMITS.fileBytes),
  CORDON_MAX_UNPACKED_BYTES: bytes('CORDON_MAX_UNPACKED_BYTES', IMPORT_LIMITS.unpackedBytes),
  CORDON_FACTS_MEMORY_BYTES: z
    .string()
    .transform(Number)
    .refine((count) => Number.isSafeInteger(count) && count >= MIN_FACTS_MEMORY, {
      error: `CORDON_FACTS_MEMORY_BYTES must be a whole number of bytes, at least ${MIN_FACTS_MEMORY}.`,
    })
    .default(() => factsMemoryOf()),
  ...CLUSTER_VARIABLES,
  ...ACCESS_VARIABLES,
  LOG_LEVEL: z
    .enum(LOG_LEVELS, {
      error: ({ input }) => `LOG_LEVEL must be one of ${LOG_LEVELS.join(', ')}, not '${input}'.`,
    })
    .default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({
      protocol: /^https?$/,
      abort: true,
      error: 'OTEL_EXPORTER_OTLP_ENDPOINT must be a web address, such as http://localhost:4318.',
    })
    .refine((text) => new URL(text).username === '' && new URL(text).password === '', {
      error:
        'OTEL_EXPORTER_OTLP_ENDPOINT must not hold a name or a password; put them into OTEL_EXPORTER_OTLP_HEADERS.',
    })
    .optional(),
})

/** Variables of ours that are no setting of a service: the key that a command sends. */
const OTHERS: ReadonlySet<string> = new Set(['CORDON_KEY'])
const OURS = /^CORDON_/

/** The names of all settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(VARIABLES.shape)

/** A misspelt setting would be left out without a word, such as one that asks for keys. */
function requireKnown(environment: Environment): void {
  const unknown = Object.keys(environment).filter(
    (name) => OURS.test(name) && !OTHERS.has(name) && !SETTING_NAMES.includes(name),
  )
  if (unknown.length > 0)
    throw new ConfigRefused(
      unknown.map((name) => `There is no setting ${name}; docs/operation.md lists them.`).join('\n'),
    )
}

/**
 * The configuration of a service from environment variables, none of which may be misspelt.
 *
 * @throws {ConfigRefused} naming every variable that cannot be used
 */
export function readServiceConfig(environment: Environment): Config {
  requireKnown(environment)
  return readConfig(environment)
}

/**
 * The configuration from environment variables. An empty variable counts as absent.
 *
 * @throws {ConfigRefused} naming every variable that cannot be used
 */
export function readConfig(environment: Environment): Config {
  const read = readVariables(VARIABLES, environment)
  const missing = missingOfProvider(environment)
  if (missing.length > 0) throw new ConfigRefused(`An identity provider needs ${missing.join(' and ')} too.`)
  const lacking = missingOfCluster(read)
  if (lacking.length > 0)
    throw new ConfigRefused(`A store of several processes needs ${lacking.join(' and ')} too.`)
  return {
    host: read.HOST,
    allowedHosts: read.CORDON_ALLOWED_HOSTS,
    port: read.PORT,
    dataFolder: read.CORDON_DATA_DIR,
    deletionsFile: read.CORDON_DELETIONS ?? join(read.CORDON_DATA_DIR, 'deletions.jsonl'),
    cluster: toCluster(read),
    extensionsFolder: read.CORDON_DUCKDB_EXTENSIONS,
    factorSetsFolder: read.CORDON_FACTOR_SETS,
    overlaysFolder: read.CORDON_OVERLAYS,
    importLimits: {
      fileBytes: read.CORDON_MAX_IMPORT_BYTES,
      unpackedBytes: read.CORDON_MAX_UNPACKED_BYTES,
    },
    factsMemoryBytes: read.CORDON_FACTS_MEMORY_BYTES,
    requireKeys: read.CORDON_REQUIRE_KEYS,
    access: toAccess(read),
    logLevel: read.LOG_LEVEL,
    tracesEndpoint: read.OTEL_EXPORTER_OTLP_ENDPOINT,
  }
}

/**
 * The folders that hold figures, for commands that need nothing else.
 *
 * @throws {ConfigRefused} naming every variable that cannot be used
 */
export function readFigureFolders(
  environment: Environment,
): Pick<Config, 'factorSetsFolder' | 'overlaysFolder'> {
  const folders = VARIABLES.pick({ CORDON_FACTOR_SETS: true, CORDON_OVERLAYS: true })
  const read = readVariables(folders, environment)
  return { factorSetsFolder: read.CORDON_FACTOR_SETS, overlaysFolder: read.CORDON_OVERLAYS }
}

/**
 * The folder of released factor sets alone, for commands that need nothing else.
 *
 * @throws {ConfigRefused} if it is not a folder
 */
export function readFactorSetsFolder(environment: Environment): string {
  return readVariables(VARIABLES.pick({ CORDON_FACTOR_SETS: true }), environment).CORDON_FACTOR_SETS
}

function readVariables<Schema extends z.ZodObject>(
  schema: Schema,
  environment: Environment,
): z.output<Schema> {
  const stated = Object.keys(schema.shape).flatMap((name) => {
    const text = environment[name]?.trim()
    return text ? [[name, text]] : []
  })
  const read = schema.safeParse(Object.fromEntries(stated))
  if (read.success) return read.data
  throw new ConfigRefused(read.error.issues.map(({ message }) => message).join('\n'))
}
