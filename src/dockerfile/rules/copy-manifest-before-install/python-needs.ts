// What pip, uv, Poetry, PDM, Pipenv and conda read of a project beside their manifests.
import * as l10n from '@vscode/l10n';
import { includedFiles, wholeLines } from '../../packages/requirements.ts';
import { noNeeds, type ProjectNeeds, withObstacle } from './needs.ts';

type Read = (path: string) => string | undefined;

export function pythonNeeds(
  tool: string,
  args: readonly string[],
  manifests: readonly string[],
  read: Read,
): ProjectNeeds {
  if (tool === 'pip') return requirementNeeds(manifests, read);
  if (tool === 'conda') {
    const [file = ''] = manifests;
    const local = /^\s*-\s*["']?(-[rce]\s*\S+|\.\/?\S*|file:\S+)/m.exec(read(file) ?? '')?.[1];
    return local === undefined ? noNeeds : withObstacle(l10n.t('{0}, from {1}', local, file));
  }
  if (tool === 'pipenv') {
    return /\bpath\s*=|\beditable\s*=/.test(read('Pipfile') ?? '')
      ? withObstacle(l10n.t('the local packages in Pipfile'))
      : noNeeds;
  }
  return projectNeeds(tool, args, read('pyproject.toml'));
}

/** Included lists of requirements and constraints are copied, too. */
function requirementNeeds(files: readonly string[], read: Read): ProjectNeeds {
  const found = new Set(files);
  for (const file of found) {
    const text = read(file);
    if (text === undefined) return withObstacle(l10n.t('{0}, which cannot be read here', file));
    const local =
      /^\s*(-e\b.*|--editable\b.*|\.{1,2}\/\S*|\.(?=\s|\[|$).*|file:\S+|\S+\.(?:whl|tar\.gz)|\S+\s+@\s+file:\S+|[\w.][\w.-]*\/[\w./-]*(?=\s*(?:$|[#;]))|--find-links[ =](?!https?:)\S+|-f\s+(?!https?:)\S+)/m.exec(
        wholeLines(text),
      )?.[1];
    if (local !== undefined) return withObstacle(l10n.t('{0}, from {1}', local.trim(), file));
    for (const path of includedFiles(file, text)) {
      if (path.startsWith('..')) return withObstacle(l10n.t('{0}, which is outside the build context', path));
      found.add(path);
    }
  }
  return { ...noNeeds, files: [...found].filter((file) => !files.includes(file)) };
}

function projectNeeds(tool: string, args: readonly string[], text: string | undefined): ProjectNeeds {
  if (text === undefined) return noNeeds;
  if (/\bworkspace\s*=\s*true|^\[tool\.uv\.workspace\]/m.test(text))
    return withObstacle(l10n.t('the workspace members'));
  if (/[{,]\s*path\s*=|^path\s*=|file:\/\/|\bdevelop\s*=\s*true/m.test(text)) {
    return withObstacle(l10n.t('the local packages in pyproject.toml'));
  }
  const isDynamic = /^dynamic\s*=\s*\[[^\]]*\b(?:version|dependencies|optional-dependencies)\b/m.test(text);
  if (isDynamic && tool !== 'poetry' && !args.includes('--frozen')) {
    return withObstacle(l10n.t('the source files of the project metadata'));
  }
  return noNeeds;
}
