import type { Importer } from './importer.ts'

/** Every outside format that datasets can be of. */
export const IMPORTERS: readonly Importer[] = []
