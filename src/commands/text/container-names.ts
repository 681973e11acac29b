// Names of containers: what is wrong with one, and one that is free. Pure text.

import * as l10n from '@vscode/l10n';

/** What the engine takes for a container's name. */
const containerName = /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/;

/** `names`: those that are taken. */
export function wrongContainerName(name: string, names: ReadonlySet<string>): string | undefined {
  if (!containerName.test(name)) {
    return l10n.t('A name needs at least two letters, digits, "_", "." or "-", and starts with a letter or digit.');
  }
  return names.has(name)
    ? l10n.t('The container "{0}" already exists. Choose another name, or remove that container.', name)
    : undefined;
}

/** `registry:5000/team/web:1` → `web`, or `web-2` if that is taken. */
export function proposeName(reference: string, names: ReadonlySet<string>): string {
  if (/^(sha256:)?[0-9a-f]{12,}$/.test(reference)) return proposeName('container', names);
  const last = reference.replace(/@.*$/, '').split('/').at(-1) ?? '';
  const base = last
    .replace(/:.*$/, '')
    .replace(/[^a-zA-Z0-9_.-]/g, '-')
    .replace(/^[^a-zA-Z0-9]+/, '');
  return freeName(base.length >= 2 ? base : 'container', names);
}

/**
 * For one more container like `name`, of the image `reference`: the name itself if it is free, else counted on. A number at its end
 * counts only if it was proposed as one: `web-2` beside `web` → `web-3`, but `pg-16` → `pg-16-2`.
 */
export function nextName(name: string, reference: string, names: ReadonlySet<string>): string {
  const stem = name.replace(/-\d+$/, '');
  const isCounted = names.has(stem) || stem === proposeName(reference, new Set());
  return freeName(isCounted ? stem : name, names);
}

function freeName(stem: string, names: ReadonlySet<string>): string {
  let name = stem;
  for (let count = 2; names.has(name); count++) name = `${stem}-${count}`;
  return name;
}
