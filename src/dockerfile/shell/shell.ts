// The commands inside RUN, CMD and ENTRYPOINT as data, at their places in the file. The only importer of unbash, whose
// tree does not leave this file. It tolerates anything, so its silence does not mean that a script is valid.
import {
  type CommandArgument,
  forEachChild,
  parse,
  type Statement,
  type SyntaxNode,
  type Word as TreeWord,
} from 'unbash';
import { posixShells, readsScript, shebangOfShell } from '../knowledge/shells.ts';
import type { DockerfileDocument, Instruction, Word } from '../text/document.ts';
import { createPieces, sourceSpan } from '../text/logical-line.ts';
import type { Span } from '../text/range.ts';
import { oncePerInstruction } from '../text/read-once.ts';
import { shellInForce, usesPosixShell } from './shell-in-force.ts';
import { programName, wrapperWordCount } from './shell-wrapper.ts';

export interface ShellWord extends Span {
  /** Without quotes; expansions stay as they are written (`$HOME`). */
  readonly value: string;
  /** `value` is what the program gets: neither expansion nor pattern is in it. */
  readonly literal: boolean;
}

/** What stands between a command and the one before it. */
export type Connector = 'start' | '&&' | '||' | ';' | '|';

export interface ShellCommand extends Span {
  /** What runs, without its folder and without wrappers: `apt-get` for `sudo /usr/bin/apt-get`; '' if only variables are set. */
  readonly name: string;
  /** The words behind the name. */
  readonly args: readonly ShellWord[];
  /** All words, wrappers and name included. */
  readonly words: readonly ShellWord[];
  /** How many of `words` are wrappers' (`sudo -E`, `env A=b`). */
  readonly wrapperCount: number;
  readonly connector: Connector;
  /** Runs while the script goes on (`&`), itself or what it is part of. */
  readonly background: boolean;
  /** Inside `( )`, `if`, a loop, a substitution, `sh -c` …: not a step of the script itself. */
  readonly nested: boolean;
  /** In an `if`, a loop, a `case`, a substitution, or behind `||`: may not run, or not only once. */
  readonly conditional: boolean;
  /** What it writes goes into another command, which may end it. */
  readonly piped: boolean;
  /** In a function's body: runs when that is called. */
  readonly deferred: boolean;
  /** Has assignments in front or redirections. */
  readonly decorated: boolean;
  /** Those in front: `A=b` */
  readonly assignments: readonly ShellWord[];
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  /** The steps of `a && b && c` if that, and nothing else, is the script; one step for a single command or compound. */
  readonly steps: readonly Span[] | undefined;
  /** Loops that nothing in them ends: `while true; do sleep 60; done`. None that runs in the background. */
  readonly endlessLoops: readonly Span[];
  /** The script is one command without expansions, patterns, redirections or assignments: its words are all there is. */
  readonly single: ShellCommand | undefined;
}

const noWords: readonly ShellWord[] = [];
const none: ShellScript = { commands: [], steps: undefined, endlessLoops: [], single: undefined };

/** Empty for other instructions and where the shell is not sh or one of its kind (cmd, PowerShell). */
export const shellScript = oncePerInstruction((document, instruction: Instruction): ShellScript => {
  const { keyword, json } = instruction;
  if (!hasScript.has(keyword)) return none;
  if (json) return jsonScript(document, instruction, json);
  if (!usesPosixShell(document, instruction)) return none;
  const source = scriptSource(document, instruction);
  return source ? parseScript(source.text, source.span) : none;
});

/** A script as the shell gets it, and the way back into the file. */
export interface ScriptSource {
  readonly text: string;
  /** Where a part of the text stands in the file. */
  span(from: number, to: number): Span;
}

