import js from '@eslint/js'
import globals from 'globals'

const browser = ['static/faces/**/*.js', 'static/pages/**/*.js']
const both = ['bench/**/*.js', 'tests/browser/**/*.js'] // scripts that also hold code for a page

export default [
  { ignores: ['static/vendor/**', 'static/models/**', 'static/dist/**', 'static/built/**', '.setup/**', '.venv/**', 'data/**', 'tests/.output/**'] },
  js.configs.recommended,
  {
    rules: {
      'complexity': ['error', 12],
      'eqeqeq': 'error',
      'max-depth': ['error', 4],
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', 80],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  { files: browser, languageOptions: { globals: { ...globals.browser, ...globals.worker } } },
  { ignores: browser, languageOptions: { globals: globals.node } },
  { files: both, languageOptions: { globals: globals.browser } },
]
