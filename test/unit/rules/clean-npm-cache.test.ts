import { cleanNpmCache as rule } from '../../../src/dockerfile/rules/clean-npm-cache.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('clean-npm-cache', () => {
  it('takes installs without cleaning behind them', () =>
    expectMarked(rule, 'FROM node:22\nRUN ⟦npm ci⟧\nRUN ⟦npm i⟧ -g a@1\n'));
  it('keeps quiet where it is cleaned, mounted, or not shipped', () =>
    expectMarked(
      rule,
      'FROM node:22 AS a\nRUN npm ci\nFROM node:22\nRUN npm ci && npm cache clean --force\nRUN npm ci && rm -rf /root/.npm\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm run ci\n',
    ));
});
