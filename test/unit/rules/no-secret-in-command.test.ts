import assert from 'node:assert/strict';
import { noSecretInCommand as rule } from '../../../src/dockerfile/rules/no-secret-in-command.ts';
import { expectMarked, problemsOf } from '../../support/rule-cases.ts';

const expectIn = (commands: readonly string[]) => {
  for (const command of commands) expectMarked(rule, `FROM a:1\nRUN ${command}\n`);
};

describe('no-secret-in-command', () => {
  it('takes passwords and tokens that programs are given as options', () => {
    expectIn([
      'curl -fsS -u admin:⟦Secret123⟧ https://example.com',
      'curl --user "ci:⟦b1tte-nicht⟧" -O https://repo.acme.io/a.tgz',
      'curl -uci:⟦hunter22⟧ https://repo.acme.io/a.tgz',
      'curl -fsSLu ci:⟦hunter22⟧ https://repo.acme.io/a.tgz',
      'curl -fsSuci:⟦hunter22⟧ https://repo.acme.io/a.tgz',
      'curl -fo u:file12 https://repo.acme.io/a.tgz',
      'unzip -qoP ⟦Sup3rGeheim⟧ a.zip',
      'curl --proxy-user=bob:⟦pr0xyPass⟧ https://repo.acme.io/a.tgz',
      'curl --oauth2-bearer ⟦eyJhbGciOi.abc.def123⟧ https://api.acme.io',
      'wget --user=bob --password=⟦s3cr3t!⟧ https://repo.acme.io/a.tgz',
      'wget --http-user bob --http-password ⟦s3cr3t!⟧ https://repo.acme.io/a.tgz',
      'docker login -u bob -p ⟦Tr0ub4dor⟧ registry.acme.io && docker pull a',
      'podman login --username bob --password ⟦Tr0ub4dor⟧ registry.acme.io',
      'helm registry login -u bob -p ⟦Tr0ub4dor⟧ registry.acme.io',
      'service mysql start && mysql -u root -p⟦MyNewPass1⟧ -e "CREATE DATABASE a"',
      'mysqladmin -u root --password=⟦MyNewPass1⟧ create a',
      'redis-cli -a ⟦f00bared-x⟧ ping',
      'sshpass -p ⟦Sup3rGeheim⟧ ssh deploy@acme.io true',
      'twine upload -u bob -p ⟦Sup3rGeheim⟧ dist/*',
      'svn export --username bob --password ⟦Sup3rGeheim⟧ https://svn.acme.io/a',
      'lftp -u bob,⟦Sup3rGeheim⟧ ftp.acme.io -e "get a; quit"',
      'gpg --batch --passphrase ⟦Sup3rGeheim⟧ -d a.gpg',
      'keytool -importcert -storepass ⟦Sup3rGeheim⟧ -file a.crt',
      'openssl enc -d -aes-256-cbc -in a -out b -pass pass:⟦Sup3rGeheim⟧',
      'unzip -P ⟦Sup3rGeheim⟧ a.zip',
      'sentry-cli --auth-token ⟦0123456789abcdef⟧ releases new 1',
      'dotnet nuget add source --name a --username b --password ⟦Sup3rGeheim⟧ https://nuget.acme.io',
    ]);
  });

  it('takes those in settings, headers, files and bodies', () => {
    expectIn([
      'npm config set //npm.example.com/:_authToken ⟦12345678-90ab-cdef-1234-567890abcdef⟧',
      'npm config set //npm.acme.io/:_authToken=⟦12345678-90ab-cdef⟧',
      'echo "//npm.acme.io/:_authToken=⟦abc123def456⟧" > .npmrc && npm ci',
      'yarn config set npmAuthToken ⟦0123456789abcdef⟧',
      'composer config --global github-oauth.github.com ⟦0123456789abcdef0123⟧',
      'composer config http-basic.repo.acme.io bob ⟦Sup3rGeheim⟧',
      'poetry config http-basic.acme bob ⟦Sup3rGeheim⟧',
      'aws configure set aws_secret_access_key ⟦wJalrXUtnFEMI0K7MDENG⟧',
      'curl -H "Authorization: Bearer ⟦0123456789abcdef⟧" https://api.acme.io',
      "wget --header='PRIVATE-TOKEN: ⟦abcdef0123456789⟧' https://git.acme.io/a",
      'curl -H "X-Api-Key:⟦0123456789abcdef⟧" https://api.acme.io',
      'curl "https://api.acme.io/a?access_token=⟦0123456789abcdef01⟧" -o a',
      `curl -d '{"user":"bob","password":"⟦Sup3rGeheim⟧"}' https://api.acme.io/login`,
      "curl -d 'user=bob&password=⟦Sup3rGeheim⟧' https://api.acme.io/login",
      'echo "machine git.acme.io login bob password ⟦Sup3rGeheim⟧" > ~/.netrc',
      'echo ⟦Sup3rGeheim⟧ | docker login -u bob --password-stdin registry.acme.io',
    ]);
  });

  it('takes variables of one command, and what scripts are given', () => {
    expectIn([
      'PGPASSWORD=⟦Sup3rGeheim⟧ psql -h db.acme.io -c "select 1"',
      'export GITHUB_TOKEN=⟦0123456789abcdef⟧ && make',
      'export AWS_SECRET_ACCESS_KEY="⟦wJalrXUtnFEMI0K7⟧"; make',
      'env NPM_TOKEN=⟦abc123def456⟧ npm ci',
      'bash -c "wget --password=⟦Sup3rGeheim⟧ https://a.acme.io"',
    ]);
    expectMarked(rule, 'FROM a:1\nRUN ["wget", "--password=⟦Sup3rGeheim⟧", "https://a.acme.io"]\n');
    expectMarked(rule, 'FROM a:1\nRUN <<EOF\nset -e\ncurl -u ci:⟦hunter22⟧ https://a.acme.io\nEOF\n');
    expectMarked(rule, 'FROM a:1\nONBUILD RUN curl -u ci:⟦hunter22⟧ https://a.acme.io\n');
    expectMarked(rule, 'FROM a:1\nCMD redis-cli -h db -a ⟦hunter22⟧ monitor\n');
    expectMarked(rule, 'FROM a:1\nENTRYPOINT ["app", "--db-password", "⟦hunter22⟧"]\n');
  });

  it('takes those of health checks and of what starts containers', () => {
    for (const command of [
      'HEALTHCHECK CMD curl -fu ci:⟦hunter22⟧ https://a.acme.io',
      'HEALTHCHECK --interval=3s --timeout=2s \\\n  CMD ["redis-cli", "-h", "db", "-a", "⟦hunter22⟧", "ping"]',
      'HEALTHCHECK CMD mysqladmin ping -u root -p⟦hunter22⟧ || exit 1',
      'HEALTHCHECK CMD ["sh", "-c", "PGPASSWORD=⟦Sup3rGeheim⟧ psql -c \'select 1\'"]',
      'ONBUILD HEALTHCHECK CMD redis-cli -h db -a ⟦hunter22⟧ ping',
      'ONBUILD CMD redis-cli -h db -a ⟦hunter22⟧ monitor',
      'CMD ["sh", "-c", "exec app --db-password ⟦hunter22⟧"]',
      'ENTRYPOINT exec app --db-password=⟦hunter22⟧',
      'ENTRYPOINT ["env", "API_TOKEN=⟦0123456789abcdef⟧", "app"]',
    ]) {
      expectMarked(rule, `FROM a:1\n${command}\n`);
    }
    for (const command of [
      'HEALTHCHECK NONE',
      'HEALTHCHECK CMD redis-cli -a "$REDIS_PASSWORD" ping',
      'HEALTHCHECK CMD redis-cli -a "$(cat /run/secrets/redis)" ping',
      'HEALTHCHECK CMD curl -fu elastic:hunter22 http://localhost:9200',
      'HEALTHCHECK CMD mysqladmin ping -u root -p$MYSQL_ROOT_PASSWORD',
      'HEALTHCHECK CMD mysqladmin ping -uroot -proot',
      'HEALTHCHECK CMD ["wget", "--password=changeme", "-q", "https://a.acme.io"]',
      'CMD ["app", "--token-file", "/run/secrets/token"]',
    ]) {
      expectMarked(rule, `FROM a:1\n${command}\n`);
    }
  });

  it('takes those of scripts in heredocs, whichever shell reads them', () => {
    const curl = 'curl -u ci:⟦hunter22⟧ https://a.acme.io';
    for (const lines of [
      `RUN <<EOF\n${curl}\nEOF`,
      `RUN <<-'EOF'\n\t${curl}\n\tEOF`,
      `RUN <<EOF\n#!/usr/bin/env bash\n${curl}\nEOF`,
      `RUN <<EOF\n#!/usr/bin/env -S bash -e\n${curl}\nEOF`,
      `RUN <<EOF\n#!/bin/ash -eu\n${curl}\nEOF`,
      `RUN bash -e <<'EOF'\n${curl}\nEOF`,
      `RUN <<EOF bash\n${curl}\nEOF`,
      `RUN --mount=type=cache,target=/x <<EOF\nset -e\nif a; then\n  ${curl}\nfi\nEOF`,
      `RUN cat > /a <<EOF && ${curl}\nx\nEOF`,
      'RUN <<EOF\nPGPASSWORD=⟦Sup3rGeheim⟧ psql -h db -c "select 1"\nEOF',
      `ONBUILD RUN <<EOF\n${curl}\nEOF`,
    ]) {
      expectMarked(rule, `FROM a:1\n${lines}\n`);
    }
    // What Python reads is no command, and looks like one here.
    expectMarked(rule, 'FROM a:1\nRUN <<EOF\n#!/usr/bin/env python3\ncurl -u ci:hunter22 https://a.acme.io\nEOF\n');
  });

  it('takes those of files that heredocs make', () => {
    for (const lines of [
      'RUN cat <<EOF > /root/.netrc\nmachine a.acme.io login bob password ⟦Sup3rGeheim⟧\nEOF',
      "RUN <<EOF\ncat > ~/.npmrc <<'X'\n//npm.acme.io/:_authToken=⟦abc123def456⟧\nX\nnpm ci\nEOF",
      'COPY <<EOF /root/.npmrc\nregistry=https://npm.acme.io\n//npm.acme.io/:_authToken=⟦abc123def456⟧\nEOF',
      'COPY --chmod=600 <<"EOF" /root/.netrc\nmachine a.acme.io login bob password ⟦Sup3rGeheim⟧\nEOF',
      'ADD <<EOF /etc/app.json\n{"user":"bob","password":"⟦hT7xq2LmZp04⟧"}\nEOF',
      'COPY <<EOF /a.sh\ncurl -H "Authorization: Bearer ⟦0123456789abcdef⟧" https://a.acme.io\nEOF',
    ]) {
      expectMarked(rule, `FROM a:1\n${lines}\n`);
    }
    for (const lines of [
      'RUN cat <<EOF > /root/.netrc\nmachine a.acme.io login bob password $PASSWORD\nEOF',
      `COPY <<'EOF' /root/.npmrc\n//npm.acme.io/:_authToken=\${NPM_TOKEN}\n# //npm.acme.io/:_authToken=abc123def456\nEOF`,
      'COPY <<EOF /root/.netrc\nmachine a.acme.io login bob password changeme\nEOF',
      'COPY <<EOF /etc/app.json\n{"user":"app","password":"app"}\nEOF',
      'COPY <<EOF /etc/app.json\n{"password":"<your password>","access_token":"your-token-here"}\nEOF',
      'COPY <<EOF /app.py\npassword = os.environ["PASSWORD"]\nEOF',
    ]) {
      expectMarked(rule, `FROM a:1\n${lines}\n`);
    }
  });

  it('keeps quiet where a variable or a file brings it', () => {
    expectIn([
      '--mount=type=secret,id=t TOKEN=$(cat /run/secrets/t) && curl -H "Authorization: Bearer $TOKEN" https://a.acme.io',
      '--mount=type=secret,id=t,env=TOKEN npm config set //npm.example.com/:_authToken=$TOKEN && npm ci',
      'curl -u "$USER:$PASSWORD" https://a.acme.io',
      `curl -u "ci:\${PASSWORD}" https://a.acme.io`,
      'curl -u "ci:$(cat /run/secrets/p)" https://a.acme.io',
      'curl --netrc -n -u ci https://a.acme.io',
      'wget --password="$P" --user=b https://a.acme.io',
      'mysql -u root -p"$MYSQL_ROOT_PASSWORD" -e "select 1"',
      'docker login -u b --password-stdin < /run/secrets/p',
      'echo "$P" | docker login -u b --password-stdin',
      'cat /run/secrets/p | docker login -u b --password-stdin',
      `echo '//npm.example.com/:_authToken=\${NPM_TOKEN}' > .npmrc`,
      'export TOKEN=$(cat /run/secrets/t) && make',
      'app --token-file /run/secrets/t --password-file=/run/secrets/p',
    ]);
  });

  it('keeps quiet on what stands in for a secret, and on what is none', () => {
    expectIn([
      'curl -u user:password https://a.acme.io',
      'curl -u admin:admin https://a.acme.io',
      'curl -u elastic:changeme http://localhost:9200',
      'curl -u elastic:Real1Pass http://localhost:9200',
      'curl -H "Authorization: Bearer <token>" https://a.acme.io',
      'curl -H "Authorization: Bearer your-token-here" https://a.acme.io',
      'curl -H "Authorization: token xxxxxxxxxxxx" https://a.acme.io',
      'wget --password=xxxx https://a.acme.io',
      'keytool -importcert -noprompt -storepass changeit -alias a -file a.crt -keystore /cacerts',
      'mysql -uroot -proot -e "select 1"',
      'mysql -u root -p app < a.sql',
      'SECRET_KEY=dummy python manage.py collectstatic --noinput',
      'SECRET_KEY=build-only-not-secret ./manage.py collectstatic',
      'DJANGO_SECRET_KEY=django-insecure-1234567 ./manage.py check',
      'SECRET_KEY_BASE=placeholder123 bundle exec rake assets:precompile',
      'SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile',
      'adduser --disabled-password --gecos "" app',
      'adduser -D -H app && passwd -l app',
      "useradd -m --password '$6$abc$0123456789' app",
      'docker build --secret id=npm,src=.npmrc .',
      'curl -u : --negotiate https://a.acme.io',
      'export TOKENIZERS_PARALLELISM=false && export KEY_FILE=/etc/a1/b.key',
      'export API_KEY_HEADER=x-api-key1 MAX_TOKEN=4096',
      'app --token auto --api-key none --password ""',
      'cargo login --help && vault login -method=aws',
      'sort --key 2 a && cut -d: -f1 /etc/passwd && mkdir -p hunter22',
      'ssh -p 2222 bob@a.acme.io && nc -u a:1234 && id -u bob:1234',
      'gpg --batch --passphrase "" --quick-generate-key a',
      'curl "https://a.acme.io/?token=main&auth=none" -o b',
    ]);
  });

  it('leaves tokens of known formats to their own rule, and repeats no secret', () => {
    expectIn([`curl -H "Authorization: token ghp_${'aB3'.repeat(12)}" https://a.acme.io`]);
    const [problem] = problemsOf(rule, 'FROM a:1\nRUN curl -u ci:hunter22 https://a.acme.io\n');
    assert.ok(problem && !JSON.stringify(problem.message).includes('hunter22'));
  });
});
