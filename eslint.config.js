import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const OURS = [
  'activities',
  'attachments',
  'bench',
  'config',
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

/** Import rules of the layout: a folder may import only these of ours, and with `libraries` only those from outside. */
function mayImport(folder, { ours, libraries, types = [] }) {
  const patterns = OURS.filter((other) => other !== folder && !ours.includes(other)).map((other) => ({
    regex: `^(\\.\\./)+${other}/`,
    message: `${folder} must not import ${other} (docs/architecture.md).`,
    allowTypeImports: types.includes(other),
  }));
  if (libraries) {
    patterns.push({
      regex: `^(?!\\.)(?!(${libraries.join('|')})$)`,
      message: `${folder} may import ${libraries.join(', ')} and nothing else from outside.`,
    });
  }
  return {
    files: [`${folder}/**/*.ts`],
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  };
}

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
      // A function may be async for its type alone.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: 'error',
    },
  },
  mayImport('domain', { ours: [], libraries: ['luxon'] }),
  mayImport('workflows', { ours: ['domain'], libraries: ['@temporalio/workflow', '@temporalio/common'] }),
  mayImport('lists', { ours: ['domain', 'prisma'] }),
  mayImport('reports', { ours: ['domain', 'prisma', 'lists', 'monitoring'] }),
  mayImport('mail', { ours: ['domain'] }),
  mayImport('exports', {
    ours: ['domain', 'workflows', 'prisma', 'config', 'tickets', 'lists', 'storage'],
  }),
  mayImport('activities', {
    ours: [
      'domain',
      'workflows',
      'prisma',
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
  mayImport('attachments', { ours: ['domain', 'prisma', 'storage'] }),
  mayImport('prisma', { ours: ['domain', 'config'] }),
  mayImport('config', { ours: [] }),
  mayImport('metrics', { ours: ['prisma'] }),
  mayImport('monitoring', { ours: ['domain', 'prisma'] }),
  mayImport('storage', { ours: ['config'] }),
  mayImport('tickets', { ours: ['domain', 'workflows', 'prisma', 'config', 'metrics'] }),
  mayImport('web', {
    ours: [
      'domain',
      'workflows',
      'prisma',
      'config',
      'mail',
      'metrics',
      'monitoring',
      'tickets',
      'lists',
      'reports',
      'exports',
      'storage',
      'attachments',
    ],
  }),
  mayImport('worker', {
    ours: ['domain', 'workflows', 'activities', 'prisma', 'config', 'mail', 'metrics', 'tickets', 'storage'],
  }),
  mayImport('local', { ours: ['config', 'workflows'] }),
);
