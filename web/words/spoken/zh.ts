import { wordsOf } from '../every-language.ts'

// The build writes the words of this language in place of the call.
export default wordsOf('zh')
