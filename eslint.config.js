// Lint for mistakes that types do not see. Layout is Prettier's (.prettierrc.json).
// @ts-expect-error -- it brings no types
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['build/**', 'node_modules/**', 'public/**', 'data/**', 'db/migrations/**'] },
  ...tseslint.configs.recommended,
  { files: ['app/**/*.{ts,tsx}', 'db/**/*.ts'], extends: [tseslint.configs.strictTypeChecked] },
  { files: ['**/*.tsx'], ...jsxA11y.flatConfigs.strict },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error', // verbatimModuleSyntax would load the file for nothing
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
    },
  },
  { files: ['**/*.tsx', 'app/shell/programme-context.ts'], ...reactHooks.configs.flat.recommended },
  {
    files: ['app/**/*.{ts,tsx}', 'db/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-enum-assignment': 'off', // we have no enums
      '@typescript-eslint/no-unsafe-enum-comparison': 'off', // the same
      '@typescript-eslint/no-confusing-void-expression': 'off', // 127 finds: `return refuse(…)` is how we leave early
      '@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['Error', 'RegExp', 'URL', 'URLSearchParams', 'File'] }], // a file where a text is meant becomes a text that nothing takes
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }], // code points are what we count
      '@typescript-eslint/only-throw-error': ['error', { allow: ['Response', 'TypedResponse'], allowThrowingUnknown: true }], // Remix's way out of a loader
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: true }], // parts of a text that was matched
      '@typescript-eslint/no-invalid-void-type': 'off', // 2 finds: a follow-up gives nothing, or that there is `more`
      '@typescript-eslint/no-meaningless-void-operator': 'off', // 20 finds: `void` says that the value is not wanted
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess asks for what is known to be there
      '@typescript-eslint/no-unnecessary-condition': 'off', // 41 finds: what is kept, sent or old is less sure than its type
      '@typescript-eslint/require-await': 'off', // 11 finds: a door that refuses at once rejects, rather than throws
      '@typescript-eslint/no-unsafe-assignment': 'off', // of 6 finds all are what XState, an iterator or `new Map()` give; what comes in from outside is parsed by schemas
      '@typescript-eslint/no-unsafe-return': 'off', // 3 finds: what XState and MDX give
      '@typescript-eslint/unbound-method': 'off', // 28 finds: our objects are records of functions; none has a `this`
    },
  },
  {
    files: ['**/*.tsx'],
    rules: {
      'jsx-a11y/no-autofocus': 'off', // on pages that are one field
      'jsx-a11y/no-noninteractive-tabindex': 'off', // what scrolls must be reached by keyboard
    },
  },
  { files: ['app/cli/**', 'app/http/server/serve.ts', 'tests/bench/**'], rules: { 'no-console': 'off' } },
)
