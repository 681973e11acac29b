import assert from 'node:assert/strict';
import { noServerInRun as rule } from '../../../src/dockerfile/rules/no-server-in-run.ts';
import { expectFix, expectMarked, problemsOf } from '../../support/rule-cases.ts';

const findsIn = (command: string) => problemsOf(rule, `FROM x:1\nRUN ${command}\n`).length > 0;

describe('no-server-in-run', () => {
  const servers = [
    'node server.js',
    'node --max-old-space-size=512 ./src/app.js --port 3000',
    'node index.js',
    'npm start',
    'npm run dev',
    'npm run serve',
    'npm --prefix web run start:prod',
    'yarn start',
    'yarn dev',
    'pnpm run dev',
    'npx nodemon server.js',
    'npx next start -p 3000',
    'pm2-runtime app.js',
    'python app.py',
    'python3 -u main.py',
    'python3.12 manage.py runserver 0.0.0.0:8000',
    'python -m http.server 8000',
    'python -m flask run --host 0.0.0.0',
    'poetry run uvicorn app:app --reload',
    'flask --app hello run --host=0.0.0.0',
    'uvicorn main:app --host 0.0.0.0 --port 80',
    'gunicorn -w 4 app:app',
    'celery -A proj worker -l info',
    'nginx -g "daemon off;"',
    "nginx -g 'daemon off;'",
    'httpd -D FOREGROUND',
    'httpd-foreground',
    'apachectl -D FOREGROUND',
    '/usr/sbin/apache2ctl -DFOREGROUND',
    'java -jar app.jar',
    'java -Xmx1g -jar target/shop-0.0.1-SNAPSHOT.jar --server.port=8080',
    'redis-server /etc/redis.conf',
    'mongod --dbpath /data/db',
    'mysqld --user=mysql',
    'postgres -D /var/lib/postgresql/data',
    'bundle exec rails server -b 0.0.0.0',
    'php -S 0.0.0.0:8000 -t public',
    'php artisan serve --host=0.0.0.0',
    'dotnet run',
    'dotnet Shop.Web.dll',
    'caddy run --config /etc/caddy/Caddyfile',
    './mvnw spring-boot:run',
    'gradle bootRun',
    'go run main.go',
    'sleep infinity',
    'tail -f /dev/null',
    'tail -n0 -F /var/log/app.log',
    'exec node server.js',
    'sudo -u app node server.js',
    'env PORT=80 nohup npm start',
    'PORT=80 npm start',
    '/bin/sh -c "npm start"',
    '["npm", "start"]',
    '["sh", "-c", "npm install && npm start"]',
    'cd app && npm start',
    '(cd app && npm start)',
    'npm install && npm run build && npm start',
  ];
  for (const command of servers) it(`finds ${command}`, () => assert.ok(findsIn(command)));

  const others = [
    'node build.js',
    'node -e "require(\'./server.js\')"',
    'node server.js --version',
    'node server.js build',
    'node --check server.js',
    'node scripts/index.js',
    'node --test',
    'npm start & sleep 5 && npm test',
    '(npm start &) && npm test',
    'npm run build',
    'npm run start:test',
    'npm run dev -- --build',
    'npm install --production',
    'yarn',
    'yarn build',
    'yarn add serve',
    'npm install -g nodemon http-server',
    'npx vite build',
    'npx --yes start-server-and-test start http://localhost:3000 test',
    'timeout 5 node server.js',
    'timeout -k 1 10 npm start || true',
    'npm start | head -1',
    'python setup.py install',
    'python -m pip install uvicorn gunicorn flask',
    'pip install uvicorn',
    'python manage.py migrate',
    'python manage.py collectstatic --noinput',
    'python main.py --download-models',
    'python -c "import app"',
    'python -m compileall .',
    'flask db upgrade',
    'gunicorn --check-config app:app',
    'nginx -t',
    'nginx -g "daemon off;" -t',
    'nginx',
    'apt-get install -y nginx redis-server mongod',
    'httpd -v',
    'java -jar tool.jar',
    'java -jar app.jar --help',
    'java -version',
    'java -jar app.jar --version',
    'java -jar installer.jar auto.xml',
    'java -jar openapi-generator-cli.jar generate',
    'java -Djarmode=layertools -jar app.jar extract',
    'mysqld --initialize-insecure',
    'mysqld --version',
    'redis-server --version',
    'redis-server --daemonize yes && redis-cli ping',
    'mongod --fork --logpath /var/log/mongod.log',
    'postgres --single -D /data template1',
    'pg_ctl start -D /data',
    'service nginx start',
    'rails assets:precompile',
    'bundle exec rails db:migrate',
    'php artisan migrate',
    'php -r "echo 1;"',
    'composer install',
    'dotnet run --project build/Build.csproj',
    'dotnet build',
    'dotnet Migrations.dll',
    'dotnet watch --help',
    'caddy validate --config Caddyfile',
    'caddy version',
    'go run ./tools/generate.go',
    'go build -o /server ./cmd/server',
    'sleep 5',
    'tail -n 5 file',
    'tail -f log & make',
    'echo npm start',
    'which node server.js',
    'command -v npm start',
    'if [ "$ENV" = dev ]; then npm start; fi',
    'test -f x || npm start',
    'start() { npm start; }',
    'echo "$(python -m http.server --help)"',
    'uvicorn --version',
    'uvicorn --help',
    'cat > /start.sh <<EOF\nnpm start\nEOF',
    '',
  ];
  for (const command of others) it(`keeps quiet on ${command || 'nothing'}`, () => assert.ok(!findsIn(command)));

  it('points at the command on its own line of a long RUN', () => {
    expectMarked(
      rule,
      'FROM x:1\nRUN npm ci && \\\n    # then\n    npm run build && \\\n    sudo ⟦npm \\\n      start⟧ > /dev/null\n',
    );
  });

  it('finds it in a heredoc', () => {
    expectMarked(rule, 'FROM x:1\nRUN <<EOF\nset -e\nnpm ci\n⟦npm start⟧\nEOF\n');
  });

  it('leaves other interpreters’ heredocs and Windows shells alone', () => {
    expectMarked(rule, 'FROM x:1\nRUN <<EOF\n#!/usr/bin/env python3\nnpm start\nEOF\n');
    expectMarked(rule, 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN npm start\n');
    expectMarked(rule, '# escape=`\nFROM x:1\nRUN npm start\n');
    expectMarked(rule, 'FROM x:1\nSHELL ["powershell", "-Command"]\nRUN npm start\n');
  });

  describe('fix', () => {
    it('keeps what stands around, and words with blanks together', () => {
      expectFix(
        rule,
        'FROM nginx:1.27\n# start\nRUN ⟦nginx -g "daemon off;"⟧\nEXPOSE 80\n',
        'FROM nginx:1.27\n# start\nCMD ["nginx", "-g", "daemon off;"]\nEXPOSE 80\n',
      );
    });
    it('is not safe: only a person knows what was meant', () => {
      const { fix } = expectFix(rule, 'FROM x:1\nrun ⟦npm start⟧', 'FROM x:1\nCMD ["npm", "start"]');
      assert.equal(fix?.safe, false);
    });
    const unfixable = [
      'FROM x:1\nRUN ⟦npm start⟧\nRUN echo done\n',
      'FROM x:1\nRUN ⟦npm start⟧\nCMD ["npm", "start"]\n',
      'FROM x:1\nENTRYPOINT ["tini", "--"]\nRUN ⟦npm start⟧\n',
      'FROM x:1\nRUN npm ci && ⟦npm start⟧\n',
      'FROM x:1\nRUN ⟦node server.js --port $PORT⟧\n',
      'FROM x:1\nRUN ⟦npm start⟧ > log\n',
      'FROM x:1\nRUN PORT=1 ⟦npm start⟧\n',
      'FROM x:1\nRUN --mount=type=cache,target=/x ⟦npm start⟧\n',
      'FROM x:1 AS a\nRUN ⟦npm start⟧\nFROM x:1\nCMD ["x"]\n',
    ];
    for (const text of unfixable)
      it(`is not offered for ${JSON.stringify(text)}`, () => void expectFix(rule, text, undefined));
  });
});