/** Of a RUN in shell form, or its heredoc; undefined where another interpreter reads it. */
export function scriptSource(document: DockerfileDocument, instruction: Instruction): ScriptSource | undefined {
  const { heredocs, line, restFrom, rest } = instruction;
  const [first] = heredocs;
  const restTo = restFrom + rest.text.length;
  if (!first) return { text: rest.text, span: (from, to) => sourceSpan(line, restFrom + from, restFrom + to) };
  const bodyText = (from: number, to: number) => document.text.slice(from, to).replaceAll('\r\n', ' \n');
  const around = `${line.text.slice(restFrom, first.from)} ${line.text.slice(first.to, restTo)}`;
  if (heredocs.length === 1 && (around.trim() === '' || readsScript.test(around))) {
    const { start, end } = first.body;
    const text = bodyText(start, end);
    if (around.trim() === '' && text.startsWith('#!') && !shebangOfShell.test(text)) return undefined;
    return { text, span: (from, to) => ({ start: start + from, end: start + to }) };
  }
  const pieces = createPieces();
  const bodies = bodyText(line.next, instruction.end);
  const text = `${rest.text}\n${bodies}`;
  for (let i = restFrom; i < restTo; i++) pieces.add(line.sourceOffset(i), 1);
  pieces.add(line.end, 1);
  pieces.add(line.next, bodies.length);
  return {
    text,
    span: (from, to) => ({
      start: pieces.sourceOffset(from),
      end: to > from ? pieces.sourceOffset(to - 1) + 1 : pieces.sourceOffset(from),
    }),
  };
}

/** A script, and the shell that reads it by its name: `sh`, `bash` */
export interface ShellText extends ScriptSource {
  readonly shell: string;
}

/** The instruction's own script, and those in strings (`bash -c '…'`). */
export function shellTexts(document: DockerfileDocument, instruction: Instruction): readonly ShellText[] {
  const texts: ShellText[] = [];
  const own = instruction.json ? undefined : shellInForce(document, instruction).name;
  const source =
    own !== undefined && hasScript.has(instruction.keyword) ? scriptSource(document, instruction) : undefined;
  if (own !== undefined && source) texts.push({ ...source, shell: namedByHeredoc(document, instruction) ?? own });
  // Most scripts have none in them, and need not be parsed.
  const mayHaveMore = (source?.text ?? instruction.rest.text).search(/-[A-Za-z]*c\b|--command/) >= 0;
  for (const command of mayHaveMore ? shellScript(document, instruction).commands : []) {
    const word = scriptArgument(command);
    if (!word?.literal) continue;
    const { start, end, value } = word;
    const isExact = document.text.slice(start + 1, end - 1) === value;
    const span = (from: number, to: number) =>
      isExact ? { start: start + 1 + from, end: start + 1 + to } : { start, end };
    texts.push({ text: value, span, shell: command.name });
  }
  return texts;
}

const hasScript = new Set(['RUN', 'CMD', 'ENTRYPOINT']);

/** `RUN bash <<EOF`, or `#!/bin/bash` in its first line. */
function namedByHeredoc(document: DockerfileDocument, { heredocs, line, restFrom }: Instruction): string | undefined {
  const [first, ...more] = heredocs;
  if (!first || more.length > 0) return undefined;
  const before = line.text.slice(restFrom, first.from).trim();
  const shebang = /^#!\s*(\S+)(?:\s+(?:-\S+\s+)*(\S+))?/.exec(document.text.slice(first.body.start, first.body.end));
  const named =
    before !== '' ? before.split(/\s/, 1)[0] : /\/env$/.test(shebang?.[1] ?? '') ? shebang?.[2] : shebang?.[1];
  const name = programName(named ?? '');
  return posixShells.has(name) ? name : undefined;
}

function jsonScript(document: DockerfileDocument, instruction: Instruction, json: readonly Word[]): ShellScript {
  const words = json.map(({ text, start, end }) => ({ value: text, literal: true, start, end }));
  const [first] = words;
  const last = words.at(-1);
  if (!first || !last) return none;
  const command = commandOf(words, { start: first.start, end: last.end }, topLevel, 'start');
  const script = scriptArgument(command);
  if (!script) return { commands: [command], steps: [command], endlessLoops: [], single: command };
  const exact = document.text.slice(script.start + 1, script.end - 1) === script.value;
  const inner = usesPosixShell(document, instruction) ? innerScript(script, exact, command, 1) : none;
  const { commands, endlessLoops } = inner;
  return { commands: [command, ...commands], steps: undefined, endlessLoops, single: command };
}

interface Surroundings {
  readonly background: boolean;
  readonly nested: boolean;
  readonly conditional: boolean;
  readonly piped: boolean;
  readonly deferred: boolean;
}

