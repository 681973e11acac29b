// Dockerfiles of a few lines, good and bad, over all that a builder refuses from the text alone. They are made from a table,
// always the same; what the builder says of each is in builder-verdicts.json.
import { type BuilderLine, filled, parted, staged } from './builder-line.ts';
import { mountLines } from './builder-lines-mounts.ts';

const booleans = parted('=true ¦ =false ¦ =TRUE ¦ =False ¦ =1 ¦ =0 ¦ =yes ¦ =on ¦ =t ¦ = ¦ =$X ¦ ="true"');
const chmodValues = parted(
  '644 ¦ 0644 ¦ 755 ¦ 0755 ¦ 7777 ¦ 07777 ¦ 10000 ¦ 77777 ¦ 0 ¦ 888 ¦ 0o755 ¦ -1 ¦ abc ¦ u=rwX',
  'u+x ¦ u=rwX,go=rX ¦ a+x ¦ +x ¦ -w ¦ =r ¦ go-w ¦ rwx ¦ x+u ¦ u+z ¦ u ¦ ug+rw, ¦ ,u+x ¦ u+x,,g+x',
  '0755x ¦ 1e3',
);
const chownValues = parted('root ¦ 0:0 ¦ app:app ¦ :app ¦ a: ¦ 1000 ¦ a:b:c ¦ -1 ¦ a.b ¦ $X');
const durations = parted(
  '30s ¦ 1m30s ¦ 500ms ¦ 1.5h ¦ 0 ¦ 0s ¦ 1us ¦ 1ns ¦ 30 ¦ 30sec ¦ 1 m ¦ -5s ¦ s ¦ 1d ¦ 1m 30s ¦ .5s',
  '5.s ¦ 1h2 ¦ 1e3s ¦ +5s ¦ 1M ¦ $X ¦ five ¦ 1µs ¦ 999us ¦ 1ms',
);
const platforms = parted(
  'linux/amd64 ¦ linux/arm64 ¦ linux/arm64/v8 ¦ linux/arm/v7 ¦ linux/arm/v6 ¦ linux/386',
  'linux/riscv64 ¦ linux/x86_64 ¦ linux/aarch64 ¦ linux/armhf ¦ linux/armel ¦ linux/i386',
  'linux/s390x ¦ linux/ppc64le ¦ linux/mips64le ¦ linux/loong64 ¦ LINUX/AMD64 ¦ Linux/Arm64',
  'windows/amd64 ¦ darwin/arm64 ¦ freebsd/amd64 ¦ wasip1/wasm ¦ wasi/wasm ¦ js/wasm ¦ linux',
  'windows ¦ amd64 ¦ arm64 ¦ arm ¦ x86_64 ¦ aarch64 ¦ linus/amd64 ¦ linux/amd46 ¦ linux/foo',
  'foo/bar ¦ foo ¦ linux-amd64 ¦ linux:amd64 ¦ linux\\amd64 ¦ linux/amd64/v2 ¦ linux/arm64/v9',
  'linux/arm64/v8/x ¦ linux/ ¦ /amd64 ¦ linux//amd64 ¦ local ¦ $BUILDPLATFORM ¦ $TARGETPLATFORM',
  `$BUILDOS/$BUILDARCH ¦ linux/$TARGETARCH ¦ \${TARGETOS}/amd64 ¦ $NOTHING ¦ linux/$NOTHING`,
  '"linux/amd64" ¦ * ¦ linux/amd64,linux/arm64 ¦ linux/arm64/8 ¦ linux/arm/7 ¦ linux/arm/v8',
  'win/amd64 ¦ macos/arm64 ¦ macos ¦ unix/amd64 ¦ linux(1)/amd64 ¦ windows(10.0.17763)/amd64 ¦  ¦ ""',
  'linux/amd 64 ¦ linux/arm_64 ¦ a.b/c ¦ linux/amd64@x ¦ armhf ¦ 386',
);
const json = parted(
  '["a", "b"] ¦ ["a"] ¦ [] ¦ [ "a" , "b" ] ¦ ["a" "b"] ¦ ["a",] ¦ ["a", "b" ¦ "a", "b"]',
  '[\'a\', \'b\'] ¦ [“a”, “b”] ¦ ["a", b] ¦ ["a", 1] ¦ [1] ¦ ["a", null] ¦ ["a", ["b"]]',
  '["a", true] ¦ ["a", {}] ¦ ["a\\b"] ¦ ["a", "b"] c ¦ ["a", "b"], ¦ [,"a"] ¦ ["a",,"b"]',
  '["a"; "b"] ¦ [a, b] ¦ [""] ¦ ["a", ""] ¦ ["a","b"]] ¦ [["a"]] ¦ ["c:\\windows\\x"] ¦ ["a\\"b"]',
  '["\\u0041"] ¦ ["a\tb"] ¦ [“a", "b"] ¦ ["a", \'b\'] ¦ {"a": "b"} ¦ "a" ¦ a ["b"]',
);
const stageNames = parted(
  'build ¦ BUILD ¦ build-1 ¦ build_1 ¦ build.1 ¦ 1build ¦ 1 ¦ -build ¦ _build ¦ bu ild ¦ bu/ild',
  'bu:ild ¦ bü ¦ scratch ¦ context ¦ $X ¦ build$X ¦ "build" ¦ a ¦ build@1 ¦ build+1 ¦ . ¦ b.. ¦ b\'',
);
const images = parted(
  `scratch ¦ SCRATCH ¦ "" ¦ $NOTHING ¦ \${NOTHING} ¦ \${NOTHING:-scratch} ¦ \${NOTHING:?needed}`,
  `\${NOTHING ¦ $`,
);
const ports = parted(
  '80 ¦ 80/tcp ¦ 80/udp ¦ 80/sctp ¦ 80/TCP ¦ 80/http ¦ 80/ ¦ /tcp ¦ 0 ¦ 65535 ¦ 65536 ¦ -1 ¦ +80',
  '8000-8010 ¦ 8010-8000 ¦ 8000- ¦ -8000 ¦ 80-80 ¦ 80:80 ¦ 127.0.0.1:80:80 ¦ 127.0.0.1::80',
  '[::1]:80:80 ¦ 300.0.0.1:80:80 ¦ http ¦ 80,443 ¦ 80 443 ¦ 80 443/udp ¦ 80;443 ¦ "80" ¦ \'80\'',
  `$X ¦ \${X:-80} ¦ 0x50 ¦ 8e3 ¦ 80.5 ¦ 80/tcp/udp ¦ :80 ¦ 80: ¦ a:80 ¦ 8000-8010:9000-9010`,
  '8000-8010:9000-9005 ¦ 8000-8010:80 ¦ 80:8000-8010 ¦ 99999-100000 ¦ # web',
);
const signals = parted(
  'SIGTERM ¦ TERM ¦ sigterm ¦ term ¦ 15 ¦ 9 ¦ 0 ¦ 64 ¦ 65 ¦ 128 ¦ -1 ¦ SIGTREM ¦ SIG ¦ KILL',
  'SIGRTMIN ¦ SIGRTMIN+1 ¦ RTMIN+3 ¦ SIGRTMAX-1 ¦ SIGRTMIN+99 ¦ $X ¦ "SIGTERM" ¦ SIGQUIT SIGTERM',
  'SIGCHLD ¦ SIGCLD ¦ SIGINFO ¦ 1.5',
);
const pairs = parted(
  'A=1 ¦ A=1 B=2 ¦ A 1 ¦ A ¦ A= ¦ =1 ¦ A=1 B ¦ A=1 =2 ¦ A = 1 ¦ A= 1 ¦ A =1 ¦ A=hello world',
  `A="hello world" ¦ A="b ¦ A='b ¦ A=b\\ c ¦ "A"=1 ¦ A='b' C ¦ A B=1 ¦ ""=1 ¦ A=$B ¦ A=\${B`,
  `A=\${B:} ¦ A=\${B:?no} ¦ A=\${B:-c} ¦ A=\${B!c} ¦ A=\${} ¦ A=\${B#c} ¦ A=\${B/c/d} ¦ A=\${B^} ¦ A=\\\${B`,
  `A='\${B' ¦ A=\${1} ¦ A=$ ¦ A="\${B:-"c"}" ¦ A=1,B=2 ¦ $A=1 ¦ A==1`,
);
const heredocs = parted(
  'RUN ⟦<<EOF⟧\ntrue\nEOF\n ¦ RUN ⟦<<EOF⟧\ntrue\n ¦ RUN ⟦<<EOF⟧\ntrue\n EOF\n',
  'RUN ⟦<<-EOF⟧\n\ttrue\n\tEOF\n ¦ RUN ⟦<<EOF⟧\ntrue\nEOF \n ¦ RUN ⟦<<"EOF"⟧\ntrue\nEOF\n',
  "RUN ⟦<<'EOF'⟧\ntrue\nEOF\n ¦ RUN ⟦<<EOF⟧ cat > /x\ntrue\nEOF\n",
  'RUN ⟦<<EOF⟧ <<END\ntrue\nEOF\nEND\n ¦ RUN <<EOF ⟦<<END⟧\ntrue\nEOF\n ¦ RUN ⟦<<< EOF⟧\n',
  'RUN cat ⟦<<<EOF⟧\n ¦ RUN ["a", "<<EOF"]\n ¦ RUN <<\n ¦ RUN << EOF\ntrue\nEOF\n',
  'COPY ⟦<<EOF⟧ /x\ntrue\nEOF\n ¦ COPY ⟦<<EOF⟧ /x\ntrue\n ¦ COPY <<a <<b /x/\n1\na\n2\nb\n',
  'COPY a ⟦<<EOF⟧\ntrue\nEOF\n ¦ COPY <<a ⟦<<b⟧\n1\na\n2\nb\n ¦ COPY ⟦<<EOF⟧\ntrue\nEOF\n',
  'ADD <<EOF /x\ntrue\nEOF\n ¦ ADD a ⟦<<EOF⟧\ntrue\nEOF\n ¦ ONBUILD RUN <<EOF\ntrue\nEOF\n',
  'ONBUILD COPY <<EOF /x\ntrue\nEOF\n ¦ CMD <<EOF\n ¦ ENTRYPOINT cat <<EOF\n',
).map((text) => `FROM scratch\n${text}`);

