// What files are called that are Dockerfiles, for the command line's search, the editor and the README's hook alike.

/**
 * `sure`: Dockerfile, Containerfile.dev, api.dockerfile. `perhaps`: the text decides (`isDockerfileText`), since others
 * are called so, too: Dockerfile_base, dev-Dockerfile, Dockerfile.go. `no`: all others.
 */
export type DockerfileName = 'sure' | 'perhaps' | 'no';

const word = '(?:docker|container)file';
const sureName = new RegExp(`^(?:${word}(?:\\..+)?|.+\\.${word})$`, 'i');
const nameWithWord = new RegExp(word, 'i');
const beginsWithWord = new RegExp(`^${word}\\.`, 'i');

/** Copies that programs leave beside a file, and what is never a Dockerfile whatever is in it. */
const others = new RegExp(
  `(?:~|\\.(?:${[
    ...['dockerignore', 'containerignore', 'gitignore', 'bak', 'backup', 'orig', 'rej', 'old', 'tmp', 'temp', 'save'],
    ...['sw[a-z]', 'patch', 'diff', 'log', 'lock', 'map', 'snap', 'sha(?:1|256|512)', 'sig', 'asc', 'sarif'],
    ...['mdx?', 'markdown', 'rst', 'adoc', 'html?', 'css', 'svg', 'png', 'jpe?g', 'gif', 'webp', 'ico', 'pdf'],
    ...['json[5c]?', 'ya?ml', 'toml', 'xml', 'csv', 'ini', 'zip', 'tar', 'gz', 'tgz', 'class', 'pyc', 'tmlanguage'],
  ].join('|')}))$`,
  'i',
);

/** A language's Dockerfile, or the source of a program that has to do with Dockerfiles. */
const languages = new RegExp(
  `\\.(?:${[
    ...['go', 'exs?', 'erl', '[cm]?[jt]sx?', 'vue', 'svelte', 'py', 'rb', 'rs', 'java', 'kt', 'scala', 'groovy', 'php'],
    ...['cs', 'fs', 'c', 'cc', 'cpp', 'h', 'hpp', 'swift', 'dart', 'lua', 'pl', 'pm', 'r', 'jl', 'hs', 'ml', 'clj'],
    ...['elm', 'nim', 'zig', 'sh', 'bash', 'zsh', 'fish', 'ps1', 'bat', 'cmd', 'vim', 'el', 'nix', 'tf', 'hcl', 'sql'],
    ...['proto', 'txt', 'g4', 'lark', 'bnf', 'scm', 'snippets', 'feature', 'http'],
  ].join('|')})$`,
  'i',
);

/** Becomes a Dockerfile when a program has filled it in: what comes out is what is built, and linted. */
const templates = /\.(?:j2|jinja2?|tmpl|tpl|gotmpl|template|erb|ejs|mustache|hbs|handlebars|in|m4|liquid)$/i;

export function dockerfileName(name: string): DockerfileName {
  if (!nameWithWord.test(name) || others.test(name) || templates.test(name)) return 'no';
  return sureName.test(name) && !languages.test(name) ? 'sure' : 'perhaps';
}

/** How much of a file `isDockerfileText` wants to see, in bytes: licences in front may be long. */
export const dockerfileBeginning = 16_384;

const firstInstruction =
  /^[ \t]*(?:FROM(?:[ \t]+--\S+)*[ \t]+[^\s'"]+(?:[ \t]+AS[ \t]+\S+)?|ARG[ \t]+[A-Z_][\w.-]*(?:=.*)?)[ \t]*[\\`]?[ \t]*$/i;
const isSkipped = /^\s*(?:#.*)?$/;

/** Whether a text, or its beginning, is a Dockerfile's: the first instruction of all is FROM or ARG. */
export function isDockerfileText(text: string): boolean {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const first = lines.find((line) => !isSkipped.test(line));
  return first !== undefined && firstInstruction.test(first);
}

/**
 * Whether a file that an editor takes for a Dockerfile because of how its name begins is something else: dockerfile.go,
 * a program's source.
 */
export function isOtherFile(name: string, text: () => string): boolean {
  if (!beginsWithWord.test(name)) return false;
  const kind = dockerfileName(name);
  return kind === 'no' || (kind === 'perhaps' && !isDockerfileText(text().slice(0, dockerfileBeginning)));
}
