import { LANGUAGES, type Language, speechOf } from '../../web/render.tsx'
import { html, join, NOTHING, raw } from '../http/html.ts'
import type { WebAssets } from './assets.ts'

interface Shell {
  readonly language: Language
  readonly title: string
  /** What stands in the page before any script runs. */
  readonly content: string
  /** Of this page in other languages: its path with a query that `lang` is added to. */
  readonly path: string
  readonly assets: WebAssets
}

/** A page: its bar, its content, and the script that adds to it. */
export function shellOf({
  language,
  title,
  content,
  path,
  assets: { script, styles, words },
}: Shell): string {
  const { say } = speechOf(language)
  const mark = path.includes('?') ? '&' : '?'
  const languages = Object.entries(LANGUAGES).map(
    ([code, name]) =>
      html`<a href="${path}${mark}lang=${code}" lang="${code}" hreflang="${code}"${
        code === language ? html` aria-current="true"` : NOTHING
      }>${name}</a> `,
  )
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${join(styles.map((href) => html`<link rel="stylesheet" href="${href}">`))}
${script === undefined ? NOTHING : html`<script type="module" src="${script}"></script>`}
${words[language] === undefined ? NOTHING : html`<link rel="modulepreload" href="${words[language]}">`}
</head>
<body>
<a class="skip" href="#content">${say('page.skip')}</a>
<header class="bar">
<a class="home" href="/?lang=${language}">${say('page.home')}</a>
<nav aria-label="${say('page.home')}">
<a href="/?lang=${language}">${say('page.estimate')}</a>
<a href="/d?lang=${language}">${say('page.data')}</a>
<a href="/factors?lang=${language}">${say('page.factors')}</a>
<a href="/docs">${say('page.api')}</a>
</nav>
<nav class="languages" aria-label="${say('page.language')}">${languages}</nav>
</header>
<main id="content">${raw(content)}</main>
</body>
</html>
`.text
}
