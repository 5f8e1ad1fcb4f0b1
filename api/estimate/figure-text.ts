import type { Sum } from './figure-schema.ts'

/** What stands under a name of a group of figures: its name, its share, a figure, or nothing that is known. */
type Part = string | number | null | Sum

/** A group of figures of a result, or a list of groups. */
export type Figures = Readonly<Record<string, Part>> | readonly Readonly<Record<string, Part>>[]

/**
 * Figures as JSON, byte for byte `JSON.stringify(figures)`. Most of a result are numbers, and many of them stand in several
 * groups: joined to a text, a number that was written just before is not worked out again.
 */
export function figuresText(figures: Figures): string {
  if (!isList(figures)) return groupText(figures)
  let text = ''
  for (const group of figures) text += text === '' ? groupText(group) : `,${groupText(group)}`
  return `[${text}]`
}

const isList = (figures: Figures): figures is readonly Readonly<Record<string, Part>>[] =>
  Array.isArray(figures)

function groupText(group: Readonly<Record<string, Part>>): string {
  let text = ''
  for (const name in group) text += `${text === '' ? '' : ','}"${name}":${partText(group[name] as Part)}`
  return `{${text}}`
}

function partText(part: Part): string {
  if (part === null) return 'null'
  if (typeof part === 'number') return numberText(part)
  if (typeof part === 'string' || part.value === null) return JSON.stringify(part)
  const { value, unit, lower, upper } = part
  const figure = `{"value":${numberText(value)},"unit":"${unit}"`
  return lower === undefined || upper === undefined
    ? `${figure}}`
    : `${figure},"lower":${numberText(lower)},"upper":${numberText(upper)}}`
}

/** JSON has no number that is not finite. */
const numberText = (value: number): string => (Number.isFinite(value) ? `${value}` : 'null')
