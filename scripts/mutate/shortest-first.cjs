// The order of tests for a run that ends at the first failure: the shortest first.
const { default: Sequencer } = require('@jest/test-sequencer');

module.exports = class extends Sequencer {
  sort(tests) {
    return super.sort(tests).reverse();
  }
};
