import { cleanInSameRun as rule } from '../../../src/dockerfile/rules/clean-in-same-run.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('clean-in-same-run', () => {
  it('takes cleaning in a later layer', () => {
    expectMarked(rule, 'FROM debian:12 AS a\nRUN apt-get update\nFROM a\nRUN ⟦rm -rf /var/lib/apt/lists/*⟧ && b\n');
    expectMarked(rule, 'FROM centos:7\nRUN yum install -y a\nRUN b && ⟦yum clean all⟧\n');
  });
  it('takes the index of apk, unless none is kept', () => {
    expectMarked(rule, 'FROM alpine:3\nRUN apk add a\nRUN ⟦rm -rf /var/cache/apk/*⟧\n');
    expectMarked(rule, 'FROM alpine:3\nRUN apk add --no-cache a\nRUN rm -rf /var/cache/apk/*\n');
  });
  it('takes what COPY, ADD or a download has brought', () => {
    expectMarked(
      rule,
      'FROM a:1\nCOPY b.tar c /tmp/\nRUN tar xf /tmp/b.tar && rm -f ⟦/tmp/b.tar⟧ /tmp/d\nRUN rm /tmp/b.tar\nADD https://e/f.zip /f.zip\nCOPY g /h\nRUN rm -r ⟦/f.zip⟧ ⟦/h⟧\n',
    );
    expectMarked(rule, 'FROM a:1\nRUN curl -fo /tmp/b https://c\nRUN rm ⟦"/tmp/b"⟧\nRUN wget -O /d e\nRUN rm ⟦/d⟧\n');
  });
  it('keeps quiet on what goes in its own RUN, is unpacked, or stands in another stage', () => {
    expectMarked(
      rule,
      'FROM a:1\nRUN curl -o /b c && rm /b\nRUN curl -o /b c && rm /b\nRUN curl -o /t/d e && rm -rf /t\nRUN rm /t/d\nRUN curl -o /dev/null f\n',
    );
    expectMarked(rule, 'FROM a:1\nADD b.tar.gz /c/\nCOPY d* $E /c/\nRUN rm /c/b.tar.gz /c/d /c/e || rm /c/d\n');
    expectMarked(rule, 'FROM a:1 AS b\nCOPY c /c\nRUN rm /c\nFROM d:1\nCOPY c /c\nFROM e:1\nRUN rm /c\n');
  });
  it('keeps quiet where nothing is left, or something is installed', () =>
    expectMarked(
      rule,
      'FROM debian:12\nRUN rm -rf /var/lib/apt/lists/*\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN rm -rf /var/lib/apt/lists/*\nRUN apt-get update\nRUN apt-get update && rm -rf /var/lib/apt/lists/*\n',
    ));
});
