import { singleRefusal } from '../request/failure.ts'
import { type Archive, RELATIONS_PART, WORKBOOK_PART } from './archive.ts'

/** A sheet of a workbook and where it is in the archive. */
export interface ListedSheet {
  readonly name: string
  readonly path: string
  /** Whether people do not see it. */
  readonly isHidden: boolean
}

/**
 * The sheets of a workbook, in their order.
 *
 * @throws {Failure} if two have the same name
 */
export function listSheets({ texts }: Archive): readonly ListedSheet[] {
  const targets = new Map(
    tagsOf(texts.get(RELATIONS_PART) ?? '', 'Relationship').map((tag) => [
      attribute(tag, 'Id'),
      attribute(tag, 'Target').replace(/^\/xl\/|^(?!\/)/, 'xl/'),
    ]),
  )
  const sheets = tagsOf(texts.get(WORKBOOK_PART) ?? '', 'sheet').map((tag) => ({
    name: unescaped(attribute(tag, 'name')),
    path: targets.get(attribute(tag, '(?:\\w+:)id')) ?? '',
    isHidden: /hidden/i.test(attribute(tag, 'state')),
  }))
  if (new Set(sheets.map(({ name }) => name)).size < sheets.length)
    throw singleRefusal(
      'workbook-refused',
      'workbook-damaged',
      'Two sheets of the workbook have the same name.',
    )
  return sheets
}

const tagsOf = (xml: string, name: string): readonly string[] =>
  [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}\\s([^<>]*)>`, 'g'))].map(([, tag = '']) => ` ${tag}`)

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)?.slice(1).find(Boolean) ?? ''

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? all
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )
