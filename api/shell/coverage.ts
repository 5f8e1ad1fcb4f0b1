import wrapAnsi from 'wrap-ansi'

const WIDTH = 100

/**
 * What a figure covers, to be read before the figure; at most 100 columns wide.
 *
 * @param coverage undefined in a result that an earlier version kept
 * @param name of the figure, where there are several
 */
export function coverageText(coverage: { readonly sentence: string } | undefined, name?: string): string {
  if (coverage === undefined) return ''
  return `${wrapAnsi(`${name === undefined ? '' : `${name}: `}${coverage.sentence}`, WIDTH)}\n`
}
