import { exposeListeningPort as rule } from '../../../src/dockerfile/rules/expose-listening-port.ts';
import { expectFix, expectMarked } from '../../support/rule-cases.ts';

describe('expose-listening-port', () => {
  it('finds the port in the ways of different servers', () => {
    for (const command of [
      'CMD uvicorn app:app --port ⟦8080⟧',
      'CMD uvicorn app:app ⟦--port=8080⟧',
      'CMD ["python", "-m", "http.server", ⟦"8000"⟧]',
      'CMD flask run --host 0.0.0.0 -p ⟦5000⟧',
      'ENTRYPOINT ["gunicorn", "-b", ⟦":8000"⟧, "app"]',
      'CMD python -m uvicorn a:b --port ⟦80⟧',
    ]) {
      expectMarked(rule, `FROM python:3.12\n${command}\n`);
    }
    expectMarked(rule, 'FROM node:22\nENV ⟦PORT=3000⟧\nCMD ["node", "server.js"]\n');
  });
  it('keeps quiet where a port is noted, or another one is meant', () => {
    for (const rest of [
      'EXPOSE 80\nCMD uvicorn app:app --port 8080',
      'CMD mysql --port 3306 -h db',
      'CMD uvicorn app:app --port $PORT',
      'CMD ssh -p 2222 host',
      'ENV PORT=none\nCMD node a.js',
      'ENV PORT=3000',
    ]) {
      expectMarked(rule, `FROM python:3.12\n${rest}\n`);
    }
    expectMarked(rule, 'FROM a:1 AS base\nEXPOSE 8080\nFROM base\nCMD uvicorn app:app --port 8080\n');
    expectMarked(rule, 'FROM a:1\nCMD uvicorn app:app --port 8080\nFROM b:1\nCMD c\n');
    expectMarked(rule, 'FROM $BASE\nCMD uvicorn app:app --port 8080\n');
  });
  it('notes it above the command', () => {
    expectFix(
      rule,
      'FROM python:3.12\r\nCMD uvicorn a:b --port ⟦8080⟧\r\n',
      'FROM python:3.12\r\nEXPOSE 8080\r\nCMD uvicorn a:b --port 8080\r\n',
    );
  });
});
