/** Tells which activity of one city may be published, by mode and period. */
export interface Release {
  /** @param period with the grain of the facts, or coarser */
  isWithheld(period: string, mode: string | null): boolean
}

/** For facts that are already public under an open licence. */
export const OPEN_RELEASE: Release = { isWithheld: () => false }
