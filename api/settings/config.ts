import { statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { findProject } from './project.ts'

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
  /** 0 takes any free port. */
  readonly port: number
  readonly dataFolder: string
  readonly factorSetsFolder: string
  /** Own figures of cities; undefined where none are named. */
  readonly overlaysFolder: string | undefined
  readonly importLimits: ImportLimits
  readonly logLevel: LogLevel
}

/** An environment variable whose value cannot be used; the message names it. */
export class ConfigRefused extends Error {
  override readonly name = 'ConfigRefused'
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * The configuration from environment variables. An empty variable counts as absent.
 *
 * @throws {ConfigRefused} naming every variable that cannot be used
 */
export function readConfig(environment: Environment): Config {
  const faults: string[] = []
  const text = (name: string, otherwise: () => string): string => environment[name]?.trim() || otherwise()
  const config: Config = {
    host: text('HOST', () => '127.0.0.1'),
    port: portOf(
      text('PORT', () => '8080'),
      faults,
    ),
    dataFolder: resolve(text('CORDON_DATA_DIR', () => './data')),
    factorSetsFolder: factorSetsFolder(environment, faults),
    overlaysFolder: overlaysFolder(environment, faults),
    importLimits: {
      fileBytes: bytesOf('CORDON_MAX_IMPORT_BYTES', IMPORT_LIMITS.fileBytes, environment, faults),
      unpackedBytes: bytesOf('CORDON_MAX_UNPACKED_BYTES', IMPORT_LIMITS.unpackedBytes, environment, faults),
    },
    logLevel: logLevelOf(
      text('LOG_LEVEL', () => 'info'),
      faults,
    ),
  }
  if (/[\s/]/.test(config.host)) faults.push('HOST is to be a host name or an address.')
  if (faults.length > 0) throw new ConfigRefused(faults.join('\n'))
  return config
}

/**
 * The folders that hold figures, for commands that need nothing else.
 *
 * @throws {ConfigRefused} naming every variable that cannot be used
 */
export function readFigureFolders(
  environment: Environment,
): Pick<Config, 'factorSetsFolder' | 'overlaysFolder'> {
  const faults: string[] = []
  const folders = {
    factorSetsFolder: factorSetsFolder(environment, faults),
    overlaysFolder: overlaysFolder(environment, faults),
  }
  if (faults.length > 0) throw new ConfigRefused(faults.join('\n'))
  return folders
}

function overlaysFolder(environment: Environment, faults: string[]): string | undefined {
  const stated = environment['CORDON_OVERLAYS']?.trim()
  if (!stated) return undefined
  const folder = resolve(stated)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    faults.push(`CORDON_OVERLAYS is to name a folder; ${folder} is none.`)
  return folder
}

/**
 * The folder of released factor sets alone, for commands that need nothing else.
 *
 * @throws {ConfigRefused} if it is not a folder
 */
export function readFactorSetsFolder(environment: Environment): string {
  const faults: string[] = []
  const folder = factorSetsFolder(environment, faults)
  if (faults.length > 0) throw new ConfigRefused(faults.join('\n'))
  return folder
}

function factorSetsFolder(environment: Environment, faults: string[]): string {
  const stated = environment['CORDON_FACTOR_SETS']?.trim()
  const folder = stated ? resolve(stated) : join(findProject().folder, 'emission-factors', 'sets')
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    faults.push(`CORDON_FACTOR_SETS is to name a folder; ${folder} is none.`)
  return folder
}

function portOf(text: string, faults: string[]): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    faults.push(`PORT is to be a whole number from 0 to 65535, not '${text}'.`)
  return port
}

function bytesOf(name: string, otherwise: number, environment: Environment, faults: string[]): number {
  const stated = environment[name]?.trim()
  if (!stated) return otherwise
  const bytes = Number(stated)
  if (!Number.isSafeInteger(bytes) || bytes < 1) faults.push(`${name} is to be a whole number of bytes.`)
  return bytes
}

function logLevelOf(text: string, faults: string[]): LogLevel {
  const level = LOG_LEVELS.find((known) => known === text)
  if (!level) faults.push(`LOG_LEVEL is to be one of ${LOG_LEVELS.join(', ')}, not '${text}'.`)
  return level ?? 'info'
}
