import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const rules = {
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  '@typescript-eslint/no-floating-promises': [
    'error',
    {
      allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['test', 'it', 'describe', 'suite'] }],
    },
  ],
  // Factories return plain objects whose functions never use `this`.
  '@typescript-eslint/unbound-method': 'off',
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
};

function strictly(files, project) {
  return {
    files,
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project, tsconfigRootDir: import.meta.dirname } },
    rules,
  };
}

export default tseslint.config(
  { ignores: ['node_modules', 'dist', 'data', 'data-demo', 'coverage'] },
  {
    ...strictly(
      ['detector/**/*.ts', 'tests/**/*.ts', '.config/**/*.ts'],
      ['./detector/tsconfig.columns.json', './detector/tsconfig.json', './tests/tsconfig.json'],
    ),
    ignores: ['tests/browser/**'],
  },
  strictly(['tests/browser/**/*.{ts,tsx}'], './tests/browser/tsconfig.json'),
  strictly(['src/**/*.{ts,tsx}'], './src/tsconfig.json'),
  {
    files: ['tests/browser/host/page/**/*.{ts,tsx}'],
    // It stands for Grafana, which still has to offer what plugins should no longer use.
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'tests/browser/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    rules: {
      // Both are for React's compiler, which is not used: a hook that asks the server keeps its newest input in a ref and clears the former answer.
      'react-hooks/refs': 'off',
      'react-hooks/set-state-in-effect': 'off',
      'react-hooks/exhaustive-deps': 'error',
    },
  },
);
