import { type Language, say, WORD_KEYS, type WordKey } from '../words/catalogue.ts'
import { UNITS, type UnitKey, unitWord } from '../words/unit.ts'
import { listRange } from '../workbook/sheet-extras.ts'
import { ROWS_ABOVE, text, titleRow, type WrittenSheet } from './written-sheet.ts'

/** The lists that cells choose from, each in a column of a sheet of its own. */
export class WordLists {
  readonly #language: Language
  readonly #columns = new Map<string, readonly string[]>()

  constructor(language: Language) {
    this.#language = language
  }

  /** All words of a group, such as `mode`. */
  words(group: 'mode' | 'carrier' | 'powertrain' | 'flow' | 'setting'): string {
    return this.keys(WORD_KEYS.filter((key) => key.startsWith(`${group}.`)))
  }

  units(keys: readonly UnitKey[]): string {
    const all = Object.keys(UNITS) as readonly UnitKey[]
    return this.keys(all.filter((key) => keys.includes(key)).map(unitWord))
  }

  /** The range of a list of these words. */
  keys(keys: readonly WordKey[]): string {
    const name = keys.join(' ')
    const texts = this.#columns.get(name) ?? keys.map((key) => say(this.#language, key))
    this.#columns.set(name, texts)
    const column = [...this.#columns.keys()].indexOf(name)
    return listRange(say(this.#language, 'sheet.lists'), column, [ROWS_ABOVE, ROWS_ABOVE + texts.length - 1])
  }

  sheet(): WrittenSheet {
    const columns = [...this.#columns.values()]
    const length = Math.max(...columns.map((texts) => texts.length))
    return {
      data: [
        titleRow(this.#language, 'sheet.lists'),
        [null],
        ...Array.from({ length }, (_, row) =>
          columns.map((texts) => (texts[row] === undefined ? null : text(texts[row]))),
        ),
      ],
      widths: columns.map(() => 24),
      help: [],
      sticky: 0,
    }
  }
}
