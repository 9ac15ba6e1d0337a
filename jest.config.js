/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts', '<rootDir>/services/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/.cache'],
  testEnvironment: 'node',
  transform: { '\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2023' } }] },
};
