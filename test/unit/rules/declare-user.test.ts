import { declareUser as rule } from '../../../src/dockerfile/rules/declare-user.ts';
import { expectMarked } from '../../support/rule-cases.ts';

describe('declare-user', () => {
  it('takes final images of which it is known that they run as root', () => {
    for (const text of [
      'FROM ⟦debian:12⟧\nCMD ["a"]\n',
      'FROM ⟦node:22-alpine⟧\nCOPY . .\nCMD ["node", "a.js"]\n',
      'FROM golang:1.23 AS build\nRUN a\nFROM ⟦scratch⟧\nCOPY --from=build /a /a\nENTRYPOINT ["/a"]\n',
      'FROM node:22 AS build\nUSER node\nFROM ⟦nginx:1.27⟧\nCOPY --from=build /a /b\n',
      'FROM python:3.13 AS base\nFROM ⟦base⟧\nCMD ["a"]\n',
      'ARG TAG=3.20\nFROM ⟦alpine:$TAG⟧\nCMD ["a"]\n',
    ]) {
      expectMarked(rule, text);
    }
  });
  it('keeps quiet where one is named, or becomes another when it starts, and on images that may have one', () => {
    for (const text of [
      'FROM debian:12\nUSER app\n',
      'FROM debian:12 AS base\nUSER app\nFROM base\nCMD ["a"]\n',
      'FROM debian:12\nUSER root\nRUN a\n',
      'FROM gcr.io/distroless/static:nonroot\nCOPY a /a\n',
      'FROM ghcr.io/team/app:1\nCMD ["a"]\n',
      'FROM jenkins/jenkins:lts\nRUN a\n',
      'FROM elasticsearch:8.15.0\nRUN a\n',
      'ARG BASE\nFROM $BASE\nCMD ["a"]\n',
      'FROM debian:12\nENTRYPOINT ["gosu", "app", "a"]\n',
      'FROM debian:12\nENTRYPOINT ["/docker-entrypoint.sh"]\nCMD ["a"]\n',
      'FROM alpine:3.20\nCMD exec su-exec app a\n',
      'FROM postgres:17\nCOPY a.sql /docker-entrypoint-initdb.d/\n',
    ]) {
      expectMarked(rule, text);
    }
  });
});
