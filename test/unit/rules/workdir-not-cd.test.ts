import { workdirNotCd as rule } from '../../../src/dockerfile/rules/workdir-not-cd.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('workdir-not-cd', () => {
  it('takes the first cd of each RUN', () => {
    expectMarked(rule, 'FROM x:1\nRUN ⟦cd /a⟧ && b && cd /c\nRUN a && (⟦cd b⟧ && c)\nRUN ["sh", "-c", "⟦cd /a⟧; b"]\n');
  });
  it('keeps quiet on other words, functions and other shells', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN echo cd /a && acd && f() { cd /; }\nRUN cat > x <<EOF\ncd /a\nEOF\nCMD cd /a && b\nSHELL ["cmd", "/c"]\nRUN cd a\n',
    );
  });
  it('looks at a file without FROM, too', () => expectMarked(rule, 'RUN ⟦cd /a⟧\n'));
  it('gives the folder back that was set before', () => {
    expectFix(
      rule,
      'FROM x:1\nWORKDIR /app\nRUN ⟦cd /src⟧ && \\\n    make && \\\n    make install\nCMD ["x"]\n',
      'FROM x:1\nWORKDIR /app\nWORKDIR /src\nRUN make && \\\n    make install\nWORKDIR /app\nCMD ["x"]\n',
    );
  });
  const unfixable = [
    'FROM x:1\nRUN ⟦cd /src⟧ && make\nCMD ["x"]\n',
    'FROM x:1\nRUN ⟦cd src⟧ && make\nWORKDIR /app\n',
    'FROM x:1\nRUN ⟦cd $X⟧ && make\nWORKDIR /app\n',
    'FROM x:1\nRUN ⟦cd /src⟧ && make && cd ..\nWORKDIR /app\n',
    'FROM x:1\nRUN ⟦cd /src⟧ || make\nWORKDIR /app\n',
    'FROM x:1\nRUN ⟦cd /src⟧; make\nWORKDIR /app\n',
    'FROM x:1\nRUN ⟦cd /src⟧\nWORKDIR /app\n',
    'FROM x:1\nRUN --mount=target=x ⟦cd /src⟧ && make\nWORKDIR /app\n',
  ];
  for (const text of unfixable)
    it(`has no fix for ${JSON.stringify(text)}`, () => void expectFix(rule, text, undefined));
  it('keeps quiet on Windows, whose images say so by their names', () => {
    for (const base of [
      'mcr.microsoft.com/dotnet/framework/sdk:4.8',
      'mcr.microsoft.com/windows/servercore:ltsc2022',
      'mcr.microsoft.com/windows/nanoserver:1809',
      'mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022',
      'mcr.microsoft.com/powershell:windowsservercore-1809',
      'golang:1.23-windowsservercore-ltsc2022',
      'golang:nanoserver',
      'eclipse-temurin:21-jdk-nanoserver',
      'team/build-tools:ltsc2019',
    ]) {
      expectMarked(rule, `FROM ${base}\nRUN cd C:\\x && del /q *.tmp\n`);
    }
    expectMarked(rule, 'FROM mcr.microsoft.com/dotnet/sdk:8.0\nRUN ⟦cd /x⟧ && make\n');
  });
});
