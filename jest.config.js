/**
 * `npm test`: everything fast, and one deploy round, color-teller's. The rest: jest.deploy.config.js, jest.long.config.js.
 * @type {import('jest').Config}
 */
module.exports = {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts', '<rootDir>/services/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.test\\.ts$', '<rootDir>/__tests__/deploy/long/'],
  modulePathIgnorePatterns: ['<rootDir>/cdktf.out', '<rootDir>/.cache'],
  testEnvironment: 'node',
  // Workspaces import each other's sources, so that no test needs a build.
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  transform: { '\\.tsx?$': ['@swc/jest', { jsc: { target: 'es2023' } }] },
  // Many tests start a program. With all processors busy, one that takes a second took more than Jest's five.
  testTimeout: 30_000,
  testSequencer: '<rootDir>/jest.sequencer.js',
  // The deploy round and many tests of running Envoys mostly wait, so three files at a time keep two processors at work.
  maxWorkers: 3,
};
