import type { Dataset } from '../store/datasets.ts'
import type { ImportOptions } from '../store/intake.ts'
import { optionFault, refuseFaults } from './import-option.ts'

export const ROUNDING_OPTION = {
  roundedTo: 'what the supplier rounds counts to, such as 5 or 10; needed only where small counts repeat',
}
export const MAX_ROUNDING = 100

/** What counts are rounded to, as the caller says of the file or of its dataset. */
export function statedRounding({ roundedTo }: ImportOptions, dataset: Dataset): number | undefined {
  if (roundedTo === undefined) return dataset.roundedTo
  const rounding = Number(roundedTo)
  if (!Number.isInteger(rounding) || rounding < 1 || rounding > MAX_ROUNDING)
    refuseFaults([optionFault(`Option “roundedTo” must be a whole number from 1 to ${MAX_ROUNDING}.`)])
  return rounding
}
