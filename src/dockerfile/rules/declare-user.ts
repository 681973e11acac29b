// The final image says as which user its program runs.
import * as l10n from '@vscode/l10n';
import { parseImageReference } from '../../image-reference.ts';
import { baseFamily } from '../meaning/base-family.ts';
import { basesOf, stageLineage } from '../meaning/stage-bases.ts';
import type { Rule } from '../rule-parts/rule.ts';
import { wordSet } from '../shell/command-options.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Stage } from '../text/document.ts';

export const declareUser: Rule = {
  id: 'declare-user',
  aliases: [],
  severity: 'info',
  offByDefault: l10n.t('many images start as root and switch to another user at run time'),
  title: l10n.t('Set the user that runs the program with USER'),
  why: l10n.t(
    'Without USER, containers of this image run as root. Root can do anything in the container, and more on the host if the program escapes. Create a user for the program, and set it with USER in the last step.',
  ),
  bad: 'FROM ⟦python:3.13-slim⟧\nCMD ["python", "app.py"]\n',
  good: 'FROM python:3.13-slim\nUSER nobody\nCMD ["python", "app.py"]\n',
  check(document, report) {
    const final = document.stages.at(-1);
    if (!final) return;
    const lineage = stageLineage(document, final);
    const isDeclared = lineage.some(({ instructions }) =>
      instructions.some(({ keyword, inner }) => keyword === 'USER' || inner?.keyword === 'USER'),
    );
    if (isDeclared || !startsAsRoot(document, lineage) || becomesUser(document, lineage)) return;
    report({
      range: document.rangeOf(final.base ?? final.from.keywordSpan),
      message: l10n.t('Containers of this image run as root; set another user with USER'),
    });
  },
};

/** Official images of languages, which leave the user to those who use them. */
const rootImages = wordSet(
  'node python golang rust ruby php perl openjdk eclipse-temurin amazoncorretto maven gradle erlang elixir haskell swift julia buildpack-deps busybox nginx httpd caddy bash',
);

/** Of other images it is not known as whom they run. */
function startsAsRoot(document: DockerfileDocument, lineage: readonly Stage[]): boolean {
  const root = lineage.at(-1);
  const base = root && basesOf(document)[root.index];
  if (!root || base?.kind === 'scratch') return base?.kind === 'scratch';
  const image = base?.kind === 'image' ? parseImageReference(base.reference) : undefined;
  if (image?.registry !== 'docker.io' || /rootless|nonroot|unprivileged/.test(image.tag ?? '')) return false;
  const name = /^library\/(.+)$/.exec(image.repository)?.[1] ?? '';
  return rootImages.has(name) || (name !== '' && baseFamily(document, root.index) !== undefined && isSystem.test(name));
}

const isSystem = /^(?:alpine|debian|ubuntu|fedora|centos|rockylinux|almalinux|amazonlinux|oraclelinux|archlinux)$/;

/** `ENTRYPOINT ["gosu", "app", …]`, or a script that may well do so. */
function becomesUser(document: DockerfileDocument, lineage: readonly Stage[]): boolean {
  return lineage.some(({ instructions }) =>
    instructions.some((instruction) => {
      if (instruction.keyword !== 'ENTRYPOINT' && instruction.keyword !== 'CMD') return false;
      return shellScript(document, instruction).commands.some(({ words }) =>
        words.some(({ value }) =>
          /\.sh$|entrypoint|^\/(?:s6-)?init$|(?:^|\/)(?:gosu|su-exec|setpriv|runuser|su|chroot|supervisord)$/.test(
            value,
          ),
        ),
      );
    }),
  );
}
