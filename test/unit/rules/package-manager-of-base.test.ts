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
      'ARG B=x\nFROM $B\nRUN apk add a\nFROM alpine:3.22\nRUN if a; then apt-get update; fi; b || apt-get update\nFROM e.org/alpine:3.22\nRUN apt-get update\n',
    );
    expectMarked(rule, 'FROM debian:12\nRUN apt-get install -y dnf && dnf install a\n');
    expectMarked(rule, 'FROM debian:12\nCOPY --from=x /sbin/apk /sbin/apk\nRUN apk add a\n');
  });

  const wrong = [
    ['oven/bun:1-alpine', 'apt-get'],
    ['oven/bun:1', 'apk'],
    ['node:22', 'apk'],
    ['node:lts', 'yum'],
    ['caddy:2', 'apt-get'],
    ['caddy:2-builder', 'apt-get'],
    ['python:3.13', 'apk'],
    ['golang:1.25', 'apk'],
    ['nginx', 'apk'],
    ['nginx:alpine', 'apt-get'],
    ['postgres:17', 'apk'],
    ['docker:28-dind', 'apt-get'],
    ['registry:3', 'apt'],
    ['registry.access.redhat.com/ubi9/ubi-minimal:9.5', 'dnf'],
    ['registry.access.redhat.com/ubi9/ubi-minimal', 'apt-get'],
    ['redhat/ubi9', 'apt-get'],
    ['registry.access.redhat.com/ubi9/nodejs-22-minimal', 'yum'],
    ['mcr.microsoft.com/dotnet/aspnet:8.0', 'apk'],
    ['mcr.microsoft.com/dotnet/sdk:9.0-alpine', 'apt-get'],
    ['mcr.microsoft.com/dotnet/sdk:9.0-noble', 'apk'],
    ['amazoncorretto:21-alpine', 'yum'],
    ['amazoncorretto:21', 'apt-get'],
    ['eclipse-temurin:21', 'apk'],
    ['eclipse-temurin:21-alpine', 'apt-get'],
    ['public.ecr.aws/docker/library/node:22', 'apk'],
    ['public.ecr.aws/lambda/python:3.13', 'apt-get'],
    ['denoland/deno:alpine', 'apt-get'],
    ['composer:2', 'apt-get'],
    ['php:8.4-fpm', 'apk'],
    ['rust:1-slim', 'apk'],
  ] as const;
  for (const [image, manager] of wrong) {
    it(`knows that ${image} has no ${manager}`, () =>
      expectMarked(rule, `FROM ${image}\nRUN ⟦${manager}⟧ install a\n`));
  }
  const right = [
    ['eclipse-temurin:21-ubi9-minimal', 'microdnf'],
    ['openjdk:17', 'microdnf'],
    ['openjdk:8', 'apt-get'],
    ['mysql:8.4', 'microdnf'],
    ['mysql:8.0-debian', 'apt-get'],
    ['tomcat:10-jdk21-corretto', 'yum'],
    ['maven:3-amazoncorretto-21', 'yum'],
    ['gradle:8-jdk21-corretto', 'yum'],
    ['swift:6-rhel-ubi9', 'dnf'],
    ['mcr.microsoft.com/dotnet/sdk:9.0-azurelinux3.0', 'tdnf'],
    ['python:3.13-windowsservercore', 'apk'],
    ['registry.access.redhat.com/ubi9/ubi', 'dnf'],
    ['registry.access.redhat.com/ubi9/ubi-minimal', 'microdnf'],
    ['fedora:42', 'microdnf'],
    ['node:22-bookworm', 'apt-get'],
    ['nvidia/cuda:12.6.0-base-ubi9', 'dnf'],
    ['ghcr.io/team/node:22', 'apk'],
    ['denoland/deno:distroless', 'apk'],
    ['oven/bun:1-distroless', 'apt-get'],
    ['example.org/ubi-minimal-tools', 'dnf'],
    ['graalvm/native-image', 'microdnf'],
  ] as const;
  for (const [image, manager] of right) {
    it(`keeps quiet on ${manager} in ${image}`, () => expectMarked(rule, `FROM ${image}\nRUN ${manager} install a\n`));
  }
});
