import { packageManagerOfBase as rule } from '../../../src/dockerfile/rules/package-manager-of-base.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('package-manager-of-base', () => {
  it('takes another family', () =>
    expectMarked(
      rule,
      'FROM alpine:3.22\nRUN ⟦apt-get⟧ update && apk add a\nFROM node:22-alpine\nRUN ⟦apt⟧ update\nFROM python:3.13-slim\nRUN ⟦apk⟧ add a\nFROM fedora:42 AS a\nFROM a\nRUN sudo ⟦apt-get⟧ update\nFROM opensuse/leap:15.6\nRUN ⟦dnf⟧ install a\n',
    ));
  it('keeps quiet where the family is not sure, or somebody asks first', () => {
    expectMarked(
      rule,
      'ARG B=x\nFROM $B\nRUN apk add a\nFROM alpine:3.22\nRUN if a; then apt-get update; fi; b || apt-get update\nFROM e.org/alpine:3.22\nRUN apt-get update\nFROM node:22\nRUN apk add a\n',
    );
    expectMarked(rule, 'FROM debian:12\nRUN apt-get install -y dnf && dnf install a\n');
    expectMarked(rule, 'FROM debian:12\nCOPY --from=x /sbin/apk /sbin/apk\nRUN apk add a\n');
  });
});
