// What is a Dockerfile by its name and beginning, and that the README's hook and the manifest mean the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dockerfileName, isDockerfileText, isOtherFile } from '../../src/dockerfile-name.ts';

const sure = [
  ...['Dockerfile', 'dockerfile', 'Containerfile', 'DOCKERFILE', 'Dockerfile.prod', 'Containerfile.x'],
  ...['Dockerfile.alpine3.20', 'Dockerfile.ubuntu-22.04', 'Dockerfile.cuda_12.4', 'Dockerfile.arm64.v8'],
  ...[
    'x.Dockerfile',
    'api.DOCKERFILE',
    'web.containerfile',
    'dev.Dockerfile',
    'a.b.dockerfile',
    'Dockerfile.server.dev',
  ],
];
const perhaps = ['Dockerfile_base', 'Dockerfile-15', 'dev-Dockerfile', 'test_Dockerfile', 'Dockerfile-alpine3.20'];
const sources = [
  ...['dockerfile.go', 'dockerfile.ex', 'dockerfile.js', 'Dockerfile.test.ts', 'dockerfile.py', 'dockerfile-parse.ts'],
  ...['dockerfile_lexer.rs', 'Dockerfile.sh', 'dockerfile.mjs', 'dockerfile.rb', 'dockerfile.java', 'dockerfile.php'],
];
const others = [
  ...['dockerfile.svg', 'Dockerfile.md', 'Dockerfile.swp', '.Dockerfile.swp', 'Dockerfile.dockerignore', 'Dockerfile~'],
  ...['Dockerfile.bak~', 'Dockerfile.bak', 'Dockerfile.orig', 'dockerfile.json', 'dockerfile.yaml', 'dockerfile.yml'],
];

describe('a Dockerfile’s name', () => {
  it('tells for sure, or leaves it to the text', () => {
    for (const name of sure) assert.equal(dockerfileName(name), 'sure', name);
    for (const name of [...perhaps, ...sources]) assert.equal(dockerfileName(name), 'perhaps', name);
    for (const name of [...others, 'docker-compose.yml', 'README', '']) assert.equal(dockerfileName(name), 'no', name);
  });

  it('is followed by a text that begins with FROM or ARG', () => {
    for (const text of [
      'FROM alpine',
      'from alpine as a\n',
      '\ufeff# syntax=docker/dockerfile:1\n\n  ARG TAG=1\nFROM x:$TAG\n',
      '# a\r\n#b\r\nFROM --platform=$BUILDPLATFORM golang:1.23 AS build\r\n',
      'ARG NAME="a b"\n',
      'ARG A \\\n  B\nFROM a\n',
    ]) {
      assert.ok(isDockerfileText(text), text);
    }
    for (const text of [
      'package dockerfile\n',
      'from __future__ import annotations\n',
      'from x import y as z\n',
      'from "a"\n',
      '# Dockerfiles\n\nFROM is the first instruction of all.\n',
      'RUN a\nFROM b\n',
      '',
      '#',
    ]) {
      assert.ok(!isDockerfileText(text), text);
    }
  });

  it('is no template’s: what is made of that is built', () => {
    for (const name of ['Dockerfile.j2', 'Dockerfile.template', 'dev.Dockerfile.tmpl', 'Dockerfile.in']) {
      assert.equal(dockerfileName(name), 'no', name);
    }
  });

  it('keeps the editor from linting what only begins with the word', () => {
    assert.ok(isOtherFile('dockerfile.go', () => 'package dockerfile\n'));
    assert.ok(isOtherFile('Dockerfile.dockerignore', () => 'FROM x\n'));
    assert.ok(!isOtherFile('Dockerfile.go', () => 'FROM golang\n'));
    for (const name of ['Dockerfile', 'Dockerfile.dev', 'anything', 'a.go'])
      assert.ok(!isOtherFile(name, () => ''), name);
  });

  it('is read by the README’s hook alike', () => {
    const readme = readFileSync('README.md', 'utf8');
    const pattern = (key: string) =>
      new RegExp(new RegExp(`^        ${key}: \\(\\?i\\)(.+)$`, 'm').exec(readme)?.[1] ?? '(?!)', 'i');
    const files = pattern('files');
    const excluded = pattern('exclude');
    const takes = (path: string) => files.test(path) && !excluded.test(path);
    for (const name of [...sure, ...perhaps]) assert.ok(takes(name) && takes(`a/b.c/${name}`), name);
    for (const name of [...sources, ...others, 'docker-compose.yml', 'mydockerfile/x'])
      assert.ok(!takes(`a/${name}`), name);
  });

  it('is associated with the language, and by the first line where it says too little', () => {
    const { languages } = JSON.parse(readFileSync('package.json', 'utf8')).contributes;
    const { filenames, filenamePatterns, firstLine } = languages.find(({ id }: { id: string }) => id === 'dockerfile');
    const matches = (name: string) =>
      [...filenames, ...filenamePatterns].some((glob: string) =>
        new RegExp(`^${glob.replaceAll('.', '\\.').replaceAll('*', '.*')}$`, 'i').test(name),
      );
    for (const name of [...sure, 'dev-Dockerfile', 'test_Dockerfile']) assert.ok(matches(name), name);
    for (const name of ['dockerfile-parse.ts', 'dockerfile_lexer.rs', 'README.md']) assert.ok(!matches(name), name);
    const line = new RegExp(firstLine);
    for (const text of ['# syntax=docker/dockerfile:1', 'FROM node:22-slim AS build', 'ARG TAG=1'])
      assert.match(text, line);
    for (const text of ['FROM a, b WHERE c', 'From: alice@example.com', 'from x import y', 'package a']) {
      assert.doesNotMatch(text, line);
    }
  });
});
