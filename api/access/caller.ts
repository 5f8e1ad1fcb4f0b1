import { AsyncLocalStorage } from 'node:async_hooks'
import type { Scope } from '../store/keys.ts'

/** Who asks. */
export type Caller =
  /** Whoever uses this machine: at a shell, or over a loopback address that asks for no key. */
  | { readonly kind: 'machine' | 'shell' | 'service' }
  /** Somebody without a key. */
  | { readonly kind: 'stranger' }
  | {
      readonly kind: 'key'
      readonly id: string
      readonly scopes: readonly Scope[]
      /** The only dataset that the key may write. */
      readonly dataset?: string
      readonly perMinute?: number
      readonly perDay?: number
    }

const SHELL: Caller = { kind: 'shell' }
const callers = new AsyncLocalStorage<Caller>()

/** Runs work for a caller; what it begins and does not wait for belongs to that caller too. */
export const runFor = <T>(caller: Caller, work: () => T): T => callers.run(caller, work)

/** For whom this runs; a command has no other caller. */
export const currentCaller = (): Caller => callers.getStore() ?? SHELL

/** How the log names a caller. */
export const actorOf = (caller: Caller): string => (caller.kind === 'key' ? caller.id : caller.kind)

/** Whether a caller may do everything. */
export const isTrusted = ({ kind }: Caller): boolean =>
  kind === 'machine' || kind === 'shell' || kind === 'service'

/** Whether a caller has a scope; each of the others includes reading. */
export const hasScope = (caller: Caller, scope: Scope): boolean =>
  isTrusted(caller) || (caller.kind === 'key' && (scope === 'read' || caller.scopes.includes(scope)))
