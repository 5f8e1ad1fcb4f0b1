import { reachOf, type Wanted } from './candidates.ts'
import type { CurveSubject, FactorSet } from './factor-set.ts'
import type { AnyRecord } from './record.ts'
import { type PlaceAndYear, reachable, technologySteps } from './select.ts'
import { SUBJECT, SUBJECT_FIELDS } from './subject.ts'

/** Why no record can stand for a figure, and what there is instead. */
export interface Absence {
  readonly detail: string
  /** Subjects of the same kind that the set has, in words. */
  readonly subjects: readonly string[]
}

/** What a figure is about, in words: `car medium petrol euro-4`. */
export function subjectText(about: Omit<Wanted, 'kind'>): string {
  return SUBJECT_FIELDS.flatMap((field) => ('words' in SUBJECT[field] ? (about[field] ?? []) : [])).join(' ')
}

/**
 * What is missing where `rankMatches` gives nothing: an earlier year, a figure per this distance, a figure of a region
 * that may stand in, or any figure of the subject.
 *
 * @param name of the figure in words; absent: by its kind and subject
 */
export function whyNothingFits(
  set: FactorSet,
  wanted: Wanted,
  { region, year }: PlaceAndYear,
  name = [wanted.kind, subjectText(wanted)].filter((part) => part !== '').join(' of '),
): Absence {
  const { kind, per } = wanted
  const ofSubject = recordsAbout(set, wanted)
  if (ofSubject.length === 0) {
    const { content } = set
    const ofKind: readonly AnyRecord[] =
      kind === 'speed-curve' ? content.curves : set.listOfKind(kind, wanted.mode)
    const beside = ofKind.filter((one) => one.mode === wanted.mode)
    const subjects = [...new Set(beside.map(subjectText))].filter((text) => text !== '').sort()
    return { detail: `Factor set ${content.id} has no ${name} for any region.`, subjects }
  }
  const fitting = ofSubject.filter(
    (one) => per === undefined || !('canonicalUnit' in one) || one.canonicalUnit.endsWith(per),
  )
  if (fitting.length === 0)
    return { detail: `Every published ${name} is per a distance other than ${per}.`, subjects: [] }
  const regions = new Set(reachable(set, region, reachOf(wanted)))
  const here = fitting.filter((one) => regions.has(one.region))
  if (here.length === 0) {
    const others = [...new Set(fitting.map((one) => set.group(one.region)?.name ?? one.region))]
    return {
      detail: `No source gives ${name} for ${region}, and Cordon never uses one from another country. Figures exist for ${listed(others)}.`,
      subjects: [],
    }
  }
  const first = Math.min(...here.map(({ yearFrom }) => yearFrom ?? Number.NEGATIVE_INFINITY))
  return {
    detail: `The figures of ${name} that ${region} can use begin in ${first}, and Cordon never uses a later figure for ${year}.`,
    subjects: [],
  }
}

/** The records of a subject or of one that may stand for it, of any region and year. */
function recordsAbout(set: FactorSet, { kind, ...about }: Wanted): readonly AnyRecord[] {
  // A vehicle without one of the four has no curve, and a curve has all.
  if (kind === 'speed-curve') return set.curves(about as CurveSubject)
  if (kind === 'fleet-share') return set.listOfKind(kind, about.mode).filter((one) => one.mode === about.mode)
  const steps = technologySteps({ kind, ...about })
  return set.listRegions(kind).flatMap((code) => steps.flatMap(([subject]) => set.find(subject, code)))
}

const NAMED = 12

/** The first of many. */
function listed(words: readonly string[]): string {
  const rest = words.length - NAMED
  return words.slice(0, NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
