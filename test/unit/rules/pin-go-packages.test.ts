import { pinGoPackages as rule } from '../../../src/dockerfile/rules/pin-go-packages.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('pin-go-packages', () => {
  it('takes packages without a version, and those whose version moves', () =>
    expectMarked(
      rule,
      'FROM golang:1.24\nRUN go install ⟦e.org/a⟧ && go get ⟦e.org/b@latest⟧ && go run ⟦e.org/c@latest⟧ d && go install -ldflags "-s -w" e.org/f@v1\nONBUILD RUN go get ⟦e.org/a⟧\n',
    ));
  it('keeps quiet on what is here', () =>
    expectMarked(
      rule,
      'FROM golang:1.24\nRUN go install . ./cmd/... /go/a std && go run main.go && go run . x && go get -tool a@v1 && go build e.org/a\n',
    ));
});
