import { resolve } from 'node:path'
import { z } from 'zod'
import { kindOf } from './named-path.ts'

const LAKE = 'ducklake:'
const TRINO = 'trino:'

/** A schema of a Trino. */
interface TrinoPlace {
  /** `http://host:port`, or `https://…`. */
  readonly url: string
  readonly user: string
  readonly password?: string | undefined
  readonly catalog: string
  readonly schema: string
}

/** Where several processes keep what they share. */
export interface ClusterSettings {
  /** `postgresql://…`: everything but the facts. */
  readonly catalog: string
  /** The folder of the facts, which all processes see, or a schema of Trino. */
  readonly facts: string | TrinoPlace
  /** The folder of the extensions of the database, for facts in a folder: nothing is fetched. */
  readonly extensions: string | undefined
}

export const CLUSTER_VARIABLES = {
  CORDON_CATALOG: z
    .string()
    // The value has a password in it: it is not repeated.
    .refine((url) => /^postgres(ql)?:\/\/[^\s]+$/.test(url) && URL.canParse(url), {
      abort: true,
      error: 'CORDON_CATALOG must be a URL such as postgresql://user@host/database.',
    })
    .refine(isWellWritten, {
      abort: true,
      error:
        'CORDON_CATALOG has a % that begins no character, or a #; in a name or a password write them as %25 and %23.',
    })
    .refine((url) => wrongParameterOf(url) === undefined, {
      error: ({ input }) =>
        `CORDON_CATALOG has a parameter ${wrongParameterOf(`${input}`)} that PostgreSQL does not know, or not with this value.`,
    })
    .optional(),
  CORDON_FACTS: z
    .string()
    // The value may have a password in it: it is not repeated.
    .refine((text) => lakeOf(text) !== undefined || text.startsWith(TRINO), {
      abort: true,
      error:
        'CORDON_FACTS must name a folder as in ducklake:/srv/cordon/facts, or a schema of Trino as in trino://user@host:8080/catalog/schema.',
    })
    .refine((text) => lakeOf(text) !== undefined || trinoOf(text) !== undefined, {
      abort: true,
      error: 'CORDON_FACTS must name a schema of Trino as in trino://user@host:8080/catalog/schema.',
    })
    .refine((text) => !isReadByOthers(trinoOf(text)), {
      error: 'CORDON_FACTS has a password, which others could read on its way; add ?SSL=true to its end.',
    })
    .transform((text) => lakeOf(text) ?? trinoOf(text))
    .optional(),
  CORDON_DUCKDB_EXTENSIONS: z
    .string()
    .transform((path) => resolve(path))
    .refine((path) => kindOf(path) === 'folder', {
      error: ({ input }) => `CORDON_DUCKDB_EXTENSIONS must name a folder; ${input} is not one.`,
    })
    .optional(),
}

/** Drivers differ in what they make of the rest, and say so late. */
function isWellWritten(url: string): boolean {
  try {
    decodeURIComponent(url)
    return new URL(url).hash === ''
  } catch {
    return false
  }
}

const COUNT = /^\d{1,9}$/
const ANY = /^/
/** Parameters that the drivers of the catalog and of the lake both take. */
const PARAMETERS: Readonly<Record<string, RegExp>> = {
  sslmode: /^(disable|prefer|require|verify-ca|verify-full)$/,
  sslrootcert: ANY,
  sslcert: ANY,
  sslkey: ANY,
  host: ANY,
  port: COUNT,
  user: ANY,
  password: ANY,
  dbname: ANY,
  application_name: ANY,
  options: ANY,
  connect_timeout: COUNT,
  tcp_user_timeout: COUNT,
  keepalives: /^[01]$/,
  keepalives_idle: COUNT,
  keepalives_interval: COUNT,
  keepalives_count: COUNT,
  target_session_attrs: /^(any|read-write|primary)$/,
}

/** The name of the first parameter that is none, or has another value. */
const wrongParameterOf = (url: string): string | undefined =>
  [...new URL(url).searchParams].find(([name, value]) => !PARAMETERS[name]?.test(value))?.[0].slice(0, 30)

/** The folder of a lake. */
const lakeOf = (text: string): string | undefined =>
  text.startsWith(LAKE) && text.length > LAKE.length && !text.includes('://')
    ? resolve(text.slice(LAKE.length))
    : undefined

const NAME = /^[a-z_][a-z0-9_]*$/
/** What can stand in a header. */
const USER = /^[\x21-\x7e]+$/

/** As drivers of Trino write it: the port is 8080, or 443 with `SSL=true`. */
function trinoOf(text: string): TrinoPlace | undefined {
  if (!text.startsWith(`${TRINO}//`) || !URL.canParse(text)) return undefined
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(text)
  const [, catalog = '', schema = '', ...more] = pathname.split('/')
  const isSafe = searchParams.get('SSL') === 'true'
  const isKnown = [...searchParams.keys()].every((name) => name === 'SSL') && hash === ''
  try {
    const user = username === '' ? 'cordon' : decodeURIComponent(username)
    if (hostname === '' || !isKnown || more.length > 0 || !USER.test(user)) return undefined
    if (!NAME.test(catalog) || !NAME.test(schema)) return undefined
    return {
      url: `${isSafe ? 'https' : 'http'}://${hostname}:${port === '' ? (isSafe ? 443 : 8080) : port}`,
      user,
      ...(password === '' ? {} : { password: decodeURIComponent(password) }),
      catalog,
      schema,
    }
  } catch {
    // A % that begins no character.
    return undefined
  }
}

const isReadByOthers = (place: TrinoPlace | undefined): boolean =>
  place?.password !== undefined && place.url.startsWith('http:')

interface Read {
  readonly CORDON_CATALOG?: string | undefined
  readonly CORDON_FACTS?: string | TrinoPlace | undefined
  readonly CORDON_DUCKDB_EXTENSIONS?: string | undefined
}

/** Undefined where one process keeps everything in its data folder. */
export const toCluster = ({
  CORDON_CATALOG: catalog,
  CORDON_FACTS: facts,
  CORDON_DUCKDB_EXTENSIONS: extensions,
}: Read): ClusterSettings | undefined =>
  catalog && facts && (extensions || typeof facts === 'object') ? { catalog, facts, extensions } : undefined

/** What is not stated of what a shared catalog needs. Extensions alone do no harm, and Trino needs none. */
export const missingOfCluster = (read: Read): readonly string[] =>
  read.CORDON_CATALOG || read.CORDON_FACTS
    ? Object.keys(CLUSTER_VARIABLES).filter(
        (name) =>
          !read[name as keyof Read] &&
          !(name === 'CORDON_DUCKDB_EXTENSIONS' && typeof read.CORDON_FACTS === 'object'),
      )
    : []
