import { createHash } from 'node:crypto'
import { NOTICES } from '../../src/index.ts'
import { briefHtml, type Language, type WholeAnswer } from '../../web/render.tsx'
import { html, raw } from '../http/html.ts'
import { codeTextsIn } from '../words/code-texts.ts'
import type { WebAssets } from './assets.ts'

/** A brief as one file. */
interface BriefDocument {
  readonly document: string
  /** What it may load: nothing, for its pictures and its style stand in it. */
  readonly contentPolicy: string
}

/**
 * The two pages as one file, to be read and printed anywhere.
 *
 * @param address where the answer is saved; undefined where it is not
 */
export function briefDocument(
  result: WholeAnswer['result'],
  address: string | undefined,
  language: Language,
  { styles, files }: WebAssets,
): BriefDocument {
  const style = styles.map((name) => files.get(name.slice(name.lastIndexOf('/') + 1))?.bytes ?? '').join('')
  const brief = briefHtml({ result, codeTexts: codeTextsIn(NOTICES, language) }, address, language)
  const document = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${brief.title}</title>
<style>${raw(style)}</style>
</head>
<body>
<main>${raw(brief.html)}</main>
</body>
</html>
`.text
  const digest = createHash('sha256').update(style).digest('base64')
  return {
    document,
    contentPolicy: `default-src 'none'; style-src 'sha256-${digest}'; frame-ancestors 'none'; base-uri 'none'`,
  }
}
