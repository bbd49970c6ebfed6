import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const OURS = [
  'activities',
  'attachments',
  'bench',
  'calendar',
  'config',
  'customers',
  'domain',
  'exports',
  'lists',
  'local',
  'mail',
  'metrics',
  'monitoring',
  'prisma',
  'reports',
  'storage',
  'tickets',
  'web',
  'worker',
  'workflows',
];

/**
 * The layout's import rules: a folder may import only the listed folders of ours, and with `libraries` only those
 * libraries.
 */
function mayImport(folder, { ours, libraries }) {
  const patterns = OURS.filter((other) => other !== folder && !ours.includes(other)).map((other) => ({
    regex: `^(\\.\\./)+${other}/`,
    message: `${folder} must not import ${other} (docs/architecture.md).`,
  }));
  if (libraries) {
    patterns.push({
      regex: `^(?!\\.)(?!(${libraries.join('|')})$)`,
      message: `${folder} may import ${libraries.join(', ')} and nothing else from outside.`,
    });
  }
  return restricted([`${folder}/**/*.ts`], patterns);
}

const restricted = (files, patterns) => ({
  files,
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
});

/** What no file of web/ may import. */
const BEYOND_WEB = ['activities', 'bench', 'local', 'worker'];
const beyondWeb = {
  regex: `^(\\.\\./)+(${BEYOND_WEB.join('|')})/`,
  message: 'Not for web (docs/architecture.md).',
};

/** At this depth below web/, a folder may import only the context from web/'s own files. */
const webRoot = (depth) => ({
  regex: `^${'\\.\\./'.repeat(depth)}(?!context\\.ts$)[^./]+\\.ts$`,
  message: 'web/: a folder imports context.ts and nothing else of what mounts it.',
});

/** The layers of web/: each may import those before it, and resources may import all three. */
const LAYERS = ['http', 'forms', 'page'];

/** The resources of web/, with the files of each that other resources may import. */
const RESOURCES = {
  alur: ['ui'],
  calendar: [],
  customers: ['picker', 'unit-picker', 'types'],
  exports: ['types'],
  hai: [],
  monitoring: [],
  notices: [],
  'sign-in': [],
  tickets: ['visible', 'types'],
};

/** The path to neighbours for a folder at this depth below web/. */
const neighbours = (depth, names, besides = []) => ({
  regex: `^${'\\.\\./'.repeat(depth)}(${names.join('|')})/${besides.length ? `(?!(${besides.join('|')})\\.ts$)` : ''}`,
  message: 'web/: http <- forms <- page <- resources, and no resource imports the inside of another.',
});

const layerRules = LAYERS.map((layer, at) =>
  restricted(
    [`web/${layer}/*.ts`],
    [
      beyondWeb,
      webRoot(1),
      neighbours(1, LAYERS.slice(at + 1)),
      // The map of templates names each resource's page data.
      neighbours(1, Object.keys(RESOURCES), layer === 'page' ? ['types'] : []),
    ],
  ),
);

const resourceRules = Object.keys(RESOURCES).flatMap((own) =>
  [1, 2].map((depth) =>
    restricted(
      [`web/${own}${'/*'.repeat(depth)}.ts`],
      [
        beyondWeb,
        webRoot(depth),
        ...Object.entries(RESOURCES)
          .filter(([other]) => other !== own)
          .map(([other, open]) => neighbours(depth, [other], open)),
      ],
    ),
  ),
);

export default defineConfig(
  globalIgnores([
    'node_modules',
    '.data',
    'prisma/generated',
    'web/public',
    'web/assets',
    '**/*.js',
    'coverage',
  ]),
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowNullish: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // A function may be async only because its type requires it.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
    },
  },
  mayImport('domain', { ours: [], libraries: ['luxon'] }),
  mayImport('workflows', { ours: ['domain'], libraries: ['@temporalio/workflow', '@temporalio/common'] }),
  mayImport('calendar', { ours: ['domain', 'prisma'] }),
  mayImport('customers', { ours: ['domain', 'prisma', 'lists'] }),
  mayImport('lists', { ours: ['domain', 'prisma', 'calendar'] }),
  mayImport('reports', { ours: ['domain', 'prisma', 'calendar', 'lists', 'monitoring'] }),
  mayImport('mail', { ours: ['domain'] }),
  mayImport('exports', {
    ours: ['domain', 'workflows', 'prisma', 'config', 'tickets', 'lists', 'storage'],
  }),
  mayImport('activities', {
    ours: [
      'domain',
      'workflows',
      'prisma',
      'calendar',
      'config',
      'mail',
      'tickets',
      'lists',
      'reports',
      'exports',
      'storage',
      'attachments',
    ],
  }),
  mayImport('attachments', { ours: ['domain', 'prisma', 'storage', 'config'] }),
  mayImport('prisma', { ours: ['domain', 'config'] }),
  mayImport('config', { ours: [] }),
  mayImport('metrics', { ours: ['prisma'] }),
  mayImport('monitoring', { ours: ['domain', 'prisma'] }),
  mayImport('storage', { ours: ['config'] }),
  mayImport('tickets', { ours: ['domain', 'workflows', 'prisma', 'calendar', 'config', 'metrics'] }),
  restricted(['web/*.ts'], [beyondWeb]),
  ...layerRules,
  ...resourceRules,
  mayImport('worker', {
    ours: ['domain', 'workflows', 'activities', 'prisma', 'config', 'mail', 'metrics', 'tickets', 'storage'],
  }),
  mayImport('local', { ours: ['config', 'workflows'] }),
);