const sha256 = '24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d';
const digests = [
  ...[
    `sha256:${sha256}`,
    `SHA256:${sha256}`,
    sha256,
    `sha256:${sha256.slice(1)}`,
    `sha256:${sha256}0`,
    'sha256:',
    'sha256:abc',
  ],
  ...[
    `sha256:${sha256.toUpperCase()}`,
    `sha512:${sha256}`,
    `sha512:${sha256}${sha256}`,
    'md5:d41d8cd98f00b204e9800998ecf8427e',
  ],
  ...[
    `sha1:${sha256.slice(0, 40)}`,
    `sha265:${sha256}`,
    `sha256=${sha256}`,
    'abc',
    '',
    '$SUM',
    `sha384:${sha256}${sha256.slice(32)}`,
  ],
];

const checks = parted(
  'skip=all ¦ skip=JSONArgsRecommended ¦ skip=JSONArgsRecommended,StageNameCasing',
  'skip=jsonargsrecommended ¦ skip=JSONArgRecommended ¦ skip= ¦ skip ¦ error=true ¦ error=false',
  'error=yes ¦ error=1 ¦ error=t ¦ error= ¦ error ¦ skip=all;error=true ¦ error=true;skip=all',
  'skip=all,error=true ¦ experimental=all ¦ experimental=CopyIgnoredFile',
  'skip=all;experimental=all;error=true ¦ skip=all;experimental=all;error=true;skip=all ¦ skip=all;',
  ';skip=all ¦ Skip=all ¦ skp=all ¦ ignore=all ¦ JSONArgsRecommended ¦ skip=all; error=true',
  'skip=A, B ¦ skip:all ¦ warn=true ¦ error=TRUE ¦ error=on',
);

