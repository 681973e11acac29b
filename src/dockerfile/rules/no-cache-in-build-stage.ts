// What package managers keep in stages that no image is made of. hadolint wants it gone there, too.
import * as l10n from '@vscode/l10n';
import { wantedOptionCheck } from '../families/add-option.ts';
import { apkIndexOption } from '../families/apk-cache.ts';
import { dnfCache, yumCache, zypperCache } from '../families/caches.ts';
import { type LeftBehind, leftBehindCheck } from '../families/left-behind.ts';
import { pipCache } from '../families/pip-cache.ts';
import type { Rule } from '../rule-parts/rule.ts';

const message = () =>
  l10n.t('Downloads stay in this stage, though not in the image; clean up in the same RUN, or use a cache mount');

const options = (['DL3019', 'DL3042'] as const).map((alias) => {
  const wanted = alias === 'DL3019' ? apkIndexOption : pipCache;
  return { alias, check: wantedOptionCheck({ ...wanted, stages: 'others', message }) };
});
const caches: readonly (readonly [string, LeftBehind])[] = [
  ['DL3032', yumCache],
  ['DL3036', zypperCache],
  ['DL3040', dnfCache],
];
const cleanings = caches.map(([alias, kind]) => ({
  alias,
  check: leftBehindCheck({ ...kind, stages: 'others' }, message),
}));
const checks = [...options, ...cleanings];

export const noCacheInBuildStage: Rule = {
  id: 'no-cache-in-build-stage',
  aliases: checks.map(({ alias }) => alias),
  severity: 'style',
  offByDefault: l10n.t('files that are only in build stages are not in the image'),
  title: l10n.t('Clean up in build stages, too'),
  why: l10n.t(
    'Downloads that pip, apk, dnf and others keep in an earlier stage are not in the image, so they only use space in the build cache. Clean them up there, too, if space is limited. RUN --mount=type=cache keeps them outside of all stages and makes the next build faster.',
  ),
  bad: 'FROM python:3.13 AS build\nRUN ⟦pip install⟧ --prefix=/install flask==3.1.0\nFROM python:3.13-slim\nCOPY --from=build /install /usr/local\n',
  good: 'FROM python:3.13 AS build\nRUN pip install --no-cache-dir --prefix=/install flask==3.1.0\nFROM python:3.13-slim\nCOPY --from=build /install /usr/local\n',
  check(document, report, surroundings, run) {
    for (const { alias, check } of checks) {
      check(document, (finding) => report({ ...finding, aliases: finding.aliases ?? [alias] }), surroundings, run);
    }
  },
};
