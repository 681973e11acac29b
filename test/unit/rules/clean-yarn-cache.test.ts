import { cleanYarnCache as rule } from '../../../src/dockerfile/rules/clean-yarn-cache.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('clean-yarn-cache', () => {
  it('takes installs without cleaning behind them', () =>
    expectMarked(
      rule,
      'FROM node:22\nRUN ⟦yarn install⟧\nRUN yarn cache clean && ⟦yarn install⟧\nRUN --mount=type=tmpfs,target=/x ⟦yarn install⟧\nONBUILD RUN ⟦yarn install⟧\n',
    ));
  it('keeps quiet where it is cleaned, mounted, or not shipped', () =>
    expectMarked(
      rule,
      'FROM node:22 AS a\nRUN yarn install\nFROM node:22\nRUN yarn install && yarn cache clean\nRUN --mount=type=tmpfs,target=/root/.cache/yarn yarn install\nRUN yarn build\n',
    ));
});
