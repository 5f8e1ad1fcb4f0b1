import { describe, expect, it } from 'vitest'
import { MAX_LINE_BYTES } from '../../api/imports/read-limits.ts'
import { seeText, watchForPlainText } from '../../api/imports/seen-text.ts'

const isPlain = (...parts: readonly string[]): boolean => {
  const watch = watchForPlainText()
  for (const part of parts) watch.see(Buffer.from(part))
  return watch.isPlain()
}

describe('a text that comes in', () => {
  it('is plain if it is ASCII, and if no cell begins or ends with a blank', () => {
    expect(isPlain('period,city,trips\n', '2024,New York,1200\r\n')).toBe(true)
    expect(isPlain('period,city,trips\n', '2024,Cádiz,1200\n')).toBe(false)
  })

  it('is not plain where a blank stands beside any mark that may part cells', () => {
    for (const cells of [' a,b', 'a, b', 'a ;b', 'a\t b', 'a |b', '" a",b', 'a,b ', 'a  b'])
      expect(isPlain(`head\n${cells}\n`), cells).toBe(false)
    expect(isPlain('head\na,b', ' c\n'), 'cut before the blank').toBe(false)
    expect(isPlain('head\na,b ', 'c\n'), 'cut behind the blank').toBe(false)
  })

  it('is left to whoever reads it if it has many blanks, so that each byte costs alike', () => {
    expect(isPlain(`${'a b,'.repeat(9000)}\n`)).toBe(true)
    expect(isPlain(`${'a b,'.repeat(11_000)}\n`)).toBe(false)
  })

  it('is not plain with a line longer than any row, in one part or in many', () => {
    const most = 'a'.repeat(MAX_LINE_BYTES)
    expect(isPlain(`${most}\n`.repeat(2))).toBe(true)
    expect(isPlain(`head\n${most}a\nend\n`)).toBe(false)
    expect(isPlain('head\n', most, 'a', '\nend\n')).toBe(false)
    expect(isPlain(`${most}\r${most}\r`)).toBe(true)
  })

  it('counts a line on over pieces of a part', () => {
    const seen = seeText([','])
    seen.see(Buffer.from(`${'a'.repeat(MAX_LINE_BYTES - 1)}\n${'b'.repeat(MAX_LINE_BYTES)}`))
    expect(seen.hasLongLine).toBe(false)
    seen.see(Buffer.from('b\n'))
    expect(seen.hasLongLine).toBe(true)
  })
})
