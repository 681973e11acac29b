import { pinNpmPackages as rule } from '../../../src/dockerfile/rules/pin-npm-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-npm-packages', () => {
  it('takes each package', () =>
    expectMarked(
      rule,
      'FROM node:22\nRUN npm install -g ⟦a⟧ b@1 ⟦@c/d⟧ @c/e@1 && npm i ⟦f⟧ && npm ci\nONBUILD RUN npm install ⟦a⟧\n',
    ));
  it('keeps quiet on folders, archives and commits', () =>
    expectMarked(
      rule,
      'FROM node:22\nRUN npm install /a ./b ../c ~/d e.tgz git+https://e.org/f#1 && npm install --registry https://e.org --loglevel error && npm run install a\n',
    ));
  it('wants a commit of git', () =>
    expectMarked(rule, 'FROM node:22\nRUN npm install ⟦git+https://e.org/a.git⟧ ⟦git://e.org/b⟧\n'));
});