/** Of what is a part of something: not a step of the script itself. */
function within(outer: Surroundings, conditional: boolean): Surroundings {
  if (outer.nested && (outer.conditional || !conditional)) return outer;
  return { ...outer, nested: true, conditional: outer.conditional || conditional };
}

const topLevel: Surroundings = { background: false, nested: false, conditional: false, piped: false, deferred: false };

function commandOf(
  words: readonly ShellWord[],
  span: Span,
  surroundings: Surroundings,
  connector: Connector,
  decorated = false,
  assignments: readonly ShellWord[] = noWords,
): ShellCommand {
  const wrapperCount = wrapperWordCount(words);
  return {
    start: span.start,
    end: span.end,
    name: programName(words[wrapperCount]?.value ?? ''),
    args: words.slice(wrapperCount + 1),
    words,
    wrapperCount,
    connector,
    background: surroundings.background,
    nested: surroundings.nested,
    conditional: surroundings.conditional || connector === '||',
    piped: surroundings.piped,
    deferred: surroundings.deferred,
    decorated,
    assignments,
  };
}

/** The script of `sh -c SCRIPT`, `bash -euxo pipefail -c SCRIPT`, `su user -c SCRIPT`. */
function scriptArgument({ name, args }: ShellCommand): ShellWord | undefined {
  if (name === 'su' || name === 'runuser') {
    const at = args.findIndex(({ value }) => /^(?:-c|--command)$/.test(value));
    return at < 0 ? undefined : args[at + 1];
  }
  if (!posixShells.has(name)) return undefined;
  for (let i = 0; i < args.length; i++) {
    const value = args[i]?.value ?? '';
    if (/^[-+][a-z]*o$/i.test(value)) i++;
    else if (/^-[a-z]*c$/i.test(value)) return args[i + 1];
    else if (!/^[-+]/.test(value)) return undefined;
  }
  return undefined;
}

/** `sh -c "sh -c '…'"` may go on; ours need not. */
const deepestScript = 3;

/** `exact`: the script stands in the file as it is, between one quote and another. Else all of it is said of the whole word. */
function innerScript(
  { value, start, end }: ShellWord,
  exact: boolean,
  { background, conditional, piped, deferred }: Surroundings,
  depth: number,
): ShellScript {
  const span = exact
    ? (from: number, to: number) => ({ start: start + 1 + from, end: start + 1 + to })
    : () => ({ start, end });
  return parseScript(value, span, { background, conditional, piped, deferred, nested: true }, depth);
}

