import { cacheMountForPackages as rule } from '../../../src/dockerfile/rules/cache-mount-for-packages.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('cache-mount-for-packages', () => {
  it('finds installs whose cache is lost, once in a RUN', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN ⟦npm ci⟧ && npm install -g a\nRUN a && ⟦pip --quiet install⟧ -r b\nRUN ⟦go build⟧ ./...\n',
    );
  });
  it('keeps quiet where a mount is there, or no cache is kept', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN --mount=type=tmpfs,target=/root npm ci\nRUN pip install --no-cache-dir a\nRUN npm run build && go vet\nCMD npm install\n',
    );
  });
  it('puts the mount behind those that are there', () => {
    expectFix(
      rule,
      'FROM x:1\nRUN --mount=type=secret,id=a \\\n  ⟦npm ci⟧\n',
      'FROM x:1\nRUN --mount=type=secret,id=a --mount=type=cache,target=/root/.npm \\\n  npm ci\n',
    );
  });
});
