/** An identity provider whose tokens are taken as keys. */
export interface OidcSettings {
  readonly issuer: string
  readonly audience: string
  /** Where it publishes its keys. */
  readonly jwks: string
}

/** Who may do what without saying who they are, and how often. */
export interface AccessSettings {
  /** False on a loopback address: then whoever uses the machine may do everything. */
  readonly asksForKeys: boolean
  /** Whether reading needs no key; writing always does. */
  readonly openRead: boolean
  /** The proxies whose word on where a request comes from is taken, as fastify knows them. */
  readonly trustProxy: boolean | number | readonly string[]
  /** Origins of pages elsewhere that may ask from a browser. */
  readonly corsOrigins: readonly string[]
  /** Requests by each key that states no other limit, and by each address without one. */
  readonly perMinute: number
  readonly perDay: number
  readonly oidc: OidcSettings | undefined
}

/** One person at one machine. */
export const AT_MACHINE: AccessSettings = {
  asksForKeys: false,
  openRead: false,
  trustProxy: false,
  corsOrigins: [],
  perMinute: 600,
  perDay: 100_000,
  oidc: undefined,
}
