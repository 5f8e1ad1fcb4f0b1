import { isPersonalColumn } from '../../request/personal-name.ts'
import type { Prepared, Preparing } from './prepare-table.ts'

/** What was done to a table, for whoever signs that it may leave. It holds no value of the table. */
export function noteOf(
  { rows, rowsRead, cells, small, beside, withheldTrips, leftOut }: Prepared,
  { by, minimum, roundTo, contributor }: Preparing,
): string {
  const harmless = leftOut.filter((name) => !isPersonalColumn(name))
  const personal = leftOut.length - harmless.length
  const lines = [
    `${rowsRead} rows became ${cells} sums by ${by}; ${rows.length} of them were written.`,
    contributor === undefined
      ? 'Contributors: as the table counts them; of several periods the most of one, which are surely distinct.'
      : 'Contributors: distinct persons or devices, counted from the list. The list itself was not written.',
    `Withheld: ${small} sums of fewer than ${minimum} contributors, and ${beside} that a total would have told by subtraction.`,
    ...(withheldTrips === null ? [] : [`Trips that are not in the written sums: ${bandOf(withheldTrips)}.`]),
    `Rounded: trips to the nearest ${roundTo}, contributors down to ${roundTo}, distances to 0.1.`,
    ...(leftOut.length === 0
      ? []
      : [
          `Columns that were not read: ${[...harmless, ...(personal > 0 ? [`${personal} about persons`] : [])].join(', ')}.`,
        ]),
    'The written table was looked at as a service that takes it in does.',
    `Register its dataset with grain ${by}, roundedTo ${roundTo} and minimumContributors ${minimum}.`,
    'Not looked at: totals of places beside their parts, and what you sent before. Send each sum once.',
  ]
  return `${lines.join('\n')}\n`
}

/** A count of what is withheld is told in bands: the number itself would be a sum of few. */
function bandOf(trips: number): string {
  if (trips === 0) return 'none'
  return trips < 100 ? 'fewer than 100' : `about 10^${Math.floor(Math.log10(trips))}`
}
