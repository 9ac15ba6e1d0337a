/**
 * Deploy rounds start first: one takes four minutes and mostly waits, so it must not start late. By default Jest starts the files
 * that took longest before; in a fresh clone it knows of none, and starts the largest.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const isRound = ({ path }) => path.includes('/__tests__/deploy/');

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return [...sorted.filter(isRound), ...sorted.filter((test) => !isRound(test))];
  }
};
