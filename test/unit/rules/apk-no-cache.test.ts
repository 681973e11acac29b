import { apkNoCache as rule } from '../../../src/dockerfile/rules/apk-no-cache.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('apk-no-cache', () => {
  it('takes each call', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN ⟦apk add⟧ a && ⟦apk -U add⟧ b && rm -rf /var/cache/apk/*\nONBUILD RUN ⟦apk add⟧ a\n',
    ));
  it('keeps quiet where it is said, or mounted', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN apk --no-cache add a && apk add -q --no-cache a && apk del a\nRUN --mount=type=cache,target=/var/cache/apk apk add a\n',
    ));
});
