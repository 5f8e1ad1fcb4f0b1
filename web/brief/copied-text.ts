/** What is pasted of a brief: headings, paragraphs, lists and tables, without pictures and buttons. */
interface CopiedBrief {
  readonly text: string
  readonly html: string
}

const LEFT_OUT = 'svg, button, [data-tools]'
const KEPT = new Set([
  'H1',
  'H2',
  'P',
  'UL',
  'LI',
  'TABLE',
  'THEAD',
  'TBODY',
  'TR',
  'TH',
  'TD',
  'STRONG',
  'A',
])

/** A brief as it is pasted: as plain text, and as plain HTML, in which word processors find headings and tables. */
export function copiedBrief(brief: Element): CopiedBrief {
  const copy = brief.cloneNode(true) as Element
  for (const part of [...copy.querySelectorAll(LEFT_OUT)]) part.remove()
  const text = [...copy.querySelectorAll('h1, h2, p, li, tr')]
    .map((part) => {
      const words = wordsOf(part)
      if (words === '') return ''
      if (part.matches('h1, h2')) return `\n${words}`
      if (part.matches('li')) return `- ${words}`
      return words
    })
    .filter((line) => line !== '')
    .join('\n')
    .trim()
  return { text: `${text}\n`, html: htmlOf(copy) }
}

/** Cells of a row are parted by tabs, so that a spreadsheet takes them apart. */
function wordsOf(part: Element): string {
  if (part.matches('tr'))
    return [...part.querySelectorAll('th, td')].map((cell) => spaced(cell.textContent)).join('\t')
  return spaced(part.textContent)
}

const spaced = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim()

/** Elements that a word processor has, and no attribute but addresses. */
function htmlOf(part: Element): string {
  const inside = [...part.childNodes]
    .map((child) =>
      child instanceof Element
        ? htmlOf(child)
        : child.nodeType === Node.TEXT_NODE
          ? escaped(child.textContent)
          : '',
    )
    .join('')
  if (!KEPT.has(part.tagName)) return inside
  const tag = part.tagName.toLowerCase()
  const href = tag === 'a' && part instanceof HTMLAnchorElement ? ` href="${escaped(part.href)}"` : ''
  return `<${tag}${href}>${inside}</${tag}>`
}

const escaped = (text: string | null): string =>
  (text ?? '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
