import { readFileSync, writeFileSync } from 'node:fs'
import { NOTICES, REFUSALS } from '../src/index.ts'

/*
 * Brings the files of words in step: every language gets the keys of English (phrases: those of German), in its order,
 * and loses those that are gone. What is new stands in English until somebody translates it; tests name it.
 */

const LANGUAGES = ['de', 'es', 'fr', 'pt', 'zh']

type Texts = Readonly<Record<string, unknown>>
type Catalogue = Readonly<Record<'words' | 'page' | 'phrases', Texts>>

const read = (file: string): unknown => JSON.parse(readFileSync(`words/${file}.json`, 'utf8'))
const write = (file: string, content: unknown): void =>
  writeFileSync(`words/${file}.json`, `${JSON.stringify(content, null, 2)}\n`)

const inStep = (source: Texts, own: Texts): Texts =>
  Object.fromEntries(Object.entries(source).map(([key, text]) => [key, own[key] ?? text]))

const english = read('en') as Catalogue
const german = read('de') as Catalogue
const phrases = Object.fromEntries(Object.keys(german.phrases).map((key) => [key, key]))
const codes = Object.fromEntries(
  Object.entries({ ...NOTICES, ...REFUSALS }).map(([code, { title, advice }]) => [code, { title, advice }]),
)

for (const language of LANGUAGES) {
  const own = read(language) as Catalogue
  write(language, {
    ...own,
    words: inStep(english.words, own.words),
    page: inStep(english.page, own.page),
    phrases: inStep(phrases, own.phrases),
  })
  write(`codes/${language}`, inStep(codes, read(`codes/${language}`) as Texts))
}
