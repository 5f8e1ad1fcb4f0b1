import { createHash } from 'node:crypto'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { Failure } from '../request/failure.ts'
import type { OidcSettings } from '../settings/access.ts'
import { SCOPES } from '../store/keys.ts'
import type { Caller } from './caller.ts'

/** Public-key signatures alone: with a shared secret, whoever can check a token could make one. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']

/** The keys could not be had, or are none: nothing is known of the token. */
const OF_ISSUER = [errors.JOSEError.code, errors.JWKSTimeout.code, errors.JWKSInvalid.code]

/** Reads tokens of an identity provider; undefined for one that is not right. */
export type ReadToken = (token: string) => Promise<Caller | undefined>

/**
 * Reads tokens of an issuer by its published keys. Scopes are words of the claims `scope` or `roles`, such as
 * `cordon:contribute`.
 */
export function tokenReader({ issuer, audience, jwks }: OidcSettings): ReadToken {
  const keys = createRemoteJWKSet(new URL(jwks))
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
      })
      const { sub = '' } = payload
      // All whom the issuer does not name would be one.
      if (sub === '') return undefined
      const words = [payload['scope'], payload['roles']].flatMap((claim) =>
        typeof claim === 'string' ? claim.split(' ') : Array.isArray(claim) ? claim.map(String) : [],
      )
      const scopes = SCOPES.filter((scope) => words.includes(`cordon:${scope}`))
      if (scopes.length === 0) return undefined
      // The name of a person is not kept: what belongs to a subject is found again by its digest.
      const subject = createHash('sha256')
        .update(JSON.stringify([issuer, sub]))
        .digest('hex')
      return { kind: 'key', id: `oidc-${subject.slice(0, 24)}`, scopes }
    } catch (error) {
      if (!(error instanceof errors.JOSEError) || OF_ISSUER.includes(error.code))
        throw new Failure('not-ready', 'The keys of the identity provider cannot be read.')
      return undefined
    }
  }
}
