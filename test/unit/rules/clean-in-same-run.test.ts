import { cleanInSameRun as rule } from '../../../src/dockerfile/rules/clean-in-same-run.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('clean-in-same-run', () => {
  it('takes cleaning in a later layer', () => {
    expectMarked(rule, 'FROM debian:12 AS a\nRUN apt-get update\nFROM a\nRUN ⟦rm -rf /var/lib/apt/lists/*⟧ && b\n');
    expectMarked(rule, 'FROM centos:7\nRUN yum install -y a\nRUN b && ⟦yum clean all⟧\n');
  });
  it('keeps quiet where nothing is left, or something is installed', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN rm -rf /var/lib/apt/lists/*\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN rm -rf /var/lib/apt/lists/*\nRUN apt-get update\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\n',
    ));
});
