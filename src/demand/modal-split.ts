import type { Refusal } from '../issues/issue.ts'
import type { Mode } from '../vocabulary.ts'
import type { FactCell } from './fact-cell.ts'

/** Rounded shares may miss 1 by the last digit; a larger difference is a mistake. */
const SHARE_TOLERANCE = 1e-6

/** A share of the trips without a mode: of one distance band, or of all bands that no other row names. */
export interface SplitShare {
  readonly mode: Mode
  readonly share: number
  readonly distanceBand?: string
}

/** Stands for every band that the modal split does not name. */
const ANY_BAND = ''

/** A stated modal split, applied to facts without a mode. */
export class ModalSplit {
  readonly #byBand = new Map<string, SplitShare[]>()

  constructor(shares: readonly SplitShare[]) {
    for (const share of shares) {
      const band = share.distanceBand ?? ANY_BAND
      this.#byBand.set(band, [...(this.#byBand.get(band) ?? []), share])
    }
  }

  /** Refuses bands whose shares do not sum to 1, or that name a mode twice. */
  check(pointer: string): readonly Refusal[] {
    return [...this.#byBand].flatMap(([band, shares]): readonly Refusal[] => {
      const of = band === ANY_BAND ? 'without a band' : `for the band ${band}`
      const sum = shares.reduce((total, { share }) => total + share, 0)
      const modes = new Set(shares.map(({ mode }) => mode))
      return [
        ...(Math.abs(sum - 1) > SHARE_TOLERANCE
          ? [
              {
                code: 'shares-not-one' as const,
                pointer,
                detail: `The shares ${of} sum to ${sum}, not to 1.`,
              },
            ]
          : []),
        ...(modes.size < shares.length
          ? [{ code: 'duplicate-row' as const, pointer, detail: `The shares ${of} name a mode twice.` }]
          : []),
      ]
    })
  }

  /** Bands that the split names and no fact without a mode has: their shares act on nothing. */
  unusedBands(cells: readonly Pick<FactCell, 'mode' | 'distanceBand'>[]): readonly string[] {
    const bands = new Set(
      cells.flatMap(({ mode, distanceBand }) => (mode === null ? [distanceBand ?? ANY_BAND] : [])),
    )
    return [...this.#byBand.keys()].filter((band) => band !== ANY_BAND && !bands.has(band))
  }

  /** The shares for the band of a cell; undefined if the split has none. */
  find({ distanceBand }: FactCell): readonly SplitShare[] | undefined {
    return this.#byBand.get(distanceBand ?? ANY_BAND) ?? this.#byBand.get(ANY_BAND)
  }
}
