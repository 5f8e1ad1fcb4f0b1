import { z } from 'zod'
import { type AuditEntry, type AuditState, auditStateOf } from '../store/audit.ts'
import type { Backup } from '../store/backup.ts'
import { type AccessKey, SCOPES } from '../store/keys.ts'
import type { Store } from '../store/store.ts'
import { StoreRefused } from '../store/store-refused.ts'

/** Entries of the log that are listed at once. */
export const MAX_LISTED = 10_000

const limit = z.number().int().min(1).optional()

const accessKey = z.strictObject({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  dataset: z.string().optional(),
  digest: z.string(),
  origin: z.enum(['command', 'registration']),
  perMinute: limit,
  perDay: limit,
  madeAt: z.string(),
  revokedAt: z.string().optional(),
})

/** What an operator's command asks of the store, or of the service that has it open. */
export const order = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('add-key'), key: accessKey }),
  z.strictObject({ do: z.literal('revoke-key'), id: z.string() }),
  z.strictObject({ do: z.literal('list-keys') }),
  z.strictObject({ do: z.literal('verify-audit'), head: z.string().optional() }),
  z.strictObject({ do: z.literal('back-up'), to: z.string() }),
  z.strictObject({ do: z.literal('list-audit'), last: z.number().int().min(1).max(MAX_LISTED) }),
])
export type Order = z.input<typeof order>

/** What came of it. */
export interface OrderAnswer {
  readonly refused?: string
  readonly keys?: readonly AccessKey[]
  readonly audit?: AuditState
  readonly backup?: Backup
  /** The last of the log, in its order. */
  readonly entries?: readonly AuditEntry[]
}

/** Does what an order says. */
export async function carryOut(order: Order, store: Store): Promise<OrderAnswer> {
  switch (order.do) {
    case 'add-key': {
      // As JSON has it: a field without a value is absent.
      const key = JSON.parse(JSON.stringify(order.key)) as AccessKey
      if (key.dataset !== undefined && !(await store.findDataset(key.dataset)))
        return { refused: `No dataset ${key.dataset} is registered. cordon datasets lists them.` }
      await store.addKey(key)
      return {}
    }
    case 'revoke-key':
      return (await store.revokeKey(order.id, new Date().toISOString()))
        ? {}
        : { refused: 'There is no such key, or it is revoked already. cordon keys list shows them.' }
    case 'list-keys':
      return { keys: await store.listKeys() }
    case 'list-audit':
      return { entries: await store.listLastAudit(order.last) }
    case 'back-up':
      try {
        return { backup: await store.backUp(order.to) }
      } catch (error) {
        if (error instanceof StoreRefused) return { refused: error.message }
        throw error
      }
    case 'verify-audit':
      return { audit: await auditStateOf(store, order.head) }
  }
}
