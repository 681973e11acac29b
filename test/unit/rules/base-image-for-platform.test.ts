import { baseImageForPlatform as rule } from '../../../src/dockerfile/rules/base-image-for-platform.ts';
import { expectMarked } from '../../support/rule-cases.ts';

const onArm = {
  buildPlatform: 'linux/arm64',
  imagePlatforms: new Map([
    ['tool:1', ['linux/amd64']],
    ['tool:latest', ['linux/amd64', 'windows/amd64']],
    ['alpine:3.20', ['linux/amd64', 'linux/arm64/v8']],
    [`tool:1@sha256:${'a'.repeat(64)}`, ['linux/amd64']],
  ]),
};

describe('base-image-for-platform', () => {
  it('keeps quiet where nobody knows the engine, or the image', () => {
    expectMarked(rule, 'FROM tool:1\n');
    expectMarked(rule, 'FROM tool:1\n', { imagePlatforms: onArm.imagePlatforms });
    expectMarked(rule, 'FROM tool:1\n', { buildPlatform: 'linux/arm64' });
    expectMarked(rule, 'FROM other:1\nFROM scratch\nFROM $A\nFROM\n', onArm);
    expectMarked(rule, 'FROM tool:1\n', { ...onArm, imagePlatforms: new Map([['tool:1', []]]) });
  });
  it('knows an image under each of its names', () => {
    expectMarked(rule, 'FROM ⟦docker.io/library/tool:1⟧ AS a\nFROM a\nFROM ⟦tool⟧\n', onArm);
    expectMarked(rule, `ARG V=1\nFROM ⟦tool:$V⟧\nFROM ⟦tool:1@sha256:${'a'.repeat(64)}⟧\n`, onArm);
  });
  it('compares without variants, and without case', () => {
    expectMarked(rule, 'FROM alpine:3.20\n', onArm);
    expectMarked(rule, 'FROM alpine:3.20\n', { ...onArm, buildPlatform: 'linux/ARM64/v8' });
    expectMarked(rule, 'FROM ⟦alpine:3.20⟧\n', { ...onArm, buildPlatform: 'linux/arm/v7' });
  });
  it('goes by the platform that FROM names', () => {
    expectMarked(rule, 'FROM --platform=linux/amd64 tool:1\n', onArm);
    expectMarked(rule, 'FROM --platform=linux/s390x ⟦tool:1⟧\n', onArm);
    expectMarked(rule, 'FROM --platform=$BUILDPLATFORM ⟦tool:1⟧\n', onArm);
    expectMarked(rule, 'FROM --platform="linux/$TARGETARCH" ⟦tool:1⟧\n', onArm);
    expectMarked(rule, 'ARG P=linux/amd64\nFROM --platform=$P tool:1\n', onArm);
    expectMarked(rule, 'ARG P=linux/amd64\nFROM --platform=$P ⟦tool:1⟧\n', {
      ...onArm,
      buildArguments: new Map([['P', 'linux/arm64']]),
    });
  });
  it('keeps quiet where only the build knows the platform', () => {
    expectMarked(rule, 'ARG P\nFROM --platform=$P tool:1\nFROM --platform=amd64 tool:1\n', onArm);
  });
});
