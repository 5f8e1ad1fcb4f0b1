const IN_COMPONENTS = '#/components/schemas/'
const INPUT = 'Input'

/**
 * A contract with only the schemas that its paths use. The type provider describes each schema twice, as taken
 * and as given; where one of the two is used, it has the plain name.
 */
export function withUsedComponents<Contract extends object>(contract: Contract): Contract {
  const { components = {} } = contract as { components?: { schemas?: Readonly<Record<string, unknown>> } }
  const { schemas = {} } = components
  const used = usedSchemas({ ...contract, components: {} }, schemas)
  const plainName = (name: string): string => {
    const plain = name.endsWith(INPUT) ? name.slice(0, -INPUT.length) : name
    return used.has(plain) ? name : plain
  }
  const kept = Object.fromEntries([...used].sort().map((name) => [plainName(name), schemas[name]]))
  const whole = { ...contract, components: { ...components, schemas: kept } }
  return JSON.parse(JSON.stringify(whole), (key, value) =>
    key === '$ref' && typeof value === 'string' && value.startsWith(IN_COMPONENTS)
      ? IN_COMPONENTS + plainName(value.slice(IN_COMPONENTS.length))
      : value,
  ) as Contract
}

/** The names of the schemas that a part of the contract refers to, directly or through others. */
function usedSchemas(part: unknown, schemas: Readonly<Record<string, unknown>>): ReadonlySet<string> {
  const used = new Set<string>()
  const visit = (value: unknown): void => {
    for (const [, name = ''] of JSON.stringify(value).matchAll(
      /"\$ref":"#\/components\/schemas\/([^"]+)"/g,
    )) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name] ?? {})
    }
  }
  visit(part)
  return used
}
