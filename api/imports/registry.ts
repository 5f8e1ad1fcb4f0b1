import { baiduIndex } from './baidu-index.ts'
import { cityPairs } from './city-pairs.ts'
import { emfac } from './emfac.ts'
import { epaNei } from './epa-nei.ts'
import { googleEie } from './google-eie.ts'
import { gtfs } from './gtfs/gtfs.ts'
import { hpms } from './hpms.ts'
import type { Importer } from './importer.ts'
import { liisa } from './liisa.ts'
import { mitmaV1 } from './mitma/mitma-v1.ts'
import { mitmaV2 } from './mitma/mitma-v2.ts'
import { spanishoddata } from './mitma/spanishoddata.ts'
import { streetlight } from './streetlight.ts'
import { tidy } from './tidy.ts'
import { ukDft } from './uk-dft.ts'

/** All formats that can be imported. */
export const IMPORTERS: readonly Importer[] = [
  tidy,
  googleEie,
  mitmaV2,
  mitmaV1,
  spanishoddata,
  gtfs,
  ukDft,
  streetlight,
  emfac,
  epaNei,
  hpms,
  liisa,
  cityPairs,
  baiduIndex,
]
