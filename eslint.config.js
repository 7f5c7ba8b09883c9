// Lint: the house style where a rule can hold it. Each rule that is turned down says why.
import eslint from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import tseslint from 'typescript-eslint';

const pages = ['ui', 'home', 'display', 'counter', 'dispenser', 'rating', 'supervisor', 'phone'].map(
  (folder) => `${folder}/**/*.ts`,
);

/** What the house does without; the message says what it does instead. */
const banned = [
  { selector: 'TSEnumDeclaration', message: 'A union of strings, not an enum.' },
  { selector: 'TSModuleDeclaration[kind="namespace"]', message: 'A file is a module; no namespaces.' },
  { selector: 'TSParameterProperty', message: 'Write the field out.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that has it.' },
  { selector: 'Decorator', message: 'Lit without decorators: static `properties`.' },
];

/** Rules and the wire get their instants; reading and writing RFC 3339 is all they need of Date. */
const clocks = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Rules get `at`; they never ask a clock.',
  },
  {
    selector: 'MemberExpression[object.name="Date"][property.name="now"]',
    message: 'Rules get `at`; they never ask a clock.',
  },
  { selector: 'CallExpression[callee.name="Date"]', message: 'Rules get `at`; they never ask a clock.' },
  {
    selector: 'MemberExpression[object.name="Math"][property.name="random"]',
    message: 'Chance comes from a seed outside.',
  },
];
const noDate = {
  selector: ':not(MemberExpression[property.name="toISOString"]) > NewExpression[callee.name="Date"]',
  message: 'Temporal for days and hours; Date only as `new Date(ms).toISOString()` and `Date.parse(text)`.',
};

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'coverage/', 'node_modules/'] },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', 300],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...banned],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        // `typeof import('…')` types a package that is loaded only where it is there.
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers in messages are what messages are for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // `case 'ticket-called': return evolveCall(hall, event)` and a guard that reports and leaves are one line here.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // A parser names the brand it makes: `matching<HallId>(…)`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Texts that come in are checked for control characters by naming them.
      'no-control-regex': 'off',
      // `[...text]` takes a text apart into characters, which is what paper and speech want.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `async` keeps a port's promise where one store has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // `_` says that a parameter is there for the ones after it.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['domain/**/*.ts', 'protocol/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...banned, ...clocks, noDate] },
  },
  {
    files: pages,
    extends: [lit['flat/recommended'], litA11y.configs.recommended],
  },
  {
    // Configurations are named by their tools, which want a default export.
    files: ['*.config.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...banned.filter(({ selector }) => selector !== 'ExportDefaultDeclaration')],
    },
  },
  {
    // The command line and the bench speak to a terminal.
    files: ['server/cli.ts', 'server/cli/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', '*.cjs'],
    languageOptions: {
      globals: {
        process: 'readonly',
        performance: 'readonly',
        module: 'writable',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
    rules: { 'max-lines': ['error', 300] },
  },
  {
    // a language is two files, everybody's words and the supervisor's, however long: a further one is two files more
    files: ['ui/strings/*.ts'],
    rules: { 'max-lines': 'off' },
  },
);
