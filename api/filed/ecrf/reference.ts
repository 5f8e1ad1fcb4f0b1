import { SCOPES, type Scope, SUB_SECTORS, type SubSector } from '../../../src/index.ts'
import { SCOPE_WORDS, SUB_SECTOR_WORDS } from '../../inventory/ecrf-form.ts'

/** A row of transport in the GPC. */
export interface TransportRef {
  readonly subSector: SubSector
  readonly scope: Scope
}

/** Other words for the sub-sectors, in lower case and without punctuation. */
const SUB_SECTOR_ALIASES: Readonly<Record<SubSector, readonly string[]>> = {
  'II.1': ['on road', 'onroad', 'road', 'on road transportation', 'on road transport', 'road transport'],
  'II.2': ['rail', 'railway', 'railways'],
  'II.3': ['waterborne', 'waterborne navigation', 'water borne navigation', 'water transport', 'navigation'],
  'II.4': ['aviation', 'air', 'air transport'],
  'II.5': ['off road', 'offroad', 'off road transportation', 'off road transport'],
}
const SCOPE_ALIASES: Readonly<Record<Scope, readonly string[]>> = {
  '1': ['direct', 'scope 1', '1'],
  '2': ['indirect', 'scope 2', '2', 'indirect grid supplied'],
  '3': [
    'outside the city boundary',
    'emissions occurring outside the city boundary',
    'scope 3',
    '3',
    'outside',
  ],
}

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()

const SUB_SECTOR_OF: ReadonlyMap<string, SubSector> = new Map(
  SUB_SECTORS.flatMap((subSector) =>
    [SUB_SECTOR_WORDS[subSector], ...SUB_SECTOR_ALIASES[subSector]].map(
      (word) => [normal(word), subSector] as const,
    ),
  ),
)
const SCOPE_OF: ReadonlyMap<string, Scope> = new Map(
  SCOPES.flatMap((scope) =>
    [SCOPE_WORDS[scope], ...SCOPE_ALIASES[scope]].map((word) => [normal(word), scope] as const),
  ),
)

/** A GPC reference number as cities write it: `II.1.1`, `ii. 1. 1`, `II.1.1.`. */
export function readRef(text: string): TransportRef | 'other-sector' | undefined {
  const compact = text.toUpperCase().replaceAll(/\s/g, '').replace(/\.$/, '')
  const [, part = '', scope] = /^(II\.[1-5])\.([123])$/.exec(compact) ?? []
  const subSector = SUB_SECTORS.find((one) => one === part)
  if (subSector && scope) return { subSector, scope: scope as Scope }
  return /^(I|III|IV|V|VI)(\.\d+){1,3}$/.test(compact) ? 'other-sector' : undefined
}

/** The sub-sector in a name, which may have qualifiers: `Transportation > On-road > Municipal fleet`. */
export function readSubSector(
  text: string,
): { readonly subSector: SubSector; readonly qualifier: string | null } | undefined {
  const parts = text.split('>').map((part) => part.trim())
  const index = parts.findIndex((part) => SUB_SECTOR_OF.has(normal(part)))
  const subSector = SUB_SECTOR_OF.get(normal(parts[index] ?? ''))
  if (subSector === undefined) return undefined
  return { subSector, qualifier: parts.slice(index + 1).join(' > ') || null }
}

/** The scope of a word of the form, or of a number. */
export const readScope = (text: string): Scope | undefined => SCOPE_OF.get(normal(text))

/** Whether a name is that of another sector than transport. */
export const isOtherSector = (text: string): boolean => {
  const name = normal(text.split('>')[0] ?? '')
  return name !== '' && !name.startsWith('transport')
}
