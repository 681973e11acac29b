// Mounts of a RUN, good and bad: each option with each type, each option's values, and how the fields are written.
import { type BuilderLine, parted, staged } from './builder-line.ts';

const types = ['bind', 'cache', 'tmpfs', 'secret', 'ssh'];
const options = parted(
  'from=scratch ¦ source=/s ¦ src=/s ¦ target=/t ¦ dst=/t ¦ destination=/t ¦ readonly ¦ ro',
  'readonly=true ¦ readwrite ¦ rw ¦ rw=false ¦ required ¦ required=true ¦ size=1m ¦ id=i',
  'sharing=locked ¦ mode=0700 ¦ uid=1 ¦ gid=1 ¦ env=E',
);
const typeWords = parted(
  'BIND ¦ Cache ¦ cahce ¦ volume ¦ npipe ¦  ¦ secrets ¦ "cache" ¦ cache  ¦ $X ¦ tmp ¦ bnd ¦ sssh',
);
const names = parted(
  'Target ¦ TARGET ¦ tarhet ¦ tgt ¦ destination ¦ dest ¦ path ¦ sorce ¦ src ¦ shared ¦ consistency',
  'readOnly ¦ bind-propagation ¦ volume-opt ¦ $X ¦  ¦ targett ¦ frm ¦ modes',
);
const values: Readonly<Record<string, readonly string[]>> = {
  sharing: parted('shared ¦ private ¦ locked ¦ LOCKED ¦ lock ¦  ¦ none ¦ $X ¦ exclusive ¦ locked '),
  mode: parted('0700 ¦ 700 ¦ 7 ¦ 999 ¦ 0o700 ¦ rwx ¦  ¦ -1 ¦ 0x1 ¦ 40000000000 ¦ 77777 ¦ $X ¦ 37777777777 ¦ u+x'),
  uid: parted('0 ¦ 1000 ¦ -1 ¦ root ¦  ¦ 4294967295 ¦ 4294967296 ¦ 1.0 ¦ $X ¦ +1 ¦ 0x1 ¦ 01'),
  gid: ['0', 'staff', '-5', '1000'],
  ro: parted('true ¦ false ¦ 1 ¦ 0 ¦ t ¦ T ¦ yes ¦  ¦ TRUE ¦ True ¦ tRUE ¦ no ¦ $X'),
  rw: ['true', 'maybe', 'F', 'on'],
  readonly: ['true', 'y'],
  readwrite: ['false', 'n'],
};
const sizes = parted(
  '1 ¦ 1k ¦ 1K ¦ 1m ¦ 1MB ¦ 1MiB ¦ 1g ¦ 1.5g ¦ 1 m ¦ 1x ¦  ¦ -1 ¦ abc ¦ 1kk ¦ 1t ¦ 1p ¦ 1e ¦ 1b',
  '.5m ¦ $X ¦ 1,5g ¦ +1m',
);

