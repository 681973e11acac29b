// Where a script uses what only bash and its kind understand. Beside shell.ts the only reader of unbash's tree, which
// leaves this file as plain data.
import { forEachChild, parse, type SyntaxNode, type Word } from 'unbash';
import { type BashConstructName, bashBuiltins, bashOptions, bashVariables } from '../knowledge/shell-constructs.ts';
import type { Span } from '../text/range.ts';

/** At its place in the script. */
export interface UsedConstruct extends Span {
  readonly name: BashConstructName;
  /** What stands there. */
  readonly text: string;
  /** What says the same everywhere, in place of that; undefined if there is nothing so simple. */
  readonly plain?: string | undefined;
  /** What comes behind `||` is for those who do not have it. */
  readonly isTried: boolean;
}

type Found = readonly [name: BashConstructName, start: number, end: number, plain?: string];

/** In the order of the script. */
export function bashConstructsIn(script: string): readonly UsedConstruct[] {
  // A script that asks which shell it has knows what it does.
  if (/\bBASH_VERSION|\bBASH_VERSINFO/.test(script)) return [];
  const used: UsedConstruct[] = [];
  const visit = (node: SyntaxNode, isTried: boolean) => {
    for (const [name, start, end, plain] of constructsOf(node, script)) {
      used.push({ name, start, end, text: script.slice(start, end), plain, isTried });
    }
    // What is in [[ … ]] or in arrays is no further fault.
    if (node.type === 'TestCommand' || node.type === 'ArrayValue') return;
    if (node.type !== 'AndOr') forEachChild(node, (child) => visit(child, isTried));
    else {
      for (const [index, command] of node.commands.entries()) visit(command, isTried || node.operators[index] === '||');
    }
  };
  visit(parse(script), false);
  return used.sort((a, b) => a.start - b.start);
}

