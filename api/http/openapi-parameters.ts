interface Parameter {
  readonly name: string
  readonly required?: boolean
}
type Reference = { readonly $ref: string }
interface Operation {
  readonly parameters?: readonly (Parameter | Reference)[]
}
type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>
interface Contract {
  readonly paths?: Paths
  readonly components?: object
}

/**
 * A contract in which a parameter that several operations take alike is written once, by its name. Of parameters that
 * share a name and nothing else, the one that most operations take has it; the others have it with a number. That one is not
 * required goes without saying.
 */
export function withNamedParameters<Given extends object>(contract: Given): Given {
  const { paths: given = {}, components } = contract as Contract
  const paths = mapOperations(given, (operation) =>
    operation.parameters ? { ...operation, parameters: operation.parameters.map(withoutFalse) } : operation,
  )
  const counts = new Map<string, number>()
  for (const operation of operationsOf(paths))
    for (const parameter of operation.parameters ?? []) {
      const text = JSON.stringify(parameter)
      counts.set(text, (counts.get(text) ?? 0) + 1)
    }
  const named = new Map<string, string>()
  for (const [text, count] of [...counts].sort(([, a], [, b]) => b - a)) {
    const { name } = JSON.parse(text) as Partial<Parameter>
    if (count > 1 && name !== undefined) named.set(freeName(nameOf(name), named), text)
  }
  const names = new Map([...named].map(([name, text]) => [text, name]))
  const refer = (parameter: Parameter | Reference): Parameter | Reference => {
    const name = names.get(JSON.stringify(parameter))
    return name === undefined ? parameter : { $ref: `#/components/parameters/${name}` }
  }
  const referred = mapOperations(paths, (operation) =>
    operation.parameters ? { ...operation, parameters: operation.parameters.map(refer) } : operation,
  )
  const parameters = Object.fromEntries(
    [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => [name, JSON.parse(text)]),
  )
  return { ...contract, components: { ...components, parameters }, paths: referred }
}

function withoutFalse(parameter: Parameter | Reference): Parameter | Reference {
  if ('$ref' in parameter || parameter.required !== false) return parameter
  const { required: _, ...rest } = parameter
  return rest
}

function freeName(name: string, taken: ReadonlyMap<string, string>): string {
  for (let number = 1; ; number += 1) {
    const one = number === 1 ? name : `${name}${number}`
    if (!taken.has(one)) return one
  }
}

const operationsOf = (paths: Paths): readonly Operation[] =>
  Object.values(paths).flatMap((path) => Object.values(path))

function mapOperations(paths: Paths, change: (operation: Operation) => Operation): Paths {
  return Object.fromEntries(
    Object.entries(paths).map(([path, operations]) => [
      path,
      Object.fromEntries(Object.entries(operations).map(([method, one]) => [method, change(one)])),
    ]),
  )
}

/** `meanSpeed` → `MeanSpeed`, `x-y` → `XY`. */
const nameOf = (name: string): string =>
  name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z])/g, (_, letter: string) => letter.toUpperCase())
