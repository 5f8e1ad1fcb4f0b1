/** How much larger than on the screen a picture is, so that it prints well. */
const PNG_SCALE = 2
const MARGIN = 16
const HEAD = 58
const FOOT = 26
const SVG = 'http://www.w3.org/2000/svg'

/** Adds to each chart the ways to take it along: SVG, PNG and CSV, each with its title and source. */
export function takeCharts(inside: ParentNode): void {
  for (const chart of inside.querySelectorAll<HTMLElement>('figure[data-chart]')) {
    const place = chart.querySelector('[data-take]')
    const drawn = chart.querySelector<SVGSVGElement>('.wide svg')
    if (!place || !drawn || place.querySelector('button')) continue
    const { chart: name = 'chart', title = name } = chart.dataset
    const svg = (): string => new XMLSerializer().serializeToString(framed(drawn, chart.dataset))
    place.append(
      ...[
        button('SVG', title, () => download(`${name}.svg`, new Blob([svg()], { type: 'image/svg+xml' }))),
        button('PNG', title, async () => download(`${name}.png`, await pngOf(svg()))),
        button('CSV', title, () => download(`${name}.csv`, new Blob([csvOf(chart)], { type: 'text/csv' }))),
      ].flatMap((one) => [' ', one]),
    )
  }
}

function button(label: string, title: string, take: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.textContent = label
  // A page has several charts, and a list of its buttons tells them apart.
  made.setAttribute('aria-label', `${label}: ${title}`)
  made.addEventListener('click', take)
  return made
}

function download(name: string, blob: Blob): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  URL.revokeObjectURL(link.href)
}

/** The drawing with its title, subtitle and source, and with colours of its own: a file has no stylesheet. */
function framed(
  drawn: SVGSVGElement,
  { title = '', subtitle = '', source = '' }: DOMStringMap,
): SVGSVGElement {
  const { width, height } = drawn.viewBox.baseVal
  const whole = document.createElementNS(SVG, 'svg')
  const [wide, high] = [width + 2 * MARGIN, height + HEAD + FOOT]
  whole.setAttribute('viewBox', `0 0 ${wide} ${high}`)
  whole.setAttribute('width', String(wide))
  whole.setAttribute('height', String(high))
  whole.setAttribute('font-family', 'system-ui, sans-serif')
  const copy = drawn.cloneNode(true) as SVGSVGElement
  copy.setAttribute('x', String(MARGIN))
  copy.setAttribute('y', String(HEAD))
  const ground = document.createElementNS(SVG, 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', 'var(--page)')
  whole.append(
    ground,
    textAt(title, 24, 18, 'var(--ink)'),
    textAt(subtitle, 44, 12, 'var(--muted)'),
    copy,
    textAt(source, high - 8, 12, 'var(--muted)'),
  )
  const style = getComputedStyle(document.documentElement)
  for (const part of [...whole.querySelectorAll('*')])
    for (const { name, value } of [...part.attributes]) {
      const variable = /^var\((--[a-z-]+)\)$/.exec(value)?.[1]
      if (variable) part.setAttribute(name, style.getPropertyValue(variable).trim())
    }
  return whole
}

function textAt(text: string, y: number, size: number, fill: string): SVGTextElement {
  const made = document.createElementNS(SVG, 'text')
  made.setAttribute('x', String(MARGIN))
  made.setAttribute('y', String(y))
  made.setAttribute('font-size', String(size))
  made.setAttribute('fill', fill)
  made.textContent = text
  return made
}

async function pngOf(svg: string): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = image.width * PNG_SCALE
  canvas.height = image.height * PNG_SCALE
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture')))),
  )
}

/** The table of a chart as it stands, with its source as a last row. */
function csvOf(chart: HTMLElement): string {
  const rows = [...chart.querySelectorAll('table tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
  )
  const lines = [...rows, [chart.dataset['source'] ?? '']]
  return `\ufeff${lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n')}\r\n`
}
