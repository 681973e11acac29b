import { pinApkPackages as rule } from '../../../src/dockerfile/rules/pin-apk-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-apk-packages', () => {
  it('takes each package', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN apk --no-cache add ⟦a⟧ "b~=1" ⟦$C⟧ && apk del d\nONBUILD RUN apk add ⟦a⟧\n',
    ));
  it('keeps quiet on versions, files and values of options', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN apk add --virtual .deps -t x -X https://e.org/r --repository http://e.org a=1 b~1 "c>1" d.apk\n',
    ));
});
