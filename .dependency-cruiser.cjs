/** Which room may import which: docs/architecture.md says why. */

/** Rooms of api/ that features share, each with the rooms it may import beside the domain. */
const SHARED = {
  settings: [],
  store: [],
  words: [],
  request: ['words'],
  workbook: ['request', 'words'],
  sets: ['emission-factors', 'request'],
  access: ['request', 'settings', 'store'],
  draws: ['request'],
  imports: ['request', 'settings', 'store', 'words', 'workbook'],
  http: ['request', 'store'],
  releases: ['http', 'request', 'settings', 'shell', 'store'],
  shell: ['access', 'http', 'request', 'sets', 'settings', 'store'],
  estimate: ['draws', 'emission-factors', 'request', 'sets', 'store'],
}

/** What a city asks for, each with what it may import beside the shared rooms: a feature below, never one beside it. */
const FEATURES = {
  boundaries: [],
  datasets: [],
  demand: [],
  explanation: [],
  factors: ['emission-factors'],
  inventory: [],
  reconciliation: [],
  statements: [],
  templates: [],
  about: ['factors'],
  comparisons: ['demand'],
  estimates: ['boundaries', 'demand', 'explanation', 'inventory', 'templates'],
  filed: ['inventory'],
  pages: ['boundaries', 'comparisons', 'explanation', 'factors', 'inventory', 'restatement'],
  restatement: ['factors'],
  scenarios: ['demand', 'emission-factors'],
  series: ['demand'],
  verification: ['explanation', 'scenarios'],
}

const wallsOf = (kind, comment, rooms, everywhere) =>
  Object.entries(rooms).map(([room, named]) => ({
    name: `${kind}-${room}`,
    severity: 'error',
    comment,
    from: { path: `^api/${room}/` },
    to: {
      path: '^(api|emission-factors|bench)/',
      pathNot: `^(${[`api/${room}`, ...[...everywhere, ...named].map(folderOf)].join('|')})/`,
    },
  }))

const folderOf = (room) => (room === 'emission-factors' ? room : `api/${room}`)
const oneOf = (rooms) => `(${Object.keys(rooms).join('|')})`

