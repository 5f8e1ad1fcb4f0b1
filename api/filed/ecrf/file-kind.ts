/** How files begin that are named .xlsx but are something else. */
const BEGINNINGS: readonly (readonly [RegExp, string])[] = [
  [/^%PDF-/, 'a PDF'],
  [/^\s*<(!doctype html|html)/i, 'a web page'],
  [/^\s*<\?xml/, 'an XML text'],
  [/^\{\\rtf/, 'a rich text'],
  [/^\s*[{[]/, 'a JSON text'],
  [/^Rar!/, 'a RAR archive'],
  [/^\x89PNG|^\xff\xd8\xff|^GIF8/, 'a picture'],
]
const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'
const ENCRYPTED_PART = 'EncryptedPackage'

/**
 * Tells what a file is, by its first bytes.
 *
 * `compound` is the container of Excel before 2007 and of encrypted workbooks.
 */
export type FileKind =
  | { readonly is: 'zip' | 'empty' | 'encrypted' | 'compound' }
  | { readonly is: 'other'; readonly name: string }

export function fileKind(bytes: Buffer): FileKind {
  if (bytes.length === 0) return { is: 'empty' }
  const start = bytes.toString('latin1', 0, 64)
  if (start.startsWith('PK\x03\x04')) return { is: 'zip' }
  if (start.startsWith(COMPOUND))
    return { is: bytes.includes(Buffer.from(ENCRYPTED_PART, 'utf16le')) ? 'encrypted' : 'compound' }
  const found = BEGINNINGS.find(([pattern]) => pattern.test(start))
  return { is: 'other', name: found?.[1] ?? 'not a workbook' }
}
