import type { Importer } from './importer.ts'
import { tidy } from './tidy.ts'

/** Every outside format that datasets can be of. */
export const IMPORTERS: readonly Importer[] = [tidy]