const directives = parted(
  '# escape=⟦^⟧\nFROM scratch\n ¦ # escape=`\nFROM scratch\n ¦ # escape=\\\nFROM scratch\n',
  '#escape=⟦``⟧\nFROM scratch\n ¦ # escape=`\n⟦# escape=`⟧\nFROM scratch\n',
  '# escape=`\n# check=skip=all\nFROM scratch\n',
  '# check=skip=all\n⟦# check=skip=all⟧\nFROM scratch\n ¦ # a comment\n# escape=^\nFROM scratch\n',
  '\n# escape=^\nFROM scratch\n ¦ # escape=\nFROM scratch\n',
  '# Escape=`\n⟦# escape=`⟧\nFROM scratch\n ¦ # unknown=1\n# escape=^\nFROM scratch\n',
);

const whole = parted(
  '⟦⟧ ¦ # nothing\n ¦ ARG A=1\n ¦ ⟦RUN⟧ true\nFROM scratch\n ¦ ARG A=1\nFROM scratch\n',
  `ARG ⟦A=\${B⟧\nFROM scratch\n ¦ ENV A=1\nFROM scratch\n ¦ from scratch as a\nfrom a\n`,
  'FROM scratch AS a\nFROM a AS a\nFROM a\n ¦ FROM scratch\nCOPY --from=⟦0⟧ a b\n',
  'FROM scratch\nFROM scratch\nCOPY --from=0 a b\n',
  'FROM scratch\nFROM scratch\nCOPY --from=⟦1⟧ a b\n',
  'FROM scratch\nFROM scratch\nCOPY --from=⟦2⟧ a b\n ¦ FROM scratch\nCOPY --from=⟦-1⟧ a b\n',
  'FROM scratch AS a\nFROM scratch AS b\nCOPY --from=a a b\n',
  'FROM scratch AS a\nFROM scratch AS b\nCOPY --from=⟦b⟧ a b\n',
  'FROM scratch AS a\nCOPY --from=⟦b⟧ a b\nFROM scratch AS b\nCOPY --from=a a b\n',
  'FROM scratch AS a\nARG X=a\nFROM scratch AS b\nCOPY --from=⟦$X⟧ a b\n',
  'FROM scratch\nCOPY --from=scratch a b\n ¦ FROM scratch\nCOPY --from=⟦"a b"⟧ a b\n',
  'FROM scratch\nCOPY --from= a b\n',
  'FROM scratch AS a\nFROM scratch AS b\nRUN --mount=from=⟦b⟧,target=/x true\n',
  'FROM scratch AS a\nFROM scratch AS b\nRUN --mount=from=a,target=/x true\n',
  'FROM scratch AS a\nRUN --mount=from=⟦b⟧,target=/x true\nFROM scratch AS b\nRUN --mount=from=a,target=/x true\n',
);

