/**
 * `npm run test:deploy`: more deploy rounds than `npm test` has time for. Three at a time: each has doubles of its own and
 * waits for the provider much of its time.
 * @type {import('jest').Config}
 */
module.exports = {
  ...require('./jest.config.js'),
  testMatch: ['<rootDir>/__tests__/deploy/long/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 3,
};
