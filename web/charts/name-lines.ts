/** A long name in two lines, parted at the space nearest to its middle. */
export function linesOf(name: string, maxLetters: number): readonly string[] {
  if (name.length <= maxLetters) return [name]
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index)
  const middle = name.length / 2
  const [at] = spaces.sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))
  return at === undefined ? [name] : [name.slice(0, at), name.slice(at + 1)]
}
