import { z } from 'zod'
import { reconciliationRequest } from '../../api/reconciliation/request-schema.ts'
import type { Range, StatedField } from '../../src/estimate/field.ts'
import { fieldsOf, statedDefault } from '../../src/estimate/field-lookup.ts'
import { FIELD_GROUPS, type FieldGroup } from '../../src/estimate/fields.ts'

/** A field of a body as its JSON schema describes it. */
interface BodyField {
  readonly name: string
  /** Whether it takes a quantity with its uncertainty. */
  readonly isQuantity: boolean
  readonly words: string
}

/** An object of a body, or the rows of a list. */
interface Part {
  /** Names from the body to the part, without the indices of rows. */
  readonly path: string
  readonly words: string
  readonly fields: readonly BodyField[]
}

interface Node {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Node>>
  readonly type?: string
  readonly properties?: Readonly<Record<string, Node>>
  readonly required?: readonly string[]
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly enum?: readonly string[]
  readonly default?: unknown
  readonly description?: string
}

/** Longer lists are left to what is said of the field, or to GET /v1/vocabulary. */
const MAX_LISTED = 8

/** Every object of a body, the body itself first. */
export function partsOf(schema: z.ZodType): readonly Part[] {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node
  return partsIn(json, '', json.$defs ?? {})
}

type Definitions = Readonly<Record<string, Node>>

const DEFINED = '#/$defs/'
const QUANTITY = `${DEFINED}UncertainQuantity`

/** A schema that has a name stands among the definitions; what is said where it is used goes first. */
function resolved(node: Node, definitions: Definitions): Node {
  const { $ref, ...beside } = node
  return $ref === undefined ? node : { ...definitions[$ref.slice(DEFINED.length)], ...beside }
}

function partsIn(unresolved: Node, path: string, definitions: Definitions, words?: string): readonly Part[] {
  const { properties = {}, required = [], description = '' } = resolved(unresolved, definitions)
  const named = Object.entries(properties).map(([name, node]) => {
    const field = resolved(node, definitions)
    const rows = field.items && resolved(field.items, definitions)
    return { name, field, rows, words: field.description ?? rows?.description }
  })
  if (named.length === 0) return []
  const fields = named.map(({ name, field, words: said }) => ({
    name,
    isQuantity: field.anyOf?.some(({ $ref }) => $ref === QUANTITY) === true,
    words: sentences(said, valuesOf(field), required.includes(name) && 'Required'),
  }))
  const inside = named.flatMap(({ name, field, rows, words: said }) =>
    partsIn(rows ?? field, path === '' ? name : `${path}/${name}`, definitions, said),
  )
  return [{ path, words: words ?? description, fields }, ...inside]
}

/** Texts one after the other, each ended by a full stop. */
const sentences = (...texts: readonly (string | false | undefined)[]): string =>
  texts.flatMap((text) => (text ? [text.endsWith('.') ? text : `${text}.`] : [])).join(' ')

function valuesOf({ type, enum: values = [], default: absent, description }: Node): string {
  const isShort = values.length <= MAX_LISTED
  const listed = isShort && values.length > 0 && `One of ${values.map((value) => `\`${value}\``).join(', ')}`
  const elsewhere = !isShort && description === undefined && 'A word of `GET /v1/vocabulary`'
  const isShown = (type === 'string' || type === 'boolean') && absent !== undefined
  return sentences(listed, elsewhere, isShown && `\`${absent}\` where absent`)
}

const isGroup = (path: string): path is FieldGroup => (FIELD_GROUPS as readonly string[]).includes(path)

/** The tables of docs/request.md: the parts of a request, then the fields of each part that states quantities. */
export function requestTables(): string {
  const [body, ...parts] = partsOf(reconciliationRequest)
  const stated = parts.filter(({ path }) => isGroup(path))
  const rows = body?.fields.map(({ name, words }) => {
    const inside = stated.filter(({ path }) => path.split('/')[0] === name)
    return row([inside.length > 0 ? `[\`${name}\`](#${name.toLowerCase()})` : `\`${name}\``, words])
  })
  return [
    '| part | says |\n|---|---|',
    ...(rows ?? []),
    ...stated.map(
      ({ path, words, fields }) => `\n${headed(path, words)}\n${fieldTable(path as FieldGroup, fields)}`,
    ),
  ].join('\n')
}

const headed = (path: string, words: string): string =>
  `## ${path.replaceAll('/', '.')}\n${words === '' ? '' : `\n${words}\n`}`

function fieldTable(group: FieldGroup, fields: readonly BodyField[]): string {
  const rows = fields.map(({ name, words }) => {
    const field = fieldsOf(group)[name]
    if (!field) return row([`\`${name}\``, words, '', '', '', ''])
    const required = field.required ? ' Required.' : ''
    return row([
      `\`${name}\``,
      `${field.words}${required}`,
      field.units.join(', '),
      rangeText(field.range),
      uncertaintyText(group, name, field),
      `\`"${field.example}"\``,
    ])
  })
  return [
    '| field | says | units | range | 95 % interval | example |\n|---|---|---|---|---|---|',
    ...rows,
  ].join('\n')
}

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`.replaceAll(/ +\|/g, ' |')

/** The tightest of the limits, as `above 0 to 366`; what is not a temperature is not negative. */
export function rangeText(range: Range): string {
  const lows = range.flatMap(({ above, from }) => [
    ...(above === undefined ? [] : [{ end: above, text: `above ${above}` }]),
    ...(from === undefined ? [] : [{ end: from, text: `${from}` }]),
  ])
  const highs = range.flatMap(({ to, below }) => [
    ...(to === undefined ? [] : [{ end: to, text: numberText(to) }]),
    ...(below === undefined ? [] : [{ end: below, text: `below ${below}` }]),
  ])
  const low = lows.toSorted((a, b) => b.end - a.end)[0]?.text ?? '0'
  // Of two limits at one number, the last excludes it.
  const high = highs.toReversed().toSorted((a, b) => a.end - b.end)[0]?.text ?? ''
  return `${low} to ${high}`
}

const numberText = (value: number): string => (value === 1e16 ? '10¹⁶' : `${value}`)

/** As wide as a stated number without uncertainty is taken to be. */
function uncertaintyText(group: FieldGroup, name: string, { units }: StatedField): string {
  const texts = units.map((unit) => {
    const spread = statedDefault(unit, `/${group}/${name}`)?.spread
    if (!spread) throw new Error(`${group}/${name} has no default uncertainty.`)
    if ('amount' in spread) return `±${spread.amount} ${unit}`
    return 'factor' in spread
      ? `×/÷ ${spread.factor}`
      : spread.relative === 0
        ? 'none'
        : `±${spread.relative * 100} %`
  })
  return [...new Set(texts)].join(', ')
}
