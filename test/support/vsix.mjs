// The packaged extension: makes out/longshore.vsix, and knows what may and must be in it.
import { closeSync, mkdirSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { checkout, outFolder } from './checkout.mjs';
import { packageFile } from './packages.mjs';
import { run } from './processes.mjs';

export const vsix = join(outFolder, 'longshore.vsix');

/** What is shipped; all else in the package is a mistake. */
const shipped = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/(package\.json|package\.nls(\.[\w-]+)?\.json|readme\.md|changelog\.md|LICENSE(\.txt|\.md)?|NOTICE)$/i,
  /^extension\/(dist|media|syntaxes|l10n)\/(?!.*(\.map|\.ts)$)/,
  /^extension\/[\w-]*language-configuration[\w.-]*\.json$/,
];

/** What everybody downloads, in bytes. */
const mostBytes = 1_800_000;

/** Packages the extension: builds it for production (into dist/) and makes out/longshore.vsix. */
export async function packageExtension() {
  mkdirSync(outFolder, { recursive: true });
  const vsce = [packageFile('@vscode', 'vsce', 'vsce'), 'package', '--no-dependencies', '--out', vsix];
  await run(process.execPath, vsce, { cwd: checkout });
}

/**
 * @param {string} file a .vsix or another zip
 * @returns {string[]} the paths in it, from its central directory
 */
export const filesInZip = (file) => entriesOfZip(file).map(({ path }) => path);

/** @param {string} file */
function entriesOfZip(file) {
  const { size } = statSync(file);
  // The end record is the last 22 bytes, if the archive has no comment; vsce writes none.
  const end = readAt(file, size - 22, 22);
  if (end.readUInt32LE(0) !== 0x06054b50) throw new Error(`${file} is not a zip file.`);
  const directory = readAt(file, end.readUInt32LE(16), end.readUInt32LE(12));
  const entries = [];
  for (let at = 0; at < directory.length; ) {
    const [name = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => directory.readUInt16LE(at + offset));
    entries.push({
      path: directory.toString('utf8', at + 46, at + 46 + name),
      isDeflated: directory.readUInt16LE(at + 10) === 8,
      size: directory.readUInt32LE(at + 20),
      header: directory.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** @param {string} file @param {string} path of a file in it */
function textInZip(file, path) {
  const entry = entriesOfZip(file).find((each) => each.path === path);
  if (!entry) throw new Error(`${file} has no ${path}.`);
  const header = readAt(file, entry.header, 30);
  const content = readAt(file, entry.header + 30 + header.readUInt16LE(26) + header.readUInt16LE(28), entry.size);
  return (entry.isDeflated ? inflateRawSync(content) : content).toString('utf8');
}

/** @param {string} file @param {number} position @param {number} length */
function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, buffer, 0, length, position);
  } finally {
    closeSync(handle);
  }
  return buffer;
}

/** Those that nothing in package.json names. */
const neededBundles = ['extension', 'cli', 'forecast-worker', 'l10n'].map((name) => `./dist/${name}.js`);

/**
 * @param {readonly string[]} paths of the files in the package
 * @param {unknown} manifest package.json
 * @returns {string[]} what is wrong with it, in sentences
 */
export function faultsOfPackage(paths, manifest) {
  const needed = [...new Set([...neededBundles, ...filesNamedIn(manifest)])].map((path) =>
    join('extension', path).replaceAll('\\', '/'),
  );
  return [
    ...paths
      .filter((path) => !shipped.some((pattern) => pattern.test(path)))
      .map((path) => `${path} must not be shipped`),
    ...needed.filter((path) => !paths.includes(path)).map((path) => `${path} is missing`),
  ];
}

/** @param {unknown} value @returns {string[]} every relative path that a manifest names: icons, grammars, … */
function filesNamedIn(value) {
  if (typeof value === 'string') return /^(\.\/)?(dist|media|syntaxes)\/[\w./-]+\.\w+$/.test(value) ? [value] : [];
  return value && typeof value === 'object' ? Object.values(value).flatMap(filesNamedIn) : [];
}

/**
 * Of a single character beyond ASCII V8 makes a source of two bytes a character.
 * @param {string} file a .vsix
 * @returns {string[]}
 */
const faultsOfBundles = (file) =>
  filesInZip(file)
    .filter((path) => /^extension\/dist\/[\w-]+\.js$/.test(path))
    .filter((path) => /[^\0-\x7f]/.test(textInZip(file, path)))
    .map((path) => `${path} has characters beyond ASCII`);

/** @param {number} size in bytes @returns {string[]} */
export const faultsOfSize = (size) =>
  size > mostBytes ? [`The package has ${size} bytes, more than ${mostBytes}`] : [];

/** @returns {string[]} what is wrong with out/longshore.vsix, in sentences */
export const faultsOfVsix = () => [
  ...faultsOfPackage(filesInZip(vsix), JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'))),
  ...faultsOfBundles(vsix),
  ...faultsOfSize(statSync(vsix).size),
];
