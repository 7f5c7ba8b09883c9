/** Imports go one way; what each folder may import of the others. A folder may always import itself. */
const may = {
  domain: [],
  protocol: ['domain'],
  db: ['domain', 'protocol'],
  'ticket-printer': ['domain', 'protocol'],
  ui: ['domain', 'protocol'],
  home: ['ui', 'domain', 'protocol'],
  display: ['ui', 'domain', 'protocol'],
  counter: ['ui', 'domain', 'protocol'],
  dispenser: ['ui', 'domain', 'protocol'],
  rating: ['ui', 'domain', 'protocol'],
  supervisor: ['ui', 'domain', 'protocol'],
  phone: ['ui', 'domain', 'protocol'],
  simulator: ['domain', 'protocol'],
  server: ['domain', 'protocol', 'db', 'ticket-printer', 'simulator', 'ui'],
};
const house = [...Object.keys(may), 'bench', 'tests', 'scripts'];

const oneWay = Object.entries(may).map(([folder, others]) => ({
  name: `${folder}-imports`,
  comment: `${folder} may import ${[folder, ...others].join(', ')}`,
  severity: 'error',
  from: { path: `^${folder}/` },
  to: { path: `^(${house.filter((other) => other !== folder && !others.includes(other)).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...oneWay,
    {
      name: 'domain-is-pure',
      comment: 'Rules use no package but temporal-polyfill, and nothing of Node.',
      severity: 'error',
      from: { path: '^domain/' },
      to: { dependencyTypesNot: ['local', 'type-only'], pathNot: '^(domain/|node_modules/temporal-polyfill/)' },
    },
    {
      name: 'pages-run-in-browsers',
      comment: 'Nothing of Node in what a browser or the wire shares.',
      severity: 'error',
      from: { path: '^(protocol|ui|home|display|counter|dispenser|rating|supervisor|phone)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-knows-strings-only',
      comment: 'Of what pages share, the hub uses the texts, and the phone page it draws itself.',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^ui/', pathNot: '^ui/(strings|phone-page)/' },
    },
    {
      name: 'concrete-stores-named-once',
      comment: 'The store is a port: only where the hub is put together may a concrete one be named.',
      severity: 'error',
      from: { path: '^(server|simulator)/', pathNot: '^server/(main|cli|[^/]*-worker)\\.ts$|^server/cli/' },
      to: { path: '^db/(sqlite|postgres|memory)/' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is an entry, a test or a mistake.',
      severity: 'error',
      from: {
        orphan: true,
        pathNot:
          '\\.d\\.ts$|^tests/.*\\.test\\.ts$|-worker\\.ts$|^[^/]+/main\\.ts$|^server/cli\\.ts$|^scripts/|^supervisor/voice-tap\\.js$',
      },
      to: {},
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '\\.css$' },
    },
    {
      name: 'hub-without-dev-packages',
      comment: 'What runs in a hall comes with `npm ci --omit=dev`.',
      severity: 'error',
      from: { path: `^(${Object.keys(may).join('|')})/` },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.js', '.cjs'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
