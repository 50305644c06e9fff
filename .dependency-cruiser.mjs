// The import rules of docs/development.md as data: which room may import what.
// A rule must never be loosened here to make a check pass; change the architecture first, with its reason.

/**
 * One row of the table.
 * `from`: the room's files. `internal`: project files it may import. `types`: project files it may import as types only.
 * `packages`: npm packages it may import (exact names). `node`: whether Node's own modules are open to it.
 */
const PURE = ['zod', 'yjs', 'y-protocols', 'lib0']
const CHANNELS = '^(shared/contract|electron/shell)/channels?[.]ts$'

export const ROOMS = [
  {
    name: 'shared',
    from: '^shared/',
    internal: ['^shared/'],
    types: [],
    packages: PURE,
    // libsodium is injected; only its type may be named here.
    typePackages: ['libsodium-wrappers', 'libsodium-wrappers-sumo'],
    node: false,
  },
  {
    name: 'host',
    from: '^electron/(host|hub)/',
    internal: ['^shared/', '^electron/(host|hub)/'],
    types: [],
    // electron-store is let in for one adapter only: see `electron-store-in-its-adapter`.
    packages: [
      ...PURE,
      'ws',
      'classic-level',
      'libsodium-wrappers',
      'hunspell-asm',
      'libsodium-wrappers-sumo',
      'electron-store',
    ],
    typePackages: [],
    node: true,
  },
  {
    name: 'browser-shell',
    from: '^electron/browser-shell/',
    internal: ['^shared/', '^electron/(host|hub|browser-shell)/'],
    types: [],
    packages: [...PURE, 'ws'],
    typePackages: [],
    node: true,
  },
  {
    name: 'electron-shell',
    from: '^electron/shell/(?!preload-)',
    internal: ['^shared/', '^electron/(host|hub)/', '^electron/shell/(?!preload-)'],
    types: [],
    packages: [...PURE, 'ws', 'electron', 'electron-store'],
    typePackages: [],
    node: true,
  },
  {
    name: 'preloads',
    from: '^electron/shell/preload-',
    internal: [CHANNELS],
    types: ['^shared/contract/'],
    packages: ['electron'],
    typePackages: [],
    node: false,
  },
  {
    name: 'editor',
    from: '^renderer/editor/',
    internal: ['^shared/', '^renderer/(editor|host)/'],
    types: ['^electron/(host|hub)/'],
    packages: [
      ...PURE,
      'react',
      'react-dom',
      'react-aria-components',
      'react-intl',
      'lucide-react',
      'docx',
      'fflate',
      // QR codes of invitations, drawn and read in the page.
      'qr',
    ],
    packagePatterns: ['@tiptap/'],
    typePackages: [],
    node: false,
  },
  {
    name: 'host-client',
    from: '^renderer/host/',
    internal: ['^shared/contract/', '^renderer/host/'],
    types: ['^shared/', '^electron/(host|hub)/'],
    packages: PURE,
    typePackages: [],
    node: false,
  },
  {
    name: 'courier',
    from: '^renderer/courier/',
    internal: ['^shared/contract/', '^renderer/(courier|host)/'],
    types: ['^shared/', '^electron/(host|hub)/'],
    packages: ['y-webrtc', 'yjs', 'y-protocols', 'lib0'],
    typePackages: [],
    node: false,
  },
]

const npmPath = (name) => `node_modules/${name.replaceAll('.', '[.]')}(/|$)`
const NPM_KINDS = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown']

function rulesOf(room) {
  const packages = [
    ...room.packages.map(npmPath),
    ...(room.packagePatterns ?? []).map((prefix) => `node_modules/${prefix}`),
    // `@types/x` is how the type of a package without its own types resolves.
    ...room.packages.map((name) => npmPath(`@types/${name}`)),
  ]
  const rules = [
    {
      name: `${room.name}-project`,
      severity: 'error',
      from: { path: room.from },
      to: {
        path: '^(shared|electron|renderer|tests|bench|scripts|docs)/',
        pathNot: [...room.internal, ...room.types],
      },
    },
    {
      name: `${room.name}-packages`,
      severity: 'error',
      from: { path: room.from },
      to: { dependencyTypes: NPM_KINDS, pathNot: [...packages, ...room.typePackages.map(npmPath)] },
    },
  ]
  if (room.types.length > 0) {
    rules.push({
      name: `${room.name}-types-only`,
      severity: 'error',
      from: { path: room.from },
      to: { path: room.types, pathNot: room.internal, dependencyTypesNot: ['type-only'] },
    })
  }
  if (room.typePackages.length > 0) {
    rules.push({
      name: `${room.name}-package-types-only`,
      severity: 'error',
      from: { path: room.from },
      to: { path: room.typePackages.map(npmPath), dependencyTypesNot: ['type-only'] },
    })
  }
  if (!room.node) {
    rules.push({
      name: `${room.name}-no-node`,
      severity: 'error',
      from: { path: room.from },
      to: { dependencyTypes: ['core'] },
    })
  }
  return rules
}

const PRODUCTION = '^(shared|electron|renderer)/'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...ROOMS.flatMap(rulesOf),
    {
      name: 'every-file-has-a-room',
      comment: 'A folder that no row of the table covers would escape every rule.',
      severity: 'error',
      from: { path: PRODUCTION, pathNot: ROOMS.map((room) => room.from) },
      to: {},
    },
    {
      name: 'electron-store-in-its-adapter',
      comment: 'electron-store loads Electron; under the browser shell that would try to download it.',
      severity: 'error',
      from: { path: PRODUCTION, pathNot: '^electron/(shell/|host/adapters/electron-settings)' },
      to: { path: npmPath('electron-store') },
    },
    {
      name: 'electron-settings-under-electron-only',
      comment: 'The adapter loads Electron, so only the Electron shell may compose it.',
      severity: 'error',
      from: { path: PRODUCTION, pathNot: '^electron/(shell/|host/adapters/electron-settings)' },
      to: { path: '^electron/host/adapters/electron-settings' },
    },
    {
      name: 'contract-first',
      comment:
        'The contract is what both sides agree on before either is written; it may lean on vocabulary only.',
      severity: 'error',
      from: { path: '^shared/contract/' },
      to: { path: '^shared/(replication|session|charter|ledger|records)/' },
    },
    {
      name: 'no-development-package-in-product',
      comment: 'electron is the runtime itself; everything else that ships is a dependency.',
      severity: 'error',
      from: { path: PRODUCTION },
      to: { dependencyTypes: ['npm-dev'], pathNot: [npmPath('electron'), 'node_modules/@types/'] },
    },
    {
      name: 'no-circular',
      comment: 'Files that need each other are one idea in two files, or two ideas tangled.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      comment: 'What is built is looked up when it runs.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '(^|/)dist/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'browser', 'node', 'require', 'default'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'],
    },
    combinedDependencies: true,
    skipAnalysisNotInRules: true,
  },
}
