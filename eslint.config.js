// Lint for mistakes that types do not see. Layout is Prettier's (.prettierrc.json).
// @ts-expect-error -- it brings no types
import jsxA11y from 'eslint-plugin-jsx-a11y'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['build/**', 'node_modules/**', 'public/**', 'data/**', 'db/migrations/**'] },
  ...tseslint.configs.recommended,
  { files: ['app/**/*.{ts,tsx}', 'db/**/*.ts'], extends: [tseslint.configs.strictTypeChecked] },
  { files: ['**/*.tsx'], ...jsxA11y.flatConfigs.recommended },
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error', // verbatimModuleSyntax would load the file for nothing
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': ['error', { allow: ['error', 'warn'] }],
    },
  },
  {
    files: ['app/**/*.{ts,tsx}', 'db/**/*.ts'],
    rules: {
      '@typescript-eslint/no-confusing-void-expression': 'off', // `return refuse(…)` is how we leave early
      '@typescript-eslint/no-base-to-string': ['error', { ignoredTypeNames: ['Error', 'RegExp', 'URL', 'URLSearchParams', 'File'] }], // a file where a text is meant becomes a text that nothing takes
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }], // code points are what we count
      '@typescript-eslint/only-throw-error': ['error', { allow: ['Response', 'TypedResponse'], allowThrowingUnknown: true }], // Remix's way out of a loader
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true, allowNullish: true }], // parts of a text that was matched
      '@typescript-eslint/no-invalid-void-type': 'off', // `void | Promise<void>` is what may or may not be waited for
      '@typescript-eslint/no-meaningless-void-operator': 'off', // `void` says that the value is not wanted
      '@typescript-eslint/no-non-null-assertion': 'off', // noUncheckedIndexedAccess asks for what is known to be there
      '@typescript-eslint/no-unnecessary-condition': 'off', // what is kept, sent or old is less sure than its type
      '@typescript-eslint/require-await': 'off', // a door that refuses at once rejects, rather than throws
      '@typescript-eslint/no-unsafe-assignment': 'off', // what XState, MDX and generators give is any; what comes in from outside is parsed by schemas
      '@typescript-eslint/no-unsafe-return': 'off', // the same
      '@typescript-eslint/no-unsafe-argument': 'off', // the same
      '@typescript-eslint/no-unsafe-member-access': 'off', // the same
      '@typescript-eslint/unbound-method': 'off', // our objects are records of functions; none has a `this`
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
