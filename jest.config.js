/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/real/'],
  modulePathIgnorePatterns: ['<rootDir>/build/', '<rootDir>/dist/'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
  },
  moduleNameMapper: {
    '^stepgate$': '<rootDir>/lib/index.ts',
    '^stepgate/plan$': '<rootDir>/lib/planner/index.ts',
    '^stepgate/monitoring$': '<rootDir>/lib/monitoring/index.ts',
    '^stepgate/gates$': '<rootDir>/policies/index.ts',
    '^stepgate/pulumi$': '<rootDir>/policies/hosts/pulumi/index.ts',
    '^stepgate/cdk$': '<rootDir>/policies/hosts/cdk/index.ts',
  },
  testSequencer: '<rootDir>/test/support/slowest-first.js',
  setupFiles: ['<rootDir>/test/support/short-life.ts'],
  maxWorkers: 2,
};
