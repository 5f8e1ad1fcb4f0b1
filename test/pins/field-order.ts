import { z } from 'zod'

interface Node {
  readonly properties?: Readonly<Record<string, Node>>
  readonly items?: Node
  readonly anyOf?: readonly Node[]
  readonly oneOf?: readonly Node[]
}

/** The fields of a schema in the order in which a checked value is written: the text that an estimate's id hashes. */
export function fieldOrder(schema: z.ZodType): readonly string[] {
  const fields: string[] = []
  const walk = (node: Node, path: string): void => {
    for (const [name, child] of Object.entries(node.properties ?? {})) {
      const at = `${path}/${name}`
      if (!fields.includes(at)) fields.push(at)
      walk(child, at)
    }
    if (node.items) walk(node.items, `${path}/*`)
    for (const option of [...(node.anyOf ?? []), ...(node.oneOf ?? [])]) walk(option, path)
  }
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' })
  walk(json as Node, '')
  return fields
}

/** The pinned fields in the order they have now; those that are gone are left out. */
export const inPresentOrder = (pinned: readonly string[], now: readonly string[]): readonly string[] =>
  now.filter((field) => pinned.includes(field))
