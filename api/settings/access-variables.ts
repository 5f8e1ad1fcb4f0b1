import { isIP } from 'node:net'
import { z } from 'zod'
import { type AccessSettings, AT_MACHINE } from './access.ts'

const yesOrNo = (name: string) =>
  z
    .enum(['true', 'false'], { error: `${name} must be true or false.` })
    .transform((word) => word === 'true')
    .prefault('false')

const count = (name: string, otherwise: number) =>
  z
    .string()
    .transform(Number)
    .refine((number) => Number.isSafeInteger(number) && number > 0, `${name} must be a whole number over 0.`)
    .default(otherwise)

const webAddress = (name: string) =>
  z
    .url({
      protocol: /^https?$/,
      abort: true,
      error: `${name} must be a web address, such as https://login.example.org/keys.`,
    })
    .refine((text) => /^https:|^http:\/\/(localhost|127\.0\.0\.1|\[::1\])[:/]/.test(text), {
      error: `${name} must begin with https://, so that nobody on the way can put in keys of their own.`,
    })
    .optional()

const listed = (text: string): readonly string[] => text.split(/[\s,]+/).filter((word) => word !== '')

const PROXIES =
  'CORDON_TRUST_PROXY must be true, the number of proxies, or their addresses and networks, such as 10.0.0.0/8, with commas.'

const isNetwork = (text: string): boolean => {
  const [address = '', bits, ...more] = text.split('/')
  const longest = { 4: 32, 6: 128 }[isIP(address)]
  if (longest === undefined || more.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= longest)
}

const WORDS: ReadonlySet<string> = new Set(['true', 'false', 'loopback'])

const proxies = z
  .string()
  .refine((text) => WORDS.has(text) || /^\d$/.test(text) || listed(text).every(isNetwork), PROXIES)
  .transform((text) => {
    if (text === 'true' || text === 'false') return text === 'true'
    return /^\d$/.test(text) ? Number(text) : listed(text)
  })
  .prefault('false')

const origins = z
  .string()
  .transform(listed)
  .refine((all) => all.every((one) => URL.canParse(one) && new URL(one).origin === one), {
    error: 'CORDON_CORS_ORIGINS must be origins such as https://maps.example.org, separated by commas.',
  })
  .prefault('')

/** The variables that say who may do what. */
export const ACCESS_VARIABLES = {
  CORDON_REQUIRE_KEYS: yesOrNo('CORDON_REQUIRE_KEYS'),
  CORDON_OPEN_READ: yesOrNo('CORDON_OPEN_READ'),
  CORDON_TRUST_PROXY: proxies,
  CORDON_CORS_ORIGINS: origins,
  CORDON_REQUESTS_PER_MINUTE: count('CORDON_REQUESTS_PER_MINUTE', AT_MACHINE.perMinute),
  CORDON_REQUESTS_PER_DAY: count('CORDON_REQUESTS_PER_DAY', AT_MACHINE.perDay),
  CORDON_OIDC_ISSUER: z.string().optional(),
  CORDON_OIDC_AUDIENCE: z.string().optional(),
  CORDON_OIDC_JWKS: webAddress('CORDON_OIDC_JWKS'),
} as const

type Read = z.output<z.ZodObject<typeof ACCESS_VARIABLES>>

/** What the variables say. */
export const toAccess = (read: Read): Omit<AccessSettings, 'asksForKeys'> => ({
  openRead: read.CORDON_OPEN_READ,
  trustProxy: read.CORDON_TRUST_PROXY,
  corsOrigins: read.CORDON_CORS_ORIGINS,
  perMinute: read.CORDON_REQUESTS_PER_MINUTE,
  perDay: read.CORDON_REQUESTS_PER_DAY,
  oidc: oidcOf(read),
})

function oidcOf(read: Read): AccessSettings['oidc'] {
  const { CORDON_OIDC_ISSUER: issuer, CORDON_OIDC_AUDIENCE: audience, CORDON_OIDC_JWKS: jwks } = read
  return issuer && audience && jwks ? { issuer, audience, jwks } : undefined
}

/** The variables of an identity provider that are missing beside the others. */
export function missingOfProvider(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const names = ['CORDON_OIDC_ISSUER', 'CORDON_OIDC_AUDIENCE', 'CORDON_OIDC_JWKS']
  const missing = names.filter((name) => !environment[name]?.trim())
  return missing.length === names.length ? [] : missing
}
