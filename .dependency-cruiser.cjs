/** Which room may import which: docs/architecture.md says why. */
module.exports = {
  forbidden: [
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
      from: { path: '^src/(vocabulary|issues)\\.ts$' },
      to: { path: '^src/', pathNot: '^src/vocabulary\\.ts$' },
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
