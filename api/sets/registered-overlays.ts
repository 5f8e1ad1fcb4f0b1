import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { readOverlay } from '../../emission-factors/overlay.ts'
import type { FactorSet } from '../../src/index.ts'
import { ownFactor } from './overlay-schema.ts'

/** A file of a city's own factors: `<id>.json` in the folder that CORDON_OVERLAYS names. */
const overlayFile = z.strictObject({
  title: z.string().trim().min(1).max(300),
  country: z.string().regex(/^[A-Z]{2}$/, 'Write a country code, such as GB.'),
  factors: z.array(ownFactor).min(1).max(1000),
})

/** Own factors that requests may name instead of stating them. */
export interface RegisteredOverlay extends z.output<typeof overlayFile> {
  readonly id: string
}

/**
 * The overlays of a folder, checked like the own factors of a request, against the newest set.
 *
 * @throws {Error} with all faults of all files as `file: pointer: what`
 */
export function loadOverlays(folder: string, newest: FactorSet): readonly RegisteredOverlay[] {
  const faults: string[] = []
  const overlays = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name): RegisteredOverlay[] => {
      const { overlay, wrong } = readFile(join(folder, name), newest)
      faults.push(...wrong.map((what) => `${name}: ${what}`))
      return overlay ? [{ id: name.slice(0, -'.json'.length), ...overlay }] : []
    })
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return overlays
}

function readFile(
  path: string,
  newest: FactorSet,
): { overlay?: z.output<typeof overlayFile>; wrong: readonly string[] } {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return { wrong: [error instanceof Error ? error.message : String(error)] }
  }
  const read = overlayFile.safeParse(content)
  if (!read.success)
    return { wrong: read.error.issues.map((issue) => `/${issue.path.join('/')}: ${issue.message}`) }
  const { refusals } = readOverlay(read.data.factors, newest, { country: read.data.country, name: 'own' })
  return { overlay: read.data, wrong: refusals.map(({ pointer, detail }) => `${pointer}: ${detail}`) }
}