export function mountLines(): BuilderLine[] {
  const mount = (rest: string, slot: readonly string[]) => staged(`RUN --mount=${rest} true`, slot);
  return [
    ...types.flatMap((type) => mount(`type=${type},{}`, options)),
    ...types.flatMap((type) => mount(`type=${type},target=/t,{}`, options)),
    ...types.flatMap((type) => staged(`RUN ⟦--mount=type=${type}⟧ true`, ['x'])),
    ...mount('type={},target=/t', typeWords),
    ...mount('{}=/t,type=cache', names),
    ...mount('type=cache,target=/t,{}=x', names),
    ...mount(
      'type=cache,target=/t,{}',
      parted('required ¦ nonsense ¦ rw ¦ RO ¦ ReadOnly ¦ target ¦ id ¦ sharing ¦ from ¦ mode ¦ readwrite ¦ ', '$X'),
    ),
    ...Object.entries(values).flatMap(([name, all]) => mount(`type=cache,target=/t,${name}={}`, all)),
    ...mount('type=tmpfs,target=/t,size={}', sizes),
    ...mount('target=/t,type=tmpfs,size={}', ['1m', '1x']),
    ...mount('size=1m,{}', ['type=tmpfs,target=/t']),
    ...mount('type=secret,id=a,required={}', ['true', 'false', 'yes', '', '1', '$X']),
    ...mount('type=ssh,required={}', ['true', 'maybe']),
    ...mount(
      'type=secret,{}',
      parted(
        'id=a ¦ id=a,source=b ¦ source=b ¦ target=b ¦ env=A ¦ id=a,env=A ¦ id=a,env=',
        'id=a,target=/b,mode=0400,uid=1,gid=1 ¦ id=a,from=scratch ¦ id=a,sharing=locked ¦ id=',
        'id=a,size=1',
      ),
    ),
    ...mount(
      'type=ssh,{}',
      parted('id=a ¦ id=default,target=/s ¦ source=a ¦ env=A ¦ sharing=shared ¦ from=scratch ¦ mode=0600', 'size=1'),
    ),
    ...mount(
      'type=bind,{}',
      parted(
        'target=/ ¦ target=. ¦ target=.. ¦ target= ¦ source=a ¦ target=$X ¦ source=..,target=/t',
        'from=,target=/t ¦ from=scratch,target=/t ¦ target=/t,from=$X ¦ target=/t,from=$',
        'target=/t,from=a$X ¦ target=./ ¦ target=//',
      ),
    ),
    ...mount('type=cache,{}', [
      'target=/',
      'id=a',
      'target=/t,id=$X',
      'target=/t,id=',
      'target=$X',
      'target=/a b',
      'target=/a/../',
    ]),
    ...mount('type=tmpfs,{}', ['target=/', 'target=/t', '', 'target=/t,size=64m']),
    // How fields are written.
    ...parted(
      '"type=cache,target=/t" ¦ type=cache,"target=/t" ¦ \'type=cache,target=/t\'',
      'type="cache",target="/t" ¦ type=cache,target="/a,b" ¦ type=cache,,target=/t',
      ',type=cache,target=/t ¦ type=cache,target=/t, ¦ type=cache;target=/t ¦ type:cache,target:/t',
      'type=cache,target=/t=x ¦ type=cache,target=/t,target=/u ¦ type=cache,type=bind,target=/t',
      'type=cache,target=/t,sharing ¦ \\"type=cache\\",target=/t ¦ type=cache,\\"target=/t\\"',
      'type=cache,\\"target=/t,b\\",id=a ¦ type=cache,\\"target=/t ¦ type=cache,tar\\"get=/t',
      'cache,target=/t ¦ target=/t ¦ /t ¦  ¦ = ¦ type=cache,=x,target=/t',
    ).map((written) => `FROM scratch\nRUN --mount=${written === '' ? '' : `⟦${written}⟧`} true\n`),
    'FROM scratch\nRUN --mount=type=cache, ⟦target=/t⟧ true\n',
    'FROM scratch\nRUN --mount=type=cache ,target=/t true\n',
    'FROM scratch\nRUN --mount=⟦type= cache⟧,target=/t true\n',
    'FROM scratch\nRUN --mount ⟦type=cache,target=/t⟧ true\n',
    'FROM scratch\nRUN --mount=type=cache,\\\n  target=/t true\n',
    'FROM scratch\nRUN --mount=type=cache,\\\ntarget=/t true\n',
    'FROM scratch\nRUN --mount=type=cache,target=/t --mount=type=⟦cahce⟧,target=/u true\n',
    'FROM scratch\nRUN --mount=type=cache,target=/t\\\n,sharing=⟦lock⟧ true\n',
    'FROM scratch\nARG X=cache\nRUN --mount=type=$X,target=/t true\n',
    'FROM scratch\nARG X=cahce\nRUN --mount=type=⟦$X⟧,target=/t true\n',
    'FROM scratch\nENV S=lock\nRUN --mount=type=cache,target=/t,sharing=⟦$S⟧ true\n',
    'FROM scratch\nARG S\nRUN --mount=type=cache,target=/t,sharing=$S true\n',
    'FROM scratch\nWORKDIR /w\nRUN --mount=target=. true\n',
    'FROM scratch\nWORKDIR /w\nRUN --mount=target=.. true\n',
    'FROM scratch AS a\nFROM scratch\nRUN --mount=from=a,target=/t true\n',
  ];
}
