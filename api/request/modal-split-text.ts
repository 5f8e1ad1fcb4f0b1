import { distanceBandOf, MODES, type Mode } from '../../src/index.ts'

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
    const band = colon < 0 ? EVERY_BAND : part.slice(0, colon).trim()
    if (band !== EVERY_BAND && distanceBandOf(band) === undefined) return { fault: HOW }
    for (const item of part.slice(colon + 1).split(',')) {
      const share = shareOf(item)
      if (!share) return { fault: HOW }
      shares.push(band === EVERY_BAND ? share : { ...share, distanceBand: band })
    }
  }
  return shares.length === 0 ? { fault: HOW } : { shares }
}

function shareOf(item: string): Pick<TextShare, 'mode' | 'share'> | undefined {
  const [name = '', text = '', ...more] = item.split('=').map((word) => word.trim())
  const mode = MODES.find((one) => one === name)
  const [, digits, percent] = SHARE.exec(text) ?? []
  if (!mode || digits === undefined || more.length > 0) return undefined
  const share = percent === '%' ? Number(digits) / 100 : Number(digits)
  return share <= 1 ? { mode, share } : undefined
}
