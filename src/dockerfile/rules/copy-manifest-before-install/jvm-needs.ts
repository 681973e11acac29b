// What Maven, Gradle and sbt read of a project beside their manifests.
import * as l10n from '@vscode/l10n';
import type { KnownContext } from '../../packages/project-copy.ts';
import { noNeeds, type ProjectNeeds, withObstacle } from './needs.ts';

/** What else an install of the JVM reads. */
export const jvmObstacles = {
  gradleFiles: () => l10n.t('the local files in build.gradle'),
};

type Read = (path: string) => string | undefined;

export function jvmNeeds(tool: string, read: Read, { contextFolders, contextFiles }: KnownContext): ProjectNeeds {
  if (tool === 'mvn') return mavenNeeds(read('pom.xml') ?? '', contextFolders);
  if (tool === 'gradle') return gradleNeeds(read, contextFolders);
  if (tool === 'sbt') {
    return /\b(?:aggregate|dependsOn)\s*\(/.test(read('build.sbt') ?? '') || contextFiles?.has('build.mill')
      ? withObstacle(l10n.t('the settings of each subproject'))
      : noNeeds;
  }
  return noNeeds;
}

function mavenNeeds(pom: string, contextFolders: ReadonlySet<string> | undefined): ProjectNeeds {
  if (/<modules>/.test(pom)) return withObstacle(l10n.t('the pom.xml of each module'));
  if (/<systemPath>|file:\/\/|\$\{(?:project\.)?basedir\}[^<]*<\/url>/.test(pom)) {
    return withObstacle(l10n.t('the local files in pom.xml'));
  }
  if (/<relativePath>\s*[^<\s]/.test(pom)) return withObstacle(l10n.t('the parent pom.xml'));
  return contextFolders?.has('.mvn') ? { ...noNeeds, folders: ['.mvn'] } : noNeeds;
}

function gradleNeeds(read: Read, contextFolders: ReadonlySet<string> | undefined): ProjectNeeds {
  const settings = `${read('settings.gradle') ?? ''}\n${read('settings.gradle.kts') ?? ''}`;
  const build = `${read('build.gradle') ?? ''}\n${read('build.gradle.kts') ?? ''}`;
  if (/^\s*include(?:Build)?\b/m.test(settings)) return withObstacle(l10n.t('the settings of each subproject'));
  if (contextFolders?.has('buildSrc')) return withObstacle('buildSrc');
  // The folder gradle/ is copied as it is.
  const besides = contextFolders?.has('gradle') ? build.replace(appliedFromGradle, '') : build;
  if (
    /\bapply\s*\(?\s*from\b|\b(?:files|fileTree)\s*\(|\bflatDir\b/.test(besides) ||
    readsFile.test(`${settings}${besides}`)
  ) {
    return withObstacle(jvmObstacles.gradleFiles());
  }
  return contextFolders?.has('gradle') ? { ...noNeeds, folders: ['gradle'] } : noNeeds;
}

const appliedFromGradle = /\bapply\s*\(?\s*from\s*[:=]\s*["'](?:\$\{?rootDir\}?\/)?gradle\/[^"'$]*["']/g;
/** `file('VERSION').text`, `new FileInputStream("local.properties")` */
const readsFile =
  /\.text\b|\b(?:readText|readLines|fileContents|inputStream|bufferedReader)\s*\(|\bFile(?:InputStream|Reader)\s*\(|\bwith(?:InputStream|Reader)\b/;
