/**
 * The longest tag or text of a part of a workbook: a cell holds 32 767 characters, of up to 4 bytes each. A parser of XML looks at
 * a longer one again with every piece of it that comes.
 */
const MAX_TOKEN_BYTES = 131_072
const TAG_END = '>'.charCodeAt(0)

/** Watches the bytes of an XML text as they stream by. */
export function tokenWatcher() {
  let since = 0
  return {
    /** @returns false once a tag or a text is longer than any of a workbook */
    push: (part: Buffer): boolean => {
      let from = 0
      for (let end = part.indexOf(TAG_END); end !== -1; end = part.indexOf(TAG_END, from)) {
        if (since + end - from > MAX_TOKEN_BYTES) return false
        since = 0
        // Between two ends in one part there is no room for a token that is too long.
        const last = part.length <= MAX_TOKEN_BYTES ? part.lastIndexOf(TAG_END) : end
        from = last + 1
      }
      since += part.length - from
      return since <= MAX_TOKEN_BYTES
    },
  }
}
