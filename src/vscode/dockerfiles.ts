// Which documents are Dockerfiles, where they are, and one parse for each version of their text.
import { posix } from 'node:path';
import { languages, type TextDocument, type Uri, workspace } from 'vscode';
import { type DockerfileDocument, parseDockerfile } from '../dockerfile/text/document.ts';
import { dockerfileBeginning, dockerfileName, isDockerfileText } from '../dockerfile-name.ts';

/** VS Code's own language id; it covers Dockerfile, Containerfile, Dockerfile.* and *.dockerfile. */
const dockerfileLanguage = 'dockerfile';

export const dockerfileSelector = { language: dockerfileLanguage } as const;

const dockerfileGlob = '**/*{Dockerfile,dockerfile,DOCKERFILE,Containerfile,containerfile}*';
const elsewhere = '**/{node_modules,.git}/**';
/** A workspace with more is asked to open the one it means. */
const mostDockerfiles = 500;

/** All Dockerfiles of the workspace, sorted by path. */
export async function findDockerfiles(): Promise<Uri[]> {
  const found = await workspace.findFiles(dockerfileGlob, elsewhere, mostDockerfiles);
  const are = await Promise.all(found.map(isDockerfile));
  return found.filter((_, index) => are[index]).sort((a, b) => a.path.localeCompare(b.path));
}

async function isDockerfile(uri: Uri): Promise<boolean> {
  const name = posix.basename(uri.path);
  const kind = dockerfileName(name);
  if (kind !== 'perhaps') return kind === 'sure';
  const bytes = await workspace.fs.readFile(uri);
  return isDockerfileText(new TextDecoder().decode(bytes.subarray(0, dockerfileBeginning)));
}

export interface ParsedDockerfiles {
  of(document: TextDocument): DockerfileDocument;
}

/** Lint, lenses and whatever else looks at a document share its parse; it goes when the document does. */
export function createParsedDockerfiles(): ParsedDockerfiles {
  const parsed = new WeakMap<TextDocument, { version: number; result: DockerfileDocument }>();
  return {
    of(document) {
      const known = parsed.get(document);
      if (known?.version === document.version) return known.result;
      const result = parseDockerfile(document.getText(), known?.result);
      parsed.set(document, { version: document.version, result });
      return result;
    },
  };
}

export function isDockerfileDocument(document: TextDocument): boolean {
  return languages.match(dockerfileSelector, document) > 0;
}
