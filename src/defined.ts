type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>
}

/** An object without the fields that are undefined: an optional field is absent, never undefined. */
export function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}

/** Those of some fields that an object states, in the order of the fields. */
export function pickDefined<T extends object, Field extends keyof T>(
  object: T,
  fields: readonly Field[],
): Defined<Pick<T, Field>> {
  const picked: Partial<Pick<T, Field>> = {}
  for (const field of fields) picked[field] = object[field]
  return defined(picked as Pick<T, Field>)
}
