import {
  GPC_REFS,
  type GpcRef,
  SCOPES,
  type Scope,
  SUB_SECTOR_TITLES,
  SUB_SECTORS,
  type SubSector,
} from '../vocabulary.ts'

/** A transport row of the GPC. */
export interface GpcRow {
  readonly ref: GpcRef
  readonly subSector: SubSector
  readonly scope: Scope
  readonly level: 'BASIC' | 'BASIC+'
  readonly title: string
}

const SCOPE_TITLES: Readonly<Record<Scope, string>> = {
  '1': 'fuel burnt in the city',
  '2': 'grid electricity used in the city',
  '3': 'journeys outside the boundary, and grid losses',
}

/** Every transport row in the order of its number. Source: GPC v1.1, chapter 7. */
export const GPC_ROWS: readonly GpcRow[] = SUB_SECTORS.flatMap((subSector) =>
  SCOPES.map((scope) => ({
    ref: `${subSector}.${scope}` as const,
    subSector,
    scope,
    level: scope === '3' ? ('BASIC+' as const) : ('BASIC' as const),
    title: `${SUB_SECTOR_TITLES[subSector]}: ${SCOPE_TITLES[scope]}`,
  })),
)

/** Reporting templates have this row and the GPC does not. The inventory shows it, but no total includes it. */
export const UNSUMMED_REF: GpcRef = 'II.5.3'

export const isGpcRef = (text: string): text is GpcRef => (GPC_REFS as readonly string[]).includes(text)
