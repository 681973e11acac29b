import { declareVariable as rule } from '../../../src/dockerfile/rules/declare-variable.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('declare-variable', () => {
  it('takes what nothing sets, where the base image is known to set nothing else', () => {
    expectMarked(
      rule,
      `FROM scratch AS a\nCOPY ⟦$foo⟧ .\nFROM a\nCOPY --chown=⟦\${bar}⟧ ["⟦$x⟧", "."]\nWORKDIR ⟦$HOME⟧/a\n`.replace(
        /"⟦\$x⟧"/,
        '"⟦$x⟧"',
      ),
    );
    expectMarked(rule, 'FROM alpine:3.20\nENV A=⟦$B⟧\nARG C=⟦$D⟧ E=$C F=⟦$F⟧\nEXPOSE ⟦$G⟧\nLABEL h="⟦$I⟧"\n');
  });
  it('takes variables of the platform, and of the file’s head, everywhere', () => {
    expectFix(rule, 'FROM x:1\nCOPY a-⟦$TARGETARCH⟧ /a\n', 'FROM x:1\nARG TARGETARCH\nCOPY a-$TARGETARCH /a\n');
    expectMarked(rule, `ARG APP_VERSION=1\nFROM x:1\nCOPY a-⟦\${APP_VERSION}⟧ /a\n`);
  });
  it('finds the name that is meant', () => {
    expectFix(rule, 'FROM alpine:3.20\nENV PATH=⟦$PAHT⟧:/a\n', 'FROM alpine:3.20\nENV PATH=$PATH:/a\n');
    expectFix(rule, 'FROM x:1\nENV APP_DIR=/a\nWORKDIR ⟦$APP_DRI⟧\n', 'FROM x:1\nENV APP_DIR=/a\nWORKDIR $APP_DIR\n');
  });
  it('keeps quiet on what is set, has a default, or is quoted', () => {
    expectMarked(
      rule,
      `FROM alpine:3.20 AS a\nARG A\nENV B=1 C=$A\nFROM a\nCOPY $A $B /\nENV PATH=$PATH:/x\nUSER \${D:-x}\nLABEL e='$F' g=\\$H\nRUN $I\nCMD $J\n`,
    );
  });
  it('keeps quiet on what the base image may set', () => {
    expectMarked(
      rule,
      'ARG NODE_VERSION=22\nFROM node:$NODE_VERSION\nLABEL v=$NODE_VERSION\nWORKDIR $HOME\nFROM $X\nWORKDIR $Y\n',
    );
  });
  it('leaves pairs of one ENV to another rule', () => {
    expectMarked(rule, 'FROM scratch\nENV A=1 B=$A\n');
  });
});
