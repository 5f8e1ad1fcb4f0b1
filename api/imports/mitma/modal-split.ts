import type { Fault } from '../../request/failure.ts'
import { readModalSplitText } from '../../request/modal-split-text.ts'
import type { ImportOptions } from '../../store/intake.ts'
import { optionFault, refuseFaults } from '../import-option.ts'
import { sqlText } from '../sql-text.ts'

/** Options of files without a mode. */
export const MODAL_SPLIT_OPTIONS = {
  modalSplit:
    'shares of trips by mode in each distance band, such as "0.5-2: walk=0.8, car=0.2; 2-10: car=0.6, bus=0.4"; ' +
    '"*" means every other band; without this option facts have no mode',
  modalSplitSource: 'where the shares come from; required with modalSplit',
}

/** Stands for every band that is not named. */
const ANY_BAND = '*'

const TOLERANCE = 1e-6

/** The share of trips of a mode in a distance band; band `*` means every band that is not named. */
export interface ModalShare {
  readonly band: string
  readonly mode: string
  readonly share: number
}

/**
 * The modal split that the caller states, or undefined if there is none.
 *
 * @param bands that the format can have
 * @throws {Failure} with every fault
 */
export function readModalSplit(
  { modalSplit, modalSplitSource }: ImportOptions,
  bands: readonly string[],
): readonly ModalShare[] | undefined {
  if (modalSplit === undefined && modalSplitSource === undefined) return undefined
  const faults: Fault[] = []
  const fault = (detail: string): void => {
    faults.push(optionFault(detail))
  }
  if (!modalSplit?.trim()) fault('Option “modalSplitSource” needs option “modalSplit” next to it.')
  if (!modalSplitSource?.trim()) fault('Shares need a source: name it in option “modalSplitSource”.')
  const shares = modalSplit?.trim() ? bandShares(modalSplit, bands, fault) : []
  const named = new Set(shares.map(({ band }) => band))
  for (const band of named) checkSum(band, shares, fault)
  refuseFaults(faults)
  return shares
}

function bandShares(
  text: string,
  bands: readonly string[],
  fault: (detail: string) => void,
): readonly ModalShare[] {
  const read = readModalSplitText(text)
  if ('fault' in read) {
    fault(`Option “modalSplit”: ${read.fault}`)
    return []
  }
  const shares = read.shares.map(({ mode, share, distanceBand = ANY_BAND }) => ({
    band: distanceBand,
    mode,
    share,
  }))
  const strange = shares.filter(({ band }) => band !== ANY_BAND && !bands.includes(band))
  if (strange.length > 0)
    fault(`Bands in option “modalSplit” must be among: ${[...bands, ANY_BAND].join(', ')}.`)
  return shares
}

function checkSum(band: string, shares: readonly ModalShare[], fault: (detail: string) => void): void {
  const ofBand = shares.filter((share) => share.band === band)
  const sum = ofBand.reduce((total, { share }) => total + share, 0)
  if (Math.abs(sum - 1) > TOLERANCE) fault(`Option “modalSplit”: the shares of band ${band} must sum to 1.`)
  if (new Set(ofBand.map(({ mode }) => mode)).size < ofBand.length)
    fault(`Option “modalSplit”: band ${band} names a mode twice.`)
}

/** The shares as an SQL relation of band, mode and share, with `*` written out as the bands that it stands for. */
export function modalSplitRelation(shares: readonly ModalShare[], bands: readonly string[]): string {
  const named = new Set(shares.map(({ band }) => band))
  const rows = bands.flatMap((band) =>
    shares
      .filter((share) => share.band === (named.has(band) ? band : '*') && share.share > 0)
      .map(({ mode, share }) => `(${sqlText(band)}, ${sqlText(mode)}, ${share})`),
  )
  return `(VALUES ${rows.join(', ')}) AS split(band, mode, share)`
}
