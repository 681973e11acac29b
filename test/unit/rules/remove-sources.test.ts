import { removeSources as rule } from '../../../src/dockerfile/rules/remove-sources.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('remove-sources', () => {
  it('takes sources that are compiled here and used nowhere else', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN mkdir /usr/src/a && make\nRUN mkdir -p ⟦/usr/src/b⟧ && tar x -C /usr/src/b && make\nRUN mkdir -p /usr/src/c && make && rm -rf /usr/src/c\nRUN mkdir -p /usr/src/d\nWORKDIR /usr/src/a\n',
    ));
});
