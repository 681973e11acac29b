import { validMount as rule } from '../../../src/dockerfile/rules/valid-mount.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

/** One RUN with this mount, behind an image of which nothing is known. */
const mounted = (mount: string) => `FROM node:22\nRUN --mount=${mount} true\n`;

describe('valid-mount', () => {
  it('lets a context stand in for a stage, wherever that begins', () => {
    const text = (marked: string) => `FROM x:1\nRUN --mount=from=${marked},target=/a,rw=⟦maybe⟧ a\nFROM x:1 AS later\n`;
    const whole = (marked: string) => text(marked).replace('rw=⟦maybe⟧', 'rw');
    expectMarked(rule, whole('⟦later⟧'));
    expectMarked(rule, whole('later'), { namedContexts: new Set(['later']) });
    expectMarked(rule, text('later'), { namedContexts: new Set(['later']) });
  });
  it('takes types, options and values that there are not', () => {
    for (const mount of [
      'type=⟦volume⟧,target=/x',
      '⟦type=⟧,target=/x',
      'type=cache,⟦tarhet⟧=/x',
      'type=cache,target=/x,⟦nonsense⟧',
      'type=cache,target=/x,⟦target⟧',
      'type=cache,target=/x,sharing=⟦lock⟧',
      'type=cache,target=/x,mode=⟦999⟧',
      'type=cache,target=/x,uid=⟦root⟧',
      'type=cache,target=/x,ro=⟦yes⟧',
      'type=tmpfs,target=/x,size=⟦64x⟧',
      'type=secret,id=a,required=⟦maybe⟧',
      'type=bind,from=⟦$BASE⟧,target=/x',
    ]) {
      expectMarked(rule, mounted(mount));
    }
  });
  it('takes what does not go together', () => {
    for (const mount of [
      '⟦size⟧=1m,type=tmpfs,target=/x',
      'type=cache,target=/x,⟦required⟧',
      'type=bind,target=/x,⟦mode=0700⟧',
      'type=tmpfs,target=/x,⟦sharing=locked⟧',
      'type=secret,id=a,⟦from=b⟧',
      'type=secret,id=a,⟦src=b⟧',
      '⟦type=secret,env=A⟧',
      'type=ssh,⟦source=a⟧',
      'type=cache,target=⟦/⟧',
    ]) {
      expectMarked(rule, mounted(mount));
    }
  });
  it('takes a mount over the whole file system where the folder is known', () => {
    expectMarked(rule, 'FROM scratch\nRUN --mount=⟦type=cache,id=a⟧ ["/x"]\n');
    expectMarked(rule, 'FROM a\nWORKDIR /\nRUN --mount=target=⟦.⟧ x\n');
    expectMarked(rule, 'FROM a\nWORKDIR /app\nRUN --mount=target=. x\nRUN --mount=target=⟦..⟧ x\n');
    expectMarked(rule, 'FROM scratch\nWORKDIR $X\nRUN --mount=target=. x\n');
  });
  it('takes blanks, commas and quotes at the wrong place', () => {
    expectMarked(rule, 'FROM a\nRUN --mount=type=cache, ⟦target=/x⟧ ls\n');
    expectMarked(rule, 'FROM a\nRUN --mount=type=cache ⟦,target=/x⟧ ls\n');
    expectMarked(rule, 'FROM a\nRUN --mount=type= ⟦cache,target=/x⟧ ls\n');
    expectMarked(rule, mounted('type=cache⟦,⟧,target=/x'));
    expectMarked(rule, mounted('type=cache,\\⟦"⟧target=/x'));
    expectMarked(rule, mounted('type=cache,target=\\⟦"⟧/x'));
    expectFix(
      rule,
      'FROM a\nRUN --mount=type=cache, ⟦target=/x⟧ ls\n',
      'FROM a\nRUN --mount=type=cache,target=/x ls\n',
    );
  });
  it('takes the stage itself and later ones', () => {
    expectMarked(rule, 'FROM a AS x\nRUN --mount=from=⟦X⟧,target=/x ls\n');
    expectMarked(rule, 'FROM a\nRUN --mount=from=⟦x⟧,target=/x ls\nFROM a AS x\nRUN --mount=from=y,target=/x ls\n');
  });
  it('keeps quiet on the stages and folders of triggers, which are those of another file', () => {
    expectMarked(rule, 'FROM scratch\nONBUILD RUN --mount=from=x,source=a ls\nFROM scratch AS x\n');
  });
  it('offers what is meant', () => {
    expectFix(rule, mounted('type=⟦cahce⟧,target=/x'), mounted('type=cache,target=/x'));
    expectFix(rule, mounted('type=cache,⟦Tarhet⟧=/x'), mounted('type=cache,target=/x'));
    expectFix(rule, mounted('type=cache,target=/x,sharing=⟦Locket⟧'), mounted('type=cache,target=/x,sharing=locked'));
    expectFix(rule, mounted('type=⟦volume⟧,target=/x'), undefined);
  });
  it('knows variables that the file sets, and those that nothing can have set', () => {
    expectMarked(rule, 'FROM a\nARG T=cahce\nRUN --mount=type=⟦$T⟧,target=/x ls\n');
    expectMarked(
      rule,
      'FROM a\nARG T\nRUN --mount=type=$T,target=$X,mode=$M ls\nONBUILD RUN --mount=type=$T,target=/x ls\n',
    );
    expectMarked(rule, 'FROM scratch\nRUN --mount=type=cache,target=/x,mode=⟦$M⟧ ["/x"]\n');
  });
  it('keeps quiet on all that the builder takes', () => {
    for (const mount of [
      'type=CACHE,Target=/x,SHARING=Locked,Mode=0700,uid=0,gid=0,rw',
      '"type=cache,target=/x y"',
      'type=cache,\\"target=/x,y\\",id=a',
      'target=.',
      'from=a,dst=/x,ro=false',
      'type=secret,id=a,env=A,required',
      'type=secret,target=/x',
      'type=ssh',
      'type=tmpfs,target=/x,size=1.5g',
      'from=,target=/x',
    ]) {
      expectMarked(rule, mounted(mount));
    }
    expectMarked(
      rule,
      'FROM a\nRUN --mount=type=cache,target=/x,\\\nsharing=private ls\nRUN --mount=id=x,target=/y id=1 ls\n',
    );
    expectMarked(rule, 'FROM a\nCOPY --mount=x a b\nRUN ls --mount=x\n');
  });
  it('stands at the exact word on the next line, too', () => {
    expectMarked(rule, 'FROM a\nONBUILD RUN --mount=type=cache,\\\ntarget=/x,mode=⟦rwx⟧ ls\n');
  });
});