function constructsOf(node: SyntaxNode, script: string): readonly Found[] {
  const { pos, end } = node;
  const all = (name: BashConstructName): Found[] => [[name, pos, end]];
  switch (node.type) {
    case 'TestCommand':
      return [['doubleBracket', pos, pos + 2]];
    case 'ArithmeticCommand':
      return all('arithmeticCommand');
    case 'ArithmeticFor':
      return [['arithmeticFor', pos, script.indexOf('))', pos) + 2]];
    case 'Select':
      return [['select', pos, pos + 'select'.length]];
    case 'Coproc':
      return [['coproc', pos, pos + 'coproc'.length]];
    case 'Function':
      return functionConstructs(script, pos, node.name);
    case 'CaseItem':
      return node.terminator === ';&' || node.terminator === ';;&'
        ? [['caseFallthrough', end - node.terminator.length, end]]
        : [];
    case 'Pipeline':
      return node.operators.flatMap((operator, index) => {
        if (operator !== '|&') return [];
        const at = script.indexOf('|&', node.commands[index]?.end ?? pos);
        return at < 0 ? [] : [['pipeBoth', at, at + 2, '2>&1 |'] as const];
      });
    case 'HereString':
      return [['herestring', script.indexOf('<<<', pos), script.indexOf('<<<', pos) + 3]];
    case 'Redirect':
      return redirectConstructs(node, script);
    case 'Assignment':
      if (node.index) return all('array');
      if (node.value.type === 'ArrayValue') return all('array');
      return node.append ? [['append', pos, pos + node.name.length + 2]] : [];
    case 'Command':
      return node.name
        ? commandConstructs(
            node.name,
            node.args.filter((word) => word.type === 'Word'),
          )
        : [];
    case 'BraceExpansion':
      return all('braces');
    case 'AnsiCQuoted':
      return all('cStyleQuotes');
    case 'LocaleString':
      return all('localeQuotes');
    case 'ProcessSubstitution':
      return all('processSubstitution');
    case 'CommandExpansion':
      return /^\$\(\s*<(?![<(&])\s*[^\s;|&()<>]+\s*\)$/.test(node.text) ? all('fileSubstitution') : [];
    case 'SimpleExpansion':
      return variableConstructs(node.text.slice(1), pos, end);
    case 'ParameterExpansion': {
      const name = parameterConstruct(node);
      return name ? all(name) : variableConstructs(node.parameter, pos, end);
    }
    case 'ArithmeticUnary':
      return node.operator === '++' || node.operator === '--' ? all('increment') : [];
    case 'ArithmeticBinary':
      return node.operator === '**' ? all('power') : [];
    case 'ArithmeticWord':
      return /^\d+#/.test(node.value) ? all('numberBase') : [];
    default:
      return [];
  }
}

function functionConstructs(script: string, pos: number, { value, end }: Word): Found[] {
  const found: Found[] = [];
  const keyword = /^function\s/.test(script.slice(pos, pos + 9));
  if (keyword) {
    const hasBrackets = /^\s*\(/.test(script.slice(end, end + 20));
    found.push(['functionKeyword', pos, end, `${value}${hasBrackets ? '' : '()'}`]);
  }
  if (!/^[A-Za-z_]\w*$/.test(value)) found.push(['functionName', end - value.length, end]);
  return found;
}

function redirectConstructs(node: SyntaxNode & { readonly type: 'Redirect' }, script: string): Found[] {
  const { pos, end, operator, target, descriptor } = node;
  if (descriptor?.type === 'FileDescriptorVariable') return [['namedDescriptor', pos, end]];
  const file = target ? script.slice(target.pos, target.end) : '';
  if (/^\/dev\/(?:tcp|udp)\//.test(file)) return [];
  if (operator === '&>') return [['bothRedirected', pos, end, `> ${file} 2>&1`]];
  if (operator === '&>>') return [['bothAppended', pos, end, `>> ${file} 2>&1`]];
  if (operator !== '>&' || descriptor || file === '' || /^(?:\d+-?|-)$|^["']?\$/.test(file)) return [];
  return [['bothRedirectedOld', pos, end, `> ${file} 2>&1`]];
}

function parameterConstruct(node: SyntaxNode & { readonly type: 'ParameterExpansion' }): BashConstructName | undefined {
  const { operation, index, prefix } = node;
  if (index) return 'arrayElement';
  if (prefix === '!' || operation?.type === 'Names') return 'indirection';
  switch (operation?.type) {
    case 'Replace':
      return 'replacement';
    case 'Slice':
      return 'slice';
    case 'CaseModification':
      return 'caseModification';
    case 'Transform':
      return 'transformation';
    default:
      return undefined;
  }
}

function variableConstructs(variable: string, pos: number, end: number): Found[] {
  if (variable === 'RANDOM') return [['variableOfBusybox', pos, end]];
  return bashVariables.has(variable) ? [['variable', pos, end]] : [];
}

function commandConstructs(name: Word, args: readonly Word[]): Found[] {
  const [first, second] = args;
  const option = (pattern: RegExp): Word | undefined => {
    for (const word of args) {
      if (!word.value.startsWith('-')) return undefined;
      if (pattern.test(word.value)) return word;
    }
    return undefined;
  };
  const at = (construct: BashConstructName, word: Word | undefined): Found[] =>
    word ? [[construct, name.pos, word.end]] : [];
  if (bashBuiltins.has(name.value)) return [['builtin', name.pos, name.end]];
  switch (name.value) {
    case 'source': {
      const isPath = args.length === 1 && first?.value.includes('/');
      return first ? ([['source', name.pos, name.end, isPath ? '.' : undefined]] as Found[]) : [];
    }
    case 'let':
      return first ? [['let', name.pos, name.end]] : [];
    case '[':
    case 'test':
      return args.flatMap((word, index): Found[] => {
        if (word.text === '==' && index > 0) return [['doubleEquals', word.pos, word.end, '=']];
        const isFirst = index === 0 || (index === 1 && first?.text === '!');
        return word.text === '-v' && isFirst && args.length > index + 1 && args[index + 1]?.text !== ']'
          ? [['testVariable', word.pos, word.end]]
          : [];
      });
    case 'echo':
      return at('echoOption', first && /^-[neE]*[eE][neE]*$/.test(first.text) ? first : undefined);
    case 'read':
      if (option(/^-[a-z]*a/)) return at('readArray', option(/^-[a-z]*a/));
      return at('readOption', option(/^-r?[sntdNui]/));
    case 'local':
      return at('localOption', option(/^-[aArilnux]+$/));
    case 'readonly':
      return at('localOption', option(/^-[aAf]+$/));
    case 'export':
      return at('exportOption', option(/^-f$/));
    case 'printf':
      if (first?.value === '-v') return at('printfOption', first);
      return at('printfOption', first && /%q/.test(first.value) ? first : undefined);
    case 'type':
      return at('typeOption', option(/^-[Pptaf]+$/));
    case 'exec':
      return at('execOption', first?.value === '-a' && second ? first : undefined);
    case 'trap':
      return at(
        'trapErr',
        args.slice(1).find(({ value }) => value === 'ERR'),
      );
    case 'set':
      return args.flatMap((word, index): Found[] => {
        if (!/^[-+][a-zA-Z]*o$/.test(args[index - 1]?.value ?? '')) return [];
        if (word.value === 'pipefail') return [['pipefail', name.pos, word.end]];
        return bashOptions.has(word.value) ? [['setOption', name.pos, word.end]] : [];
      });
    default:
      return [];
  }
}