function parseScript(
  text: string,
  span: ScriptSource['span'],
  surroundings: Surroundings = topLevel,
  depth = 0,
): ShellScript {
  const script = parse(text);
  const commands: ShellCommand[] = [];
  const endlessLoops: Span[] = [];
  const inSource = ({ pos, end }: { readonly pos: number; readonly end: number }) => span(pos, end);
  const word = (tree: CommandArgument): ShellWord => {
    const { start, end } = span(tree.pos, tree.end);
    if (tree.type !== 'Word') return { value: tree.text, literal: false, start, end };
    if (plainWord.test(tree.text)) return { value: tree.text, literal: true, start, end };
    return { value: tree.value, literal: isLiteral(tree), start, end };
  };

  const maySubstitute = substitution.test(text);
  const visitWords = (node: SyntaxNode, inside: Surroundings) => {
    if (!maySubstitute) return;
    forEachChild(node, (child) => {
      // Parts of words are parsed when they are asked for: only where a substitution may be in them.
      if (child.type === 'Word' && !substitution.test(child.text)) return;
      visit(child, within(inside, true), 'start');
    });
  };
  const visitStatements = (statements: readonly Statement[], inside: Surroundings) => {
    for (const [index, statement] of statements.entries()) {
      const isDetached = statement.background === true && !inside.background;
      visit(statement.command, isDetached ? { ...inside, background: true } : inside, index === 0 ? 'start' : ';');
    }
  };
  const visit = (node: SyntaxNode, inside: Surroundings, connector: Connector): void => {
    switch (node.type) {
      case 'Script':
      case 'CompoundList':
        visitStatements(node.commands, inside);
        return;
      case 'AndOr':
        node.commands.forEach((command, index) => {
          visit(command, inside, index === 0 ? connector : (node.operators[index - 1] ?? '&&'));
        });
        return;
      case 'Pipeline':
        node.commands.forEach((command, index) => {
          const isPiped = index < node.commands.length - 1 && !inside.piped;
          visit(command, isPiped ? { ...inside, piped: true } : inside, index === 0 ? connector : '|');
        });
        return;
      case 'Function':
        visit(node.body, { ...inside, nested: true, deferred: true }, 'start');
        return;
      case 'Command': {
        const words = node.args.map(word);
        if (node.name) words.unshift(word(node.name));
        const command = commandOf(
          words,
          inSource(node),
          inside,
          connector,
          node.prefix.length > 0 || node.redirects.length > 0,
          node.prefix.length === 0
            ? noWords
            : node.prefix.flatMap((tree) => (tree.type === 'Assignment' ? word(tree) : [])),
        );
        commands.push(command);
        const argument = depth < deepestScript ? scriptArgument(command) : undefined;
        // Between one pair of quotes, and without escapes, the script stands in the file as it is.
        const exact = argument !== undefined && argument.end - argument.start === argument.value.length + 2;
        if (argument?.literal) {
          const inner = innerScript(argument, exact, command, depth + 1);
          commands.push(...inner.commands);
          endlessLoops.push(...inner.endlessLoops);
        }
        visitWords(node, inside);
        return;
      }
      default: {
        const before = commands.length;
        forEachChild(node, (child) => {
          visit(child, within(inside, !isGroup(node)), 'start');
        });
        const { background, conditional, deferred, piped } = inside;
        if (background || conditional || deferred || piped || !loopsForever(node)) return;
        if (!commands.slice(before).some(({ name }) => leavesLoop.has(name))) endlessLoops.push(inSource(node));
      }
    }
  };
  visit(script, surroundings, 'start');

  const [only] = script.commands;
  if (script.errors?.length || script.commands.length !== 1 || !only || only.background) {
    return { commands, steps: undefined, endlessLoops, single: undefined };
  }
  const list = only.command;
  const isChain = list.type === 'AndOr' && list.operators.every((operator) => operator === '&&');
  const steps = isChain ? list.commands.map(inSource) : list.type === 'AndOr' ? undefined : [inSource(list)];
  const [command] = commands;
  const isSingle =
    list.type === 'Command' &&
    command !== undefined &&
    !command.decorated &&
    command.words.every(({ literal }) => literal);
  return { commands, steps, endlessLoops, single: isSingle ? command : undefined };
}

const leavesLoop = new Set(['break', 'exit', 'return', 'exec', 'kill']);

/** `while true`, `while :`, `while [ 1 ]`, `while sleep 60`, `until false`, `for ((;;))`. */
function loopsForever(node: SyntaxNode): boolean {
  if (node.type === 'ArithmeticFor') return node.test === undefined;
  if (node.type !== 'While') return false;
  const [statement, ...more] = node.clause.commands;
  if (more.length > 0 || statement?.command.type !== 'Command') return false;
  const { name, args } = statement.command;
  const words = [name?.text ?? '', ...args.map(({ text }) => text)].join(' ');
  return node.kind === 'until' ? words === 'false' : /^(?:true|:|\[ (?:1|true) \]|sleep \S+)$/.test(words);
}

/** What is inside runs, and runs once. */
function isGroup({ type }: SyntaxNode): boolean {
  return type === 'Subshell' || type === 'BraceGroup' || type === 'Redirected';
}

/** How all begin that run a command inside of a word: `$(…)`, `<(…)`, backquotes. */
const substitution = /[(`]/;

/** Most are of such characters alone, none of which means more than itself to a shell. */
const plainWord = /^[\w./:=@%+,-]*$/;

/** An unquoted tilde in front is expanded, too. */
function isLiteral(tree: TreeWord): boolean {
  if (/^~/.test(tree.text)) return false;
  if (!/[$`*?[\]{}()<>]/.test(tree.text)) return true;
  return (tree.parts ?? []).every(
    (part) =>
      part.type === 'Literal' ||
      part.type === 'SingleQuoted' ||
      (part.type === 'DoubleQuoted' && part.parts.every(({ type }) => type === 'Literal')),
  );
}
