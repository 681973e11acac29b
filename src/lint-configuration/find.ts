// Which configuration files hold for a Dockerfile: those of the nearest folder, from its own upwards, that has any.
import { type LintConfiguration, mergeConfigurations, type ReadConfiguration } from './configuration.ts';

/** They need a parser of YAML, which is large: most projects have no such file. */
const hadolintFile = async () => (await import('./hadolint-file.ts')).readHadolintFile;
const longshoreFile = async () => (await import('./longshore-file.ts')).readLongshoreFile;

/** In the order in which they are read: what a later one says goes before. Of two spellings the first is taken. */
const kinds = [
  { names: ['.hadolint.yaml', '.hadolint.yml'], reader: hadolintFile },
  { names: ['.longshore.yaml', '.longshore.yml'], reader: longshoreFile },
] as const;

export const configurationFileNames: readonly string[] = kinds.flatMap(({ names }) => names);

export interface ConfigurationFolder<Folder> {
  /** undefined at the top, or where the project ends. */
  parent(folder: Folder): Promise<Folder | undefined>;
  /** undefined if there is no such file. Rejects if it is there and cannot be read. */
  read(folder: Folder, name: string): Promise<string | undefined>;
}

export interface FoundConfiguration<Folder> {
  readonly configuration: LintConfiguration;
  readonly files: readonly { readonly folder: Folder; readonly name: string; readonly read: ReadConfiguration }[];
}

/** Nothing found is an empty configuration. */
export async function findConfiguration<Folder>(
  from: Folder,
  { parent, read }: ConfigurationFolder<Folder>,
): Promise<FoundConfiguration<Folder>> {
  for (let folder: Folder | undefined = from; folder !== undefined; folder = await parent(folder)) {
    const files: FoundConfiguration<Folder>['files'][number][] = [];
    const holder = folder;
    // Asked for at once: a problem in the editor waits for them.
    const texts = await Promise.all(kinds.map(({ names }) => Promise.all(names.map((name) => read(holder, name)))));
    for (const [kind, { names, reader }] of kinds.entries()) {
      const at = texts[kind]?.findIndex((each) => each !== undefined) ?? -1;
      const [text, name] = [texts[kind]?.[at], names[at]];
      if (text === undefined || name === undefined) continue;
      const understand = await reader();
      files.push({ folder, name, read: understand(text) });
    }
    if (files.length > 0) {
      const configuration = files.reduce<LintConfiguration>(
        (merged, file) => mergeConfigurations(merged, file.read.configuration),
        {},
      );
      return { configuration, files };
    }
  }
  return { configuration: {}, files: [] };
}

/** By its name: what is neither of ours nor hadolint's is taken for ours. */
export async function readConfigurationFile(name: string, text: string): Promise<ReadConfiguration> {
  const understand = await (/hadolint/i.test(name) ? hadolintFile() : longshoreFile());
  return understand(text);
}
