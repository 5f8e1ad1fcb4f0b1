/** A text that stands for no cell. */
const NONE = '-'

/**
 * A list as text: words apart by a space, `word*3` for three times the word, `-` where there is none.
 *
 * @param words none of which holds a space or a `*`
 */
export function writeRuns(words: readonly (string | undefined)[]): string {
  const runs: { readonly word: string; times: number }[] = []
  for (const given of words) {
    const word = given ?? NONE
    const last = runs.at(-1)
    if (last?.word === word) last.times += 1
    else runs.push({ word, times: 1 })
  }
  return runs.map(({ word, times }) => (times === 1 ? word : `${word}*${times}`)).join(' ')
}

/**
 * The list that `writeRuns` wrote.
 *
 * @param cellOf what a word stands for
 * @throws {Error} naming a run that is not one
 */
export function readRuns<Cell>(text: string, cellOf: (word: string) => Cell): (Cell | undefined)[] {
  const cells: (Cell | undefined)[] = []
  for (const run of text.split(' ')) {
    const star = run.indexOf('*')
    const word = star === -1 ? run : run.slice(0, star)
    const times = star === -1 ? 1 : Number(run.slice(star + 1))
    if (word === '' || !Number.isInteger(times) || times < 1) throw new Error(`'${run}' is no run of a list`)
    const cell = word === NONE ? undefined : cellOf(word)
    for (let time = 0; time < times; time += 1) cells.push(cell)
  }
  return cells
}
