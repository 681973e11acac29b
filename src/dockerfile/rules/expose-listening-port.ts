// A port that the start command names, and that no EXPOSE notes. A hint: images run without.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { basesOf, stageLineage } from '../meaning/stage-bases.ts';
import { lineBreak } from '../rule-parts/edits.ts';
import type { Report, Rule } from '../rule-parts/rule.ts';
import { shellScript } from '../shell/shell.ts';
import type { DockerfileDocument, Instruction } from '../text/document.ts';
import type { Span } from '../text/range.ts';

export const exposeListeningPort: Rule = {
  id: 'expose-listening-port',
  aliases: [],
  severity: 'style',
  title: l10n.t('Expose the port that the program listens on'),
  why: l10n.t(
    'EXPOSE tells people and tools which port the program listens on, so that docker run -P and editors can publish it. Without it, you have to find the port in the command. EXPOSE itself does not open anything.',
  ),
  bad: 'FROM python:3.12-slim\nCMD ["gunicorn", "--bind", ⟦"0.0.0.0:8000"⟧, "app:app"]\n',
  good: 'FROM python:3.12-slim\nEXPOSE 8000\nCMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]\n',
  check(document, report) {
    const final = document.stages.at(-1);
    if (!final) return;
    const lineage = stageLineage(document, final);
    if (lineage.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'EXPOSE'))) return;
    // Nobody starts a build from nothing for its ports; an unknown base may have them noted.
    if (basesOf(document)[lineage.at(-1)?.index ?? 0]?.kind === 'unknown') return;
    const last = (wanted: string) => final.instructions.filter(({ keyword }) => keyword === wanted).at(-1);
    for (const instruction of [last('ENTRYPOINT'), last('CMD')]) {
      if (instruction && reportPort(document, instruction, final.instructions, report)) return;
    }
  },
};

/** Programs whose options name the port that they listen on, not one that they talk to. */
const servers = new Map<string, RegExp>([
  ['gunicorn', /^(?:-b|--bind)$/],
  ['uvicorn', /^--port$/],
  ['hypercorn', /^(?:-b|--bind)$/],
  ['daphne', /^(?:-p|--port)$/],
  ['waitress-serve', /^(?:--port|--listen)$/],
  ['flask', /^(?:-p|--port)$/],
  ['http-server', /^(?:-p|--port)$/],
  ['serve', /^(?:-l|--listen|-p)$/],
  ['next', /^(?:-p|--port)$/],
  ['vite', /^--port$/],
  ['rails', /^(?:-p|--port)$/],
  ['puma', /^(?:-p|--port|-b|--bind)$/],
  ['httpd', /^-p$/],
  ['streamlit', /^--server\.port$/],
  ['jupyter', /^--port$/],
]);

function reportPort(
  document: DockerfileDocument,
  start: Instruction,
  instructions: readonly Instruction[],
  report: Report,
): boolean {
  const found = listeningPort(document, start, instructions);
  if (!found) return false;
  const { line } = document.positionAt(start.start);
  const at = { line, character: 0 };
  report({
    range: document.rangeOf(found.span),
    message: l10n.t('The program listens on port {0}, which has no EXPOSE', found.port),
    fix: {
      title: l10n.t('Add EXPOSE {0}', found.port),
      edits: [{ range: { start: at, end: at }, text: `EXPOSE ${found.port}${lineBreak(document)}` }],
      safe: false,
    },
  });
  return true;
}

function listeningPort(
  document: DockerfileDocument,
  start: Instruction,
  instructions: readonly Instruction[],
): { readonly port: number; readonly span: Span } | undefined {
  for (const { name, args } of shellScript(document, start).commands) {
    const words = args.map(({ value }) => value);
    // `python -m uvicorn`, `flask run`, `npx serve`: the server's name is one of the first words.
    const server = [name, ...words.slice(0, 3)].find((word) => servers.has(word));
    const option = server === undefined ? undefined : servers.get(server);
    for (const [index, word] of args.entries()) {
      const [flag = '', value] = word.value.split('=', 2);
      const holder = value === undefined ? args[index + 1] : word;
      const port = option?.test(flag) ? portIn(value ?? holder?.value ?? '') : undefined;
      if (port && holder) return { port, span: holder };
      if (word.value === 'http.server') {
        const next = args[index + 1];
        const served = portIn(next?.value ?? '');
        if (served && next) return { port: served, span: next };
      }
    }
    // What most frameworks obey, where the file itself sets it.
    for (const instruction of instructions) {
      if (instruction.keyword !== 'ENV') continue;
      for (const { name: variable, value, range } of pairsOf(document, instruction)) {
        const port = variable === 'PORT' ? portIn(value ?? '') : undefined;
        if (port) return { port, span: { start: document.offsetAt(range.start), end: document.offsetAt(range.end) } };
      }
    }
  }
  return undefined;
}

/** `8000`, `:8000`, `0.0.0.0:8000`, `tcp://0.0.0.0:8000` */
function portIn(text: string): number | undefined {
  const port = Number(/^(?:tcp:\/\/)?(?:[\w.*[\]-]*:)?(\d{2,5})$/.exec(text)?.[1]);
  return port > 0 && port <= 65_535 ? port : undefined;
}
