import { describe, expect, test } from 'vitest'
import { decodeText } from '../../api/imports/text-encoding.ts'

const read = (hex: string) => decodeText(Buffer.from(hex, 'hex'))

/** Tables as the encodings of Python 3.12 write them: no encoder of these is in Node. */
describe('tables of two bytes a letter', () => {
  test('traditional Chinese is Big5, and not Windows-1252', () => {
    const decoded = read(
      'a4e9b4c12cabb0a5ab2ca5e6b371a4e8a6a12ca448bcc60a323032342d30332d30342cbb4fa55fa5ab2ca4bda8ae2c34313233370a323032342d30332d30342cb0aab6afa5ab2cb1b6b9422c31323030300a',
    )
    expect(decoded?.encoding).toBe('big5')
    expect(decoded?.text.split('\n')[0]).toBe('日期,城市,交通方式,人數')
    expect(decoded?.text).toContain('高雄市')
  })

  test('simplified Chinese is GB 18030', () => {
    const decoded = read(
      'c8d5c6da2cb3f6b7a2b3c7cad02cb5bdb4efb3c7cad02cc8cbcafd0a323032342d30332d30342cb1b1bea9cad02cc9cfbaa3cad02c313234300a',
    )
    expect(decoded?.encoding).toBe('gb18030')
    expect(decoded?.text).toContain('出发城市')
  })

  test.each([
    [
      'Korean (EUC-KR)',
      'b3afc2a52cb5b5bdc32cb1b3c5ebbcf6b4dc2cc0cebff80a323032342d30332d30342cbcadbfefc6afbab0bdc32cb9f6bdba2c34313233370a',
    ],
    [
      'Russian (Windows-1251)',
      'e4e0f2e02ce3eef0eee42ce2e8e42cefeee5e7e4eae80a323032342d30332d30342ccceef1eae2e02ce0e2f2eee1f3f12c34313233370a',
    ],
    [
      'Japanese (Shift JIS)',
      '93fa95742c93738e732c8ee892692c906c90940a323032342d30332d30342c938c8b9e93732c836f83582c34313233370a',
    ],
  ])('%s is none that is known here, and is not read as letters of another', (_, hex) => {
    expect(read(hex)).toBeUndefined()
  })
})

test.each([
  ['Straße;ÄMTER;20 °C;Größe;½\nMünchen;ÄRZTE;£5;Español;«x»\n', 'ÄMTER'],
  ['ÉTÉ;CITÉ;ÀGE\n1;2;3\n', 'CITÉ'],
])('Western letters stay Western: %s', (text, word) => {
  const decoded = decodeText(Buffer.from(text, 'latin1'))
  expect([decoded?.encoding, decoded?.text.includes(word)]).toEqual(['windows-1252', true])
})
