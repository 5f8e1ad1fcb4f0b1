import { type Asked, ask } from './ask.ts'

/** What whoever reads may do. */
export interface MyKey {
  readonly kind: 'key' | 'machine' | 'none'
  readonly scopes: readonly ('read' | 'contribute' | 'release' | 'operate')[]
  readonly dataset?: string
}

export const myKey = (): Promise<Asked<MyKey>> => ask('/v1/keys/me')