const argumentCounts = parted(
  'RUN ¦ CMD ¦ ENTRYPOINT ¦ SHELL ¦ USER ¦ WORKDIR ¦ STOPSIGNAL ¦ EXPOSE ¦ VOLUME ¦ ENV ¦ LABEL',
  'ARG ¦ MAINTAINER ¦ HEALTHCHECK ¦ COPY ¦ ADD',
).flatMap((keyword) => [
  `FROM scratch\n⟦${keyword}⟧\n`,
  `FROM scratch\n${keyword} a b c/\n`,
  `FROM scratch\n⟦${keyword}⟧   \n`,
  `FROM scratch\n${keyword} a\n`,
]);

const flagWords = parted(
  'COPY --chown=a ¦ COPY ⟦--chwon=a⟧ ¦ COPY ⟦--chown⟧ ¦ COPY ⟦--CHOWN=a⟧ ¦ COPY --chown=',
  'COPY --chown=a ⟦--chown=a⟧ ¦ COPY --exclude=a --exclude=b ¦ COPY --link ⟦--link⟧ ¦ COPY --',
  'COPY -- --chown=a ¦ COPY ⟦--a⟧ -- ¦ COPY ⟦--checksum=a⟧ ¦ ADD ⟦--from=a⟧ ¦ ADD --unpack',
  'ADD --unpack=false ¦ ADD ⟦--parents⟧ ¦ COPY ⟦--keep-git-dir⟧ ¦ COPY --exclude ¦ COPY ⟦-chown=a⟧',
).map((line) => `FROM scratch\n${line} a b/\n`);

const otherFlags = parted(
  'CMD ¦ ENTRYPOINT ¦ ENV ¦ LABEL ¦ EXPOSE ¦ USER ¦ WORKDIR ¦ VOLUME ¦ SHELL ¦ ARG ¦ STOPSIGNAL',
  'ONBUILD',
).flatMap((keyword) => ['--x', '--x=y'].map((flag) => `FROM scratch\n${keyword} ⟦${flag}⟧ ${argumentFor(keyword)}\n`));

function argumentFor(keyword: string): string {
  if (keyword === 'SHELL') return '["a"]';
  if (keyword === 'ENV' || keyword === 'LABEL') return 'A=1';
  if (keyword === 'EXPOSE') return '80';
  return keyword === 'STOPSIGNAL' ? 'TERM' : keyword === 'ONBUILD' ? 'RUN true' : 'a';
}

/** What a trigger holds is otherwise refused by the next build alone. */
const triggers = ['RUN true', 'ONBUILD RUN true', 'FROM scratch', 'MAINTAINER a', 'from scratch', 'COPY a b'];

