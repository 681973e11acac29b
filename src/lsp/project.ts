// What stands around a document on the disk: its configuration and its build context. Kept until something is saved.
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LintOptions } from '../dockerfile/linting/lint.ts';
import type { LintSurroundings } from '../dockerfile/rule-parts/rule.ts';
import type { DockerfileDocument } from '../dockerfile/text/document.ts';
import { type LintConfiguration, lintOptionsOf, mergeConfigurations } from '../lint-configuration/configuration.ts';
import { diskConfigurationFolder } from '../lint-configuration/disk.ts';
import { findConfiguration } from '../lint-configuration/find.ts';
import { diskFolder } from '../surroundings/disk-folder.ts';
import { type Folder, keptFolder } from '../surroundings/folder.ts';
import { surroundingsOf } from '../surroundings/surroundings.ts';
import type { ServerSettings } from './settings.ts';

export class Project {
  private readonly folders = new Map<string, Folder>();
  private readonly configurations = new Map<string, Promise<LintConfiguration>>();
  private readonly known = new Map<string, { document: DockerfileDocument; surroundings: Promise<LintSurroundings> }>();

  /** What is known is asked again: something was saved, or changed on the disk. */
  forget(): void {
    this.folders.clear();
    this.configurations.clear();
    this.known.clear();
  }

  /** The document is closed. */
  forgetDocument(uri: string): void {
    this.known.delete(uri);
  }

  /** Of a document that is no file nothing is known. */
  surroundings(uri: string, document: DockerfileDocument): Promise<LintSurroundings> {
    const before = this.known.get(uri);
    if (before?.document === document) return before.surroundings;
    const path = pathOf(uri);
    const surroundings =
      path === undefined ? Promise.resolve({}) : surroundingsOf(this.folderAt(dirname(path)), basename(path), document);
    this.known.set(uri, { document, surroundings });
    // What failed is tried again.
    surroundings.catch(() => this.known.delete(uri));
    return surroundings;
  }

  folderOf(uri: string): Folder | undefined {
    const path = pathOf(uri);
    return path === undefined ? undefined : this.folderAt(dirname(path));
  }

  async lintOptions(uri: string, document: DockerfileDocument, settings: ServerSettings): Promise<LintOptions> {
    const [found, surroundings] = await Promise.all([this.configurationOf(uri), this.surroundings(uri, document)]);
    const configuration = mergeConfigurations(found, { severities: settings.rules });
    const { buildArguments } = settings;
    return lintOptionsOf(configuration, buildArguments.size > 0 ? { ...surroundings, buildArguments } : surroundings);
  }

  private folderAt(path: string): Folder {
    const folder = this.folders.get(path) ?? keptFolder(diskFolder(path));
    this.folders.set(path, folder);
    return folder;
  }

  private async configurationOf(uri: string): Promise<LintConfiguration> {
    const path = pathOf(uri);
    if (path === undefined) return {};
    const folder = dirname(path);
    const known =
      this.configurations.get(folder) ??
      findConfiguration(folder, diskConfigurationFolder).then(({ configuration }) => configuration);
    this.configurations.set(folder, known);
    // What failed is tried again.
    known.catch(() => this.configurations.delete(folder));
    return known;
  }
}

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    // A file of another machine, or a name that this one's file system cannot have.
    return undefined;
  }
}
