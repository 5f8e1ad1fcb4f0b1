import { z } from 'zod'

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
  readonly $ref?: string
}

const DEFINED = '#/$defs/'

/** The fields of a schema in the order in which a checked value is written: the text that an estimate's id hashes. */
export function fieldOrder(schema: z.ZodType): readonly string[] {
  const fields: string[] = []
  const { $defs = {}, ...whole } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as Node & { $defs?: Readonly<Record<string, Node>> }
  const walk = ({ $ref, ...beside }: Node, path: string): void => {
    // A schema that has a name stands among the definitions.
    const node = $ref === undefined ? beside : $defs[$ref.slice(DEFINED.length)]
    if (!node) throw new Error(`No definition ${$ref}.`)
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const at = `${path}/${name}`
      if (!fields.includes(at)) fields.push(at)
      walk(child, at)
    }
    if (node.items) walk(node.items, `${path}/*`)
    for (const option of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) walk(option, path)
  }
  walk(whole, '')
  return fields
}

/** The pinned fields in the order they have now; those that are gone are left out. */
export const inPresentOrder = (pinned: readonly string[], now: readonly string[]): readonly string[] =>
  now.filter((field) => pinned.includes(field))