module.exports = {
  forbidden: [
    {
      name: 'web-speaks-http',
      severity: 'error',
      comment: 'Whatever the page can do, a script can do with the request it shows.',
      from: { path: '^web/' },
      to: { path: '^(src|api|emission-factors|bench|build|test)/' },
    },
    {
      name: 'service-draws-by-one-file',
      severity: 'error',
      comment: 'Readers without scripts get the same parts; all else of the page runs in a browser.',
      from: { path: '^(src|api|emission-factors|bench)/' },
      to: { path: '^web/', pathNot: '^web/render\\.tsx$' },
    },
    {
      name: 'src-is-pure',
      severity: 'error',
      comment: 'The domain does no I/O and knows no framework.',
      from: { path: '^src/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer'],
        pathNot: 'node_modules/(mathjs|pure-rand|@stdlib)/',
      },
    },
    {
      name: 'mathjs-in-units-only',
      severity: 'error',
      comment: 'Inside, numbers are canonical; units are read at the edge.',
      from: { path: '^src/', pathNot: '^src/units/' },
      to: { path: 'node_modules/mathjs' },
    },
    {
      name: 'numeric-packages-in-two-rooms',
      severity: 'error',
      comment: 'Functions that round alike on every machine, and random numbers from a seed.',
      from: { path: '^src/', pathNot: '^src/(kernel|uncertainty)/' },
      to: { path: 'node_modules/(pure-rand|@stdlib)/' },
    },
    {
      name: 'kernel-is-arithmetic',
      severity: 'error',
      comment: 'Numbers in, numbers out: no record, no look-up.',
      from: { path: '^src/kernel/' },
      to: { path: '^src/', pathNot: '^src/(kernel/|vocabulary)' },
    },
    {
      name: 'vocabulary-stands-alone',
      severity: 'error',
      from: { path: '^src/(vocabulary\\.ts$|issues/)' },
      to: { path: '^src/', pathNot: '^src/(vocabulary\\.ts$|issues/)' },
    },
    {
      name: 'factors-know-no-estimate',
      severity: 'error',
      from: { path: '^src/(factors|units)/' },
      to: { path: '^src/(estimate|change|inventory)/' },
    },
    {
      name: 'estimate-knows-no-change',
      severity: 'error',
      comment: 'Comparing reads estimates; estimating knows of no other estimate.',
      from: { path: '^src/estimate/' },
      to: { path: '^src/(change|inventory|uncertainty)/' },
    },
    {
      name: 'inventory-is-made-of-estimates',
      severity: 'error',
      comment: 'What belongs to a city is an estimate again; nothing that it is made of knows of it.',
      from: { path: '^src/(uncertainty|change)/' },
      to: { path: '^src/inventory/' },
    },
    {
      name: 'inventory-looks-nothing-up',
      severity: 'error',
      from: { path: '^src/inventory/' },
      to: { path: '^src/(units|change)/' },
    },
    {
      name: 'estimate-knows-no-facts',
      severity: 'error',
      comment: 'Facts become demand, and estimates become series; an estimate knows of neither.',
      from: { path: '^src/(estimate|uncertainty)/' },
      to: { path: '^src/(demand|series|disclosure)/' },
    },
    {
      name: 'steps-are-taken-in-one-place',
      severity: 'error',
      comment:
        'src/city lists every step of an estimate in order; who takes a step elsewhere forgets another.',
      from: { path: '^(src|api|emission-factors|bench)/', pathNot: '^src/city/' },
      to: {
        path: '^src/(estimate/(check|lines|fuel-sold-lines|add-up)|plausibility/judge|inventory/(allocate|notation-key))\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'steps-know-no-city',
      severity: 'error',
      comment: 'A step does not start an estimate of its own.',
      from: {
        path: '^src/(kernel|units|factors|estimate|plausibility|uncertainty|inventory|change|demand|disclosure)/',
      },
      to: { path: '^src/city/' },
    },
    {
      name: 'city-knows-its-steps-alone',
      severity: 'error',
      from: { path: '^src/city/' },
      to: { path: '^src/(kernel|units|uncertainty|change|demand|disclosure|series)/' },
    },
    {
      name: 'disclosure-knows-cells-alone',
      severity: 'error',
      comment: 'What may be given out is settled by counts, whatever is made of them.',
      from: { path: '^src/disclosure/' },
      to: { path: '^src/', pathNot: '^src/(disclosure/|kernel/|group-by|vocabulary|issues)' },
    },
    {
      name: 'public-face-only',
      severity: 'error',
      comment: 'Outside src, the domain is src/index.ts.',
      from: { path: '^(api|emission-factors|bench)/' },
      to: { path: '^src/', pathNot: '^src/index\\.ts$' },
    },
    {
      name: 'src-imports-nothing-outside',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(api|emission-factors|bench|test)/' },
    },
    {
      name: 'figures-know-no-service',
      severity: 'error',
      from: { path: '^emission-factors/' },
      to: { path: '^(api|bench|test)/' },
    },
    ...wallsOf('shared', 'What features share knows no feature.', SHARED, []),
    ...wallsOf(
      'feature',
      'A feature knows what is shared and the features named here.',
      FEATURES,
      Object.keys(SHARED),
    ),
    {
      name: 'facts-are-read-for-releases-alone',
      severity: 'error',
      comment: 'What answers are made of was given out once; nothing else reaches the facts of a dataset.',
      from: {
        path: '^(api|bench)/',
        pathNot:
          '^api/(store|releases|service)/|^api/access/audited-store\\.ts$|^api/shell/data-folder\\.ts$|^bench/(facts|import|release)\\.ts$',
      },
      to: { path: '^api/store/(facts|fact-cube)\\.ts$' },
    },
    {
      name: 'http-knows-types-of-the-store',
      severity: 'error',
      comment: 'Pages of a list are answered alike, whoever keeps the list.',
      from: { path: '^api/http/' },
      to: { path: '^api/store/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'service-is-imported-by-none',
      severity: 'error',
      comment: 'It puts rooms together, and only the two doors open it.',
      from: { path: '^(api|emission-factors|bench)/', pathNot: '^api/(service/|(main|cli)\\.ts$)' },
      to: { path: '^api/service/' },
    },
    {
      name: 'doors-know-no-feature',
      severity: 'error',
      from: { path: '^api/[^/]+$' },
      to: { path: `^api/(estimate|http|${Object.keys(FEATURES).join('|')})/` },
    },
    {
      name: 'rooms-have-walls',
      severity: 'error',
      comment: 'A new folder of api/ gets a row above, and a row in docs/architecture.md.',
      from: {},
      to: { path: '^api/[^/]+/', pathNot: `^api/(service|${oneOf(SHARED)}|${oneOf(FEATURES)})/` },
    },
    {
      name: 'no-two-rooms-import-each-other',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types'],
    },
  },
}
