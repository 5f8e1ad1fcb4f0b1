import { distanceBandOf, MODES, type Mode } from '../../src/index.ts'
import { nearestInMeaning } from './nearest-in-meaning.ts'

/** A share of trips, of one distance band or of every band that no other share names. */
export interface TextShare {
  readonly mode: Mode
  readonly share: number
  readonly distanceBand?: string
}

/** How a modal split is written in a query, an option and a body alike. */
export const MODAL_SPLIT_EXAMPLE = '0-2: walk=0.7, car=0.3; *: car=0.8, bus=0.2'

const HOW = `Write shares of trips by mode, such as "car=0.58, bus=0.42"; with distance bands "${MODAL_SPLIT_EXAMPLE}", where * is every other band.`

const EVERY_BAND = '*'
const SHARE = /^(\d{1,3}(?:\.\d{1,15})?|\.\d{1,15}) ?(%?)$/

/**
 * A modal split from its text: bands behind semicolons, in each the modes with their shares behind commas. Without a
 * band, shares are of every band that is not named.
 *
 * @returns what is wrong, in place of the shares, if it cannot be read
 */
export function readModalSplitText(
  text: string,
): { readonly shares: readonly TextShare[] } | { readonly fault: string } {
  const shares: TextShare[] = []
  for (const part of text.split(';')) {
    if (part.trim() === '') continue
    const colon = part.indexOf(':')
    const band = colon < 0 ? EVERY_BAND : plainBand(part.slice(0, colon))
    if (band !== EVERY_BAND && distanceBandOf(band) === undefined) return { fault: HOW }
    for (const item of part.slice(colon + 1).split(',')) {
      const share = shareOf(item)
      if (typeof share === 'string') return { fault: share === '' ? HOW : `${share} ${HOW}` }
      shares.push(band === EVERY_BAND ? share : { ...share, distanceBand: band })
    }
  }
  return shares.length === 0 ? { fault: HOW } : { shares }
}

/** `0–2 km` is 0-2: bands are of kilometres. */
const plainBand = (text: string): string =>
  text
    .trim()
    .replaceAll(/[\u2010-\u2015]/g, '-')
    .replace(/ ?km$/i, '')

/** A share with its mode; or what is wrong with one of them, empty if it is none at all. */
function shareOf(item: string): Pick<TextShare, 'mode' | 'share'> | string {
  const [name = '', text, ...more] = item.split('=').map((word) => word.trim())
  if (name === '' || text === undefined || more.length > 0) return ''
  const mode = MODES.find((one) => one === name)
  if (!mode)
    return `One of the modes is not known; the nearest in meaning: ${nearestInMeaning(name, MODES).join(', ')}.`
  const [, digits, percent] = SHARE.exec(text) ?? []
  if (digits === undefined) return ''
  const share = percent === '%' ? Number(digits) / 100 : Number(digits)
  return share <= 1 ? { mode, share } : 'A share is over 1: write 58 % or 0.58.'
}
