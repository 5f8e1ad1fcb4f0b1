import type { Language, PageWords, Speech } from './speech.ts'

interface Pattern {
  readonly matches: RegExp
  readonly says: string
}

interface Dictionary {
  readonly exact: ReadonlyMap<string, string>
  readonly patterns: readonly Pattern[]
  /** Codes of the workbook's words, by their English names and by themselves. */
  readonly codes: ReadonlyMap<string, { readonly group: string; readonly code: string }>
}

const dictionaries = new WeakMap<PageWords, Dictionary>()

function dictionaryOf(words: PageWords): Dictionary {
  const kept = dictionaries.get(words)
  if (kept) return kept
  const made = {
    exact: new Map(Object.entries(words.phrases).map(([key, says]) => [folded(key), says])),
    patterns: Object.entries(words.phrases).flatMap(([key, says]) =>
      key.includes('{') ? [{ matches: patternOf(key), says }] : [],
    ),
    codes: codesIn(words.english),
  }
  dictionaries.set(words, made)
  return made
}

function patternOf(key: string): RegExp {
  const parts = key.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1]
    return name === undefined
      ? part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      : name === 'rows'
        ? '(?<rows>[^:]+)'
        : `(?<${name}>[^:,]+?)`
  })
  return new RegExp(`^${parts.join('')}$`, 'i')
}

const codesIn = (english: PageWords['english']): Dictionary['codes'] =>
  new Map(
    Object.entries(english).flatMap(([key, name]) => {
      const [group = '', code = ''] = key.split(/\.(.*)/)
      return [name.toLowerCase(), code].map((text) => [text, { group, code }] as const)
    }),
  )

/** What is written alike in every language. */
const PLAIN =
  /^(?:CO2e?|CH4|N2O|AR\d|euro-\d|II\.\d\.\d|[\d.,]+|(?:up-to-|over-)?[\d.-]+-t|[-/\w]+\/[-/\w,]+)$/

/**
 * A text of the service in the language of the reader: part by part, as far as every part is known.
 *
 * @returns undefined where a part is not known, and the text stays in English
 */
export function findServiceText(text: string, speech: Speech): string | undefined {
  return inWords(text, dictionaryOf(speech.words), speech)
}

/** The same where words can only stand as a text: what is not known stays in English. */
export const serviceText = (text: string, speech: Speech): string => findServiceText(text, speech) ?? text

function inWords(text: string, dictionary: Dictionary, speech: Speech): string | undefined {
  const exact = dictionary.exact.get(folded(text))
  if (exact !== undefined) return alike(text, exact)
  const named = dictionary.codes.get(text.toLowerCase())
  if (named) return speech.name(named.group as 'mode', named.code)
  if (PLAIN.test(text)) return text
  return (
    byPattern(text, dictionary, speech) ??
    joined(text, ': ', dictionary, speech) ??
    joined(text, ' × ', dictionary, speech) ??
    joined(text, ' ÷ ', dictionary, speech) ??
    joined(text, ' + ', dictionary, speech) ??
    bracketed(text, dictionary, speech) ??
    sentences(text, dictionary, speech) ??
    joined(text, ', ', dictionary, speech) ??
    tokens(text, dictionary, speech)
  )
}

function byPattern(text: string, dictionary: Dictionary, speech: Speech): string | undefined {
  for (const { matches, says } of dictionary.patterns) {
    const groups = matches.exec(text)?.groups
    if (groups)
      return alike(
        text,
        says.replace(/\{(\w+)\}/g, (_, name: string) => {
          const value = groups[name] ?? ''
          return dictionary.codes.has(value.toLowerCase())
            ? (inWords(value, dictionary, speech) ?? value)
            : value
        }),
      )
  }
  return undefined
}

/** Parts between a sign, each in words. */
function joined(text: string, sign: string, dictionary: Dictionary, speech: Speech): string | undefined {
  if (!text.includes(sign)) return undefined
  const parts = text.split(sign).map((part) => inWords(part, dictionary, speech))
  return parts.includes(undefined) ? undefined : parts.join(signIn(speech.language, sign))
}

/** `(1 − share of what is lost)`. */
function bracketed(text: string, dictionary: Dictionary, speech: Speech): string | undefined {
  const inside = /^\(1 − (.+)\)$/.exec(text)?.[1]
  const words = inside === undefined ? undefined : inWords(inside, dictionary, speech)
  return words === undefined ? undefined : `(1 − ${words})`
}

/** Sentences of which each is known by itself. */
function sentences(text: string, dictionary: Dictionary, speech: Speech): string | undefined {
  const parts = text.split(/(?<=\.) (?=[A-Z])/)
  if (parts.length < 2) return undefined
  const words = parts.map((part) => inWords(part, dictionary, speech))
  return words.includes(undefined) ? undefined : words.join(signIn(speech.language, ' '))
}

/** `average plug-in-hybrid-petrol`: codes in a row. */
function tokens(text: string, dictionary: Dictionary, speech: Speech): string | undefined {
  const parts = text.split(' ')
  if (parts.length < 2 || parts.length > 4) return undefined
  const words = parts.map((part) => {
    if (dictionary.codes.has(part) || PLAIN.test(part)) return inWords(part, dictionary, speech)
    const known = speech.name('class', part)
    return known === part ? dictionary.exact.get(part) : known
  })
  return words.includes(undefined) ? undefined : words.join(signIn(speech.language, ', '))
}

/** Signs between parts that a language writes otherwise. */
const SIGNS: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = {
  fr: { ': ': '\u00a0: ' },
  zh: { ': ': '：', ', ': '，', ' ': '' },
}
const signIn = (language: Language, sign: string): string => SIGNS[language]?.[sign] ?? sign

const folded = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

/** A capital where the English has one: words inside a sentence begin small, unless German says otherwise. */
const alike = (text: string, says: string): string =>
  /^[A-Z]/.test(text) ? says.charAt(0).toUpperCase() + says.slice(1) : says
