// USER by number.

import * as l10n from '@vscode/l10n';
import { pairsOf } from '../meaning/pairs.ts';
import { visitWithVariables } from '../meaning/variable-walk.ts';
import { expand, globalVariables, type Variables } from '../meaning/variables.ts';
import { excerpt } from '../rule-parts/excerpt.ts';
import type { Rule } from '../rule-parts/rule.ts';
import type { Instruction } from '../text/document.ts';

export const numericUser: Rule = {
  id: 'numeric-user',
  aliases: ['DL3066'],
  severity: 'info',
  offByDefault: l10n.t('only useful where Kubernetes must know that a user is not root'),
  title: l10n.t('Use a numeric user ID in USER'),
  why: l10n.t(
    'A user name is looked up in the user list of the image. Tools that only see the settings of the image, such as Kubernetes with runAsNonRoot, cannot tell whether the name belongs to root, and refuse to start the container. A number is unambiguous.',
  ),
  bad: 'FROM node:22-slim\nUSER ⟦node⟧\n',
  good: 'FROM node:22-slim\nUSER 1000\n',
  check(document, report, { buildArguments }) {
    if (!document.instructions.some(({ keyword }) => keyword === 'USER')) return;
    /** ARGs seen so far: what they are is for the build to decide, whatever their defaults. */
    const open = new Set(globalVariables(document).keys());
    const checkUser = (user: Instruction, variables: Variables) => {
      const text = user.rest.text.replace(/^(["'])(.*)\1$/, '$2');
      const name = (expand(text, variables) ?? text).split(':', 1)[0] ?? '';
      const isOpen = [...text.matchAll(/\$\{?(\w+)/g)].some(
        ([, variable = '']) => open.has(variable) && !buildArguments?.has(variable),
      );
      if (text === '' || /^\d*$/.test(name) || isOpen) return;
      report({
        range: document.rangeOf(user.rest),
        message: l10n.t('The number of the user {0} is only known in the image; use the number', excerpt(name)),
      });
    };
    visitWithVariables(
      document,
      (instruction, variables) => {
        if (instruction.keyword === 'USER') checkUser(instruction, variables);
        else if (instruction.keyword === 'ARG') for (const { name } of pairsOf(document, instruction)) open.add(name);
      },
      buildArguments,
    );
  },
};
