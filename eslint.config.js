import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import typescript from 'typescript-eslint'
import { layersRule } from './eslint/layers-rule.js'

/*
 * Of several blocks that set the same rule for one file, ESLint keeps the last one's options alone. So the layers are
 * one rule with one table, and what a folder may not say is put together here, one whole list a folder.
 */
const noMarkup = 'No markup is made out of text: build nodes.'
const never = [
  ['AssignmentExpression[left.property.name=/^(innerHTML|outerHTML|srcdoc)$/]', noMarkup],
  ['AssignmentExpression[left.property.value=/^(innerHTML|outerHTML|srcdoc)$/]', noMarkup],
  ['ObjectExpression > Property[key.name=/^(innerHTML|outerHTML|srcdoc)$/]', noMarkup],
  [
    'MemberExpression[property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment)$/]',
    noMarkup
  ],
  ['CallExpression[callee.object.name="document"][callee.property.name=/^write/]', noMarkup],
  ['TSEnumDeclaration', 'Types are erased: use a list `as const`.']
]
const neverInMarkup = [
  ['SvelteMustacheTag[kind="raw"]', 'No {@html}: text stays text.'],
  [
    'SvelteAttribute[key.name="style"]',
    'The content security policy drops style attributes: use a class or a style: directive.'
  ],
  ['SvelteDirective[kind="Binding"][key.name.name=/^(innerHTML|outerHTML)$/]', 'No markup is made out of text.']
]
const neverInFormats = [
  [
    'MemberExpression[object.name="Date"][property.name="now"]',
    'An export is the same bytes every time: the moment is given.'
  ],
  [
    'NewExpression[callee.name="Date"][arguments.length=0]',
    'An export is the same bytes every time: the moment is given.'
  ],
  ['MemberExpression[object.name="Math"][property.name="random"]', 'An export is the same bytes every time.'],
  [
    'MemberExpression[object.name="crypto"][property.name=/^(randomUUID|getRandomValues)$/]',
    'An export is the same bytes every time.'
  ]
]

const syntax = (...lists) => ({
  'no-restricted-syntax': ['error', ...lists.flat().map(([selector, message]) => ({ selector, message }))]
})

export default typescript.config(
  {
    ignores: [
      'out/',
      'dist/',
      'test-results/',
      'playwright-report/',
      '.cache/',
      '**/*.min.js',
      'test/architecture/planted/'
    ]
  },
  typescript.configs.recommended,
  svelte.configs['flat/recommended'],
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { copydesk: { rules: { layers: layersRule } } },
    rules: {
      'copydesk/layers': 'error',
      'no-undef': 'error',
      'no-constant-condition': 'error',
      'no-dupe-keys': 'error',
      'no-self-assign': 'error',
      'no-unreachable': 'error',
      'no-fallthrough': 'error',
      'no-unsafe-finally': 'error',
      'no-async-promise-executor': 'error',
      'no-useless-escape': 'error',
      'no-control-regex': 'error',
      'no-eval': 'error',
      'no-new-func': 'error',
      'no-script-url': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false }
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
      ],
      ...syntax(never)
    }
  },
  {
    files: ['src/main/**', 'scripts/**', 'eslint/**', 'test/**', '*.config.*'],
    languageOptions: { globals: globals.node }
  },
  { files: ['src/renderer/**', 'test/bench/pages/**'], languageOptions: { globals: globals.browser } },
  // TypeScript knows which names exist.
  { files: ['**/*.ts', '**/*.svelte'], rules: { 'no-undef': 'off' } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: typescript.parser } } },
  {
    files: ['**/*.svelte'],
    rules: { 'svelte/button-has-type': 'error', 'svelte/no-at-html-tags': 'error', ...syntax(never, neverInMarkup) }
  },
  // Sets and maps that no screen shows need not be reactive.
  { files: ['**/*.svelte', '**/*.svelte.ts'], rules: { 'svelte/prefer-svelte-reactivity': 'off' } },
  { files: ['src/shared/**/*.ts'], rules: { 'no-console': 'error' } },
  { files: ['src/shared/formats/**/*.ts'], rules: syntax(never, neverInFormats) },
  // A promise that nobody waits for is a save that nobody misses.
  {
    files: ['src/**/*.ts'],
    ignores: ['**/*.svelte.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/await-thenable': 'error' }
  },
  // Tests plant what the app must refuse.
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': 'off',
      'no-new-func': 'off',
      'no-script-url': 'off'
    }
  }
)
