import { isIPv4 } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { Failure } from '../request/failure.ts'

/** Host names without ports, in small letters. */
export type HostNames = (name: string) => boolean

const isLoopback: HostNames = (name) =>
  name === 'localhost' || name === '[::1]' || (isIPv4(name) && name.startsWith('127.'))

/**
 * The names that a service answers to. A page of another site can make a browser resolve its own name to this machine:
 * on a loopback address only the `Host` tells such a request from the user's own.
 *
 * @param address where the service listens
 * @param allowed further names; without any, an address that others reach answers to every name
 * @returns undefined if any name will do
 */
export function hostNamesOf(address: string, allowed: readonly string[]): HostNames | undefined {
  if (allowed.length === 0 && !isLoopbackAddress(address)) return undefined
  const named = new Set(allowed.map((name) => name.toLowerCase()))
  return (name) => isLoopback(name) || named.has(name)
}

/** Whether only this machine reaches an address. */
export const isLoopbackAddress = (address: string): boolean =>
  isLoopback(address.toLowerCase()) || address === '::1'

/** Refuses requests that were sent to another host name. */
export function answerOnlyTo(isOurs: HostNames, app: FastifyInstance): void {
  app.addHook('onRequest', (request, _, done) => {
    const name = String(request.headers.host ?? '')
      .toLowerCase()
      .replace(/:\d{0,5}$/, '')
    done(
      isOurs(name)
        ? undefined
        : new Failure('wrong-host', 'The service does not answer to the host name of this request.'),
    )
  })
}
