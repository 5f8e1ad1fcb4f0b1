import { ASKING } from './asking.ts'
import { CERTIFICATES } from './certificates.ts'
import { DIFFERENCING } from './differencing.ts'
import { MEMBERSHIP } from './membership.ts'
import { REGIONS } from './regions.ts'
import { RESTORING } from './restoring.ts'
import { SUPPRESSION } from './suppression.ts'
import { TOTALS } from './totals.ts'
import { ZONE_DIFFERENCES } from './zone-differences.ts'

/** Attacks on what is given out, by suite. What is taken in is tried by the tests of the guard (A3). */
export const ATTACKS = [
  ...DIFFERENCING,
  ...CERTIFICATES,
  ...RESTORING,
  ...REGIONS,
  ...ZONE_DIFFERENCES,
  ...SUPPRESSION,
  ...TOTALS,
  ...ASKING,
  ...MEMBERSHIP,
].sort((a, b) => Number(a.suite.slice(1)) - Number(b.suite.slice(1)))
