import { npmCacheCleanForce as rule } from '../../../src/dockerfile/rules/npm-cache-clean-force.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('npm-cache-clean-force', () => {
  it('takes only a clean without it', () =>
    expectMarked(
      rule,
      'FROM node:22\nRUN ⟦npm cache clean⟧; npm cache clean --force; npm cache -f clean; npm cache verify\nONBUILD RUN ⟦npm cache clean⟧\n',
    ));
});
