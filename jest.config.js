/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts', '<rootDir>/services/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/.cache'],
  testEnvironment: 'node',
  // Workspaces import each other's sources, so that no test needs a build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: { '\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2023' } }] },
};