/** All of them, each once. */
export function builderLines(): BuilderLine[] {
  const lines = [
    ...mountLines(),
    ...staged('COPY --link{} a b', booleans),
    ...['link', 'keep-git-dir', 'unpack'].flatMap((flag) =>
      staged(`ADD --${flag}{} https://example.com/a.git b`, booleans),
    ),
    ...['COPY', 'ADD'].flatMap((keyword) => staged(`${keyword} --chmod={} a /b`, chmodValues)),
    ...['COPY', 'ADD'].flatMap((keyword) => staged(`${keyword} --chown={} a /b`, chownValues)),
    ...staged('ADD --checksum={} https://example.com/a /a', digests),
    ...staged('ADD --checksum={} local.txt /a', digests.slice(0, 3)),
    ...staged(
      `ADD --checksum=sha256:${sha256} {} /a`,
      parted('http://a/b ¦ https://a/b ¦ a ¦ ./a ¦ https://a/b c ¦ git@a:b/c.git ¦ $URL ¦ ftp://a/b'),
    ),
    ...staged('COPY {} /a', [
      'https://a/b',
      'http://a/b',
      'git@github.com:a/b.git',
      'https://github.com/a/b.git',
      'ftp://a/b',
      'file:///a',
    ]),
    ...staged(
      'RUN --network={} true',
      parted('default ¦ none ¦ host ¦ bridge ¦ NONE ¦ Default ¦  ¦ $X ¦ hots ¦ "none"'),
    ),
    ...staged('RUN --device={} true', ['a.b/c,name=d', 'a,required=maybe', 'a,b', 'a,x=y']),
    ...filled('FROM --platform={} scratch\n', platforms),
    ...filled('ARG PLATFORM=linus/amd64\nFROM --platform={} scratch\n', [
      '$PLATFORM',
      `\${PLATFORM}`,
      `\${OTHER:-linux/amd64}`,
      `\${OTHER:-linus/amd64}`,
    ]),
    ...filled('FROM scratch AS {}\n', stageNames),
    ...filled('FROM {}\n', images),
    ...filled('FROM scratch {}\n', ['AS', 'as', 'AZ b', 'AS b c', 'b', '# base', 'AS b # base']),
    ...staged('EXPOSE {}', ports),
    ...staged('STOPSIGNAL {}', signals),
    ...['ENV', 'LABEL', 'ARG'].flatMap((keyword) => staged(`${keyword} {}`, pairs)),
    ...['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'VOLUME', 'HEALTHCHECK CMD'].flatMap((keyword) =>
      staged(`${keyword} {}`, json),
    ),
    ...['COPY', 'ADD'].flatMap((keyword) => staged(`${keyword} {}`, json)),
    ...staged('VOLUME {}', parted('/a ¦ /a /b ¦ "" ¦ \'\' ¦ ["/a", " "] ¦ ["", "/a"] ¦ $X ¦ /a:/b')),
    ...['interval', 'timeout', 'start-period', 'start-interval'].flatMap((flag) =>
      staged(`HEALTHCHECK --${flag}={} CMD true`, durations),
    ),
    ...staged(
      'HEALTHCHECK --retries={} CMD true',
      parted('3 ¦ 0 ¦ -1 ¦ 1.5 ¦ three ¦  ¦ +3 ¦ 2147483648 ¦ 2147483647 ¦ $X ¦ 03 ¦ 0x3'),
    ),
    ...staged(
      'HEALTHCHECK {}',
      parted(
        'NONE ¦ none ¦ NONE true ¦ CMD ¦ cmd true ¦ true ¦ CMD-SHELL true ¦ curl -f http://a',
        '--interval=1s ¦ ["a"] ¦ --interval=1s NONE ¦ --x=1 NONE',
      ),
    ),
    ...staged('ONBUILD {}', triggers),
    ...['COPY', 'ADD'].flatMap((keyword) =>
      staged(`${keyword} {} /x/`, parted('"a b" ¦ "a" ¦ \'a b\' ¦ a"b ¦ "a ¦ a\\ b ¦ "a"b ¦ "a" "b" ¦ \'a ¦ a\\"b')),
    ),
    ...staged('EXPOSE {}', parted('"80 ¦ "80 81"')),
    ...staged('VOLUME {}', parted('"/a b" ¦ "/a ¦ \'/a\'')),
    ...staged('WORKDIR {}', parted('"/a ¦ \'/a b\' ¦ /a"b"')),
    ...staged('USER {}', parted('"a ¦ a\'b')),
    ...staged('USER {}', parted('a ¦ a:b ¦ "" ¦ 1000 ¦ $X ¦ a b ¦ "a b" ¦ :b ¦ a # b')),
    ...staged('WORKDIR {}', parted(`/a ¦ a ¦ "" ¦ /a b ¦ "/a b" ¦ $X ¦ .. ¦ \${X ¦ C:\\a`)),
    ...staged('{} a', parted('RNU ¦ COPPY ¦ Form ¦ run ¦ INCLUDE ¦ // ¦ HEALTHCHECKS ¦ CMD["a"] ¦ echo')),
    ...filled('# check={}\nFROM scratch\n', checks),
    ...[...heredocs, ...directives, ...whole, ...argumentCounts, ...flagWords, ...otherFlags],
  ];
  return [...new Set(lines)];
}
