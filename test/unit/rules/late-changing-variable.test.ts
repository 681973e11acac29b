import { lateChangingVariable as rule } from '../../../src/dockerfile/rules/late-changing-variable.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('late-changing-variable', () => {
  it('takes commits, dates and numbers above an install that does not use them', () => {
    expectMarked(
      rule,
      'FROM x:1\nARG ⟦BUILD_DATE⟧ ⟦VCS_REF⟧=a\nENV A=b ⟦GIT_SHA⟧=$X\nARG ⟦CI_COMMIT_SHA⟧\nRUN apt-get install -y a\nRUN npm ci\n',
    );
  });
  it('takes those of labels above an install, and installs of named packages', () => {
    expectFix(rule, 'FROM x:1\nARG ⟦BUILD_DATE⟧\nLABEL a=$BUILD_DATE\nRUN apk add b\n', undefined);
    expectMarked(rule, 'FROM x:1\nARG ⟦GIT_SHA⟧\nRUN npm install -g a\nENV B=$GIT_SHA\n');
    expectMarked(rule, 'FROM x:1\nRUN apk add b\nARG BUILD_DATE\nLABEL a=$BUILD_DATE\nRUN make\n');
  });
  it('keeps quiet on others, in front of their use, and without an install', () => {
    expectMarked(
      rule,
      'ARG GIT_SHA\nFROM x:1\nARG VERSION\nARG GIT_DEPTH\nENV BUILD_DATE=2025\nRUN npm ci\nARG GIT_SHA\n',
    );
    expectMarked(rule, `FROM x:1\nARG GIT_SHA\nRUN echo \${GIT_SHA}\nRUN npm ci\nFROM x:1\nARG GIT_SHA\nRUN make\n`);
  });
  it('keeps quiet on what is fixed', () => {
    expectMarked(rule, 'FROM x:1\nARG GIT_COMMIT=0a1b2c3 BUILD_DATE=2025-01-02 SOURCE_REF=v1.2\nRUN npm ci\n');
  });
  it('offers to move it down to its use', () => {
    expectFix(
      rule,
      'FROM x:1\n# b\nARG ⟦GIT_SHA⟧=a\nRUN npm ci\n\nENV B=$GIT_SHA\n',
      'FROM x:1\n# b\nRUN npm ci\n\nARG GIT_SHA=a\nENV B=$GIT_SHA\n',
    );
    expectFix(rule, 'FROM x:1\nARG ⟦GIT_SHA⟧\nRUN npm ci\n', undefined);
  });
  it('keeps quiet in front of what may read it: compilers and scripts', () => {
    for (const step of [
      'cargo build --release --frozen',
      'go build ./...',
      'make',
      './build.sh',
      'npm run build',
      'mvn package',
      'dotnet publish -c Release',
      './gradlew assemble',
      'python setup.py install',
      'apk add make && make',
    ]) {
      expectMarked(rule, `FROM x:1\nARG GIT_SHA\nRUN ${step}\nRUN npm ci\n`);
    }
  });
  it('takes it above installs that only fetch', () => {
    for (const step of [
      'npm ci',
      'pip install -r requirements.txt',
      'go mod download',
      'apt-get update && apt-get install -y a',
    ]) {
      expectMarked(rule, `FROM x:1\nARG ⟦GIT_SHA⟧\nRUN ${step}\nRUN make\n`);
    }
  });
});
