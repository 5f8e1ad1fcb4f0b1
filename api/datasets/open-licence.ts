/**
 * Licences under which anybody may use, change and pass on data, by the words of their names and ids. A list, because rules
 * that protect persons are left to who publishes openly: a word of the caller's own is no such licence.
 */
export const OPEN_NAMES: readonly string[] = [
  // Creative Commons, in the names of its languages and as addresses.
  'cc ?0|cc zero|cc ?by|cc ?pdm|publicdomain (zero|mark)',
  'creative commons (zero|attribution|by|namensnennung|atribucion|reconocimiento|attribuzione|atribuicao|public domain)',
  'creativecommons org licenses by',
  // Open Data Commons, and the Community Data License Agreement.
  'odbl|odc ?(by|odbl|pddl)|pddl|open database licen[cs]e|open data commons|cdla|community data licen[cs]e',
  // Of states and their cities.
  'ogl|open government licen[cs]e|open parliament licen[cs]e',
  'dl ?de|govdata|datenlizenz deutschland',
  'licence ouverte|open licence etalab|etalab|lov ?[12]',
  'iodl|italian open data licen[cs]e|nlod|norwegian licen[cs]e for open (government )?data',
  'godl|government open data licen[cs]e|ogdl|open government data licen[cs]e|singapore open data licen[cs]e',
  'kogl type 1|korea open government licen[cs]e type 1|public data licen[cs]e|pdl ?1 0',
  'open by|open use|opendata swiss|2011 833 (eu|ue)|ley 37 2007',
  'public domain|domaine public|dominio publico|gemeinfrei|publiek domein',
  '(us|u s|united states) government works?|17 u ?s ?c (sec |section )?105',
].map((words) => `(?:^| )(?:${words})(?: |$|\\d)`)

const OPEN = OPEN_NAMES.map((words) => new RegExp(words))

/** What makes a licence of these families one that is not open. */
const CLOSED =
  /(?:^| )(?:nc|nd|non ?commercial|no ?derivatives|no ?derivs|nicht ?kommerziell|no ?comercial|pas d utilisation commerciale)(?: |$)|(?:^| )keine bearbeitung\w*(?: |$)/

/** Small letters without marks, and words set apart by blanks alone. */
const foldedName = (name: string): string =>
  name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a text names an open licence, however it is spelt. */
export function isOpenLicence(name: string): boolean {
  const folded = foldedName(name)
  return !CLOSED.test(folded) && OPEN.some((words) => words.test(folded))
}
