/** Of a letter in the size of a chart's words [px]: Latin ones at their widest mean, Chinese ones as square as they are. */
const LETTER = 8
const SQUARE = 14

/** About how wide a text is drawn, so that nothing is placed over an edge. */
export const textWidth = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\u2e80-\uffef]/u.test(letter) ? SQUARE : LETTER), 0)
