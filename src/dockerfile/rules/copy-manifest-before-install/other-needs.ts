// What Go, Cargo, Composer, Bundler, .NET, Mix, Dart and Swift read of a project beside their manifests.
import * as l10n from '@vscode/l10n';
import type { KnownContext } from '../../packages/project-copy.ts';
import { cargoSettingsFiles } from '../../packages/project-files.ts';
import { noNeeds, type ProjectNeeds, withObstacle } from './needs.ts';

/** What else an install reads. */
export const otherObstacles = {
  gemFiles: () => l10n.t('the local files in Gemfile'),
};

type Read = (path: string) => string | undefined;

interface LocalMention {
  /** The manifest, as a name or a pattern of names. */
  readonly file: RegExp;
  /** What in it names something of the project. */
  readonly pattern: RegExp;
  readonly obstacle: () => string;
}

const mentions: Readonly<Record<string, readonly LocalMention[]>> = {
  go: [
    { file: /^go\.work$/, pattern: /./, obstacle: () => l10n.t('the go.mod of each module in go.work') },
    {
      file: /^go\.mod$/,
      pattern: /=>\s*\.{0,2}\//,
      obstacle: () => l10n.t('the local modules in the replace directives of go.mod'),
    },
  ],
  cargo: [
    {
      file: /^Cargo\.toml$/,
      pattern: /^\[workspace[\].]/m,
      obstacle: () => l10n.t('the Cargo.toml of each workspace member'),
    },
    {
      file: /^Cargo\.toml$/,
      pattern: /^\[(?:lib|\[(?:bin|test|bench|example)\])\]|^build\s*=|^default-run\s*=/m,
      obstacle: () => l10n.t('the target files in Cargo.toml'),
    },
    {
      file: /^Cargo\.toml$/,
      pattern: /(?:^|[\s.{,])path\s*=/m,
      obstacle: () => l10n.t('the local crates in Cargo.toml'),
    },
  ],
  composer: [
    {
      file: /^composer\.json$/,
      pattern: /"type"\s*:\s*"(?:path|artifact)"/,
      obstacle: () => l10n.t('the local packages in composer.json'),
    },
    {
      file: /^composer\.json$/,
      pattern: /"patches(?:-file)?"\s*:/,
      obstacle: () => l10n.t('the patches in composer.json'),
    },
  ],
  bundle: [
    {
      file: /^Gemfile$/,
      pattern: /^\s*gemspec\b/m,
      obstacle: () => l10n.t('the gemspec and the version that it reads'),
    },
    {
      file: /^Gemfile$/,
      // What says which Ruby is meant is copied in any case.
      pattern:
        /\bpath:\s|:path\s*=>|\beval(?:_gemfile)?\b|\brequire_relative\b|\bpath\s*\(?\s*["']|\b(?:File|IO|Dir|Pathname|YAML)\s*(?:\.(?!(?:read|open)\s*\(?\s*["']\.(?:ruby-version|tool-versions)["'])|[[(])/,
      obstacle: () => otherObstacles.gemFiles(),
    },
  ],
  dotnet: [
    {
      file: /\.(?:cs|fs|vb)proj$/,
      pattern: /<ProjectReference\b/,
      obstacle: () => l10n.t('the referenced projects'),
    },
    {
      file: /\.(?:cs|fs|vb)proj$|^Directory\./,
      pattern: /<Import\s+Project=|<HintPath>/,
      obstacle: () => l10n.t('the local files in the project file'),
    },
  ],
  mix: [
    {
      file: /^mix\.exs$/,
      pattern: /\bpath:\s*"|\bapps_path:|\bin_umbrella:/,
      obstacle: () => l10n.t('the local packages in mix.exs'),
    },
    {
      file: /^mix\.exs$/,
      pattern: /File\.read|Code\.(?:require|eval)_file/,
      obstacle: () => l10n.t('the files that mix.exs reads'),
    },
  ],
  dart: [
    {
      file: /^pubspec\.yaml$/,
      pattern: /^\s+path:\s/m,
      obstacle: () => l10n.t('the local packages in pubspec.yaml'),
    },
  ],
  flutter: [
    {
      file: /^pubspec\.yaml$/,
      pattern: /^\s+path:\s/m,
      obstacle: () => l10n.t('the local packages in pubspec.yaml'),
    },
  ],
  swift: [
    {
      file: /^Package\.swift$/,
      pattern: /\.package\(\s*(?:name:\s*"[^"]*",\s*)?path:/,
      obstacle: () => l10n.t('the local packages in Package.swift'),
    },
  ],
  stack: [
    {
      file: /^stack\.yaml$/,
      pattern: /^packages:\s*\n\s*-\s*(?!\.\s*$)/m,
      obstacle: () => l10n.t('the package of each folder'),
    },
  ],
};

export function otherNeeds(
  tool: string,
  manifests: readonly string[],
  read: Read,
  { contextFolders }: KnownContext,
): ProjectNeeds {
  for (const { file, pattern, obstacle } of mentions[tool] ?? []) {
    const found = manifests.some(
      (path) => file.test(path.slice(path.lastIndexOf('/') + 1)) && pattern.test(read(path) ?? ''),
    );
    if (found) return withObstacle(obstacle());
  }
  return tool === 'cargo' && contextFolders?.has('.cargo') ? cargoSettings(read, contextFolders) : noNeeds;
}

/** They say from where crates come, which may be a folder of the project. */
function cargoSettings(read: Read, contextFolders: ReadonlySet<string>): ProjectNeeds {
  const settings = cargoSettingsFiles.map((path) => read(path) ?? '').join('\n');
  const folders = [...settings.matchAll(/^\s*(?:directory|local-registry)\s*=\s*["']([^"']+)["']/gm)].map(
    ([, path = '']) => path.replace(/^\.\//, ''),
  );
  const isThere = (path: string) => !path.startsWith('/') && contextFolders.has(path.split('/')[0] ?? '');
  if (/^\s*paths\s*=/m.test(settings) || !folders.every(isThere)) {
    return withObstacle(l10n.t('the folders in its settings'));
  }
  return { ...noNeeds, folders: ['.cargo', ...folders] };
}
