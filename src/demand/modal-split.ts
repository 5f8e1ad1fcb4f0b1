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

  /** The bands that it names, as written. */
  get bands(): readonly string[] {
    return [...this.#byBand.keys()].filter((band) => band !== ANY_BAND)
  }

  /** Whether it has shares for every band that it does not name. */
  get hasRest(): boolean {
    return this.#byBand.has(ANY_BAND)
  }

  /** Refuses bands whose shares do not sum to 1, or that name a mode twice, and bands that no fact without a mode has. */
  check(pointer: string, cells: readonly Pick<FactCell, 'mode' | 'distanceBand'>[]): readonly Refusal[] {
    return [...this.#unmatched(pointer, cells), ...this.#unsound(pointer)]
  }

  #unsound(pointer: string): readonly Refusal[] {
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

  /** Shares of a band that no fact has would act on nothing, and other shares on what they were meant for. */
  #unmatched(pointer: string, cells: readonly Pick<FactCell, 'mode' | 'distanceBand'>[]): readonly Refusal[] {
    const bands = new Set(
      cells.flatMap(({ mode, distanceBand }) => (mode === null ? [distanceBand ?? ANY_BAND] : [])),
    )
    const unused = this.bands.filter((band) => !bands.has(band))
    if (unused.length === 0) return []
    const named = [...bands].filter((band) => band !== ANY_BAND).sort()
    const has =
      named.length > 0
        ? `Facts without a mode have the bands ${named.join(', ')}.`
        : 'Facts without a mode have no bands: leave the bands out.'
    return [
      {
        code: 'band-not-in-facts',
        pointer,
        detail: `No fact without a mode has the ${unused.length === 1 ? 'band' : 'bands'} ${unused.join(', ')}. ${has}`,
        ...(named.length > 0 ? { candidates: named } : {}),
      },
    ]
  }

  /** The shares for the band of a cell; undefined if the split has none. */
  find({ distanceBand }: FactCell): readonly SplitShare[] | undefined {
    return this.#byBand.get(distanceBand ?? ANY_BAND) ?? this.#byBand.get(ANY_BAND)
  }
}
