export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether a request takes its demand from a dataset. */
export const namesDataset = (value: unknown): value is { readonly demand: { readonly dataset: unknown } } =>
  isObject(value) && isObject(value['demand']) && 'dataset' in value['demand']
