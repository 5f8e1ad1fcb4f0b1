declare module 'mathjs/lib/browser/math.js' {
  import * as mathjs from 'mathjs'
  export default mathjs
}
